// Saves a scoresheet while it is filled in. What the server has not acknowledged stays on this
// device and is sent again, with the same key, until it answers. Without script the button saves.
import { forget, keep, kept } from "./scoresheet_draft.js";
import { isOpen, showBoth } from "./scoresheet_differences.js";

const PAUSE = 800, LONGEST = 60000;

export default function scoresheet(form) {
  const said = document.getElementById("saved"), say = form.dataset;
  const criteria = [...form.querySelectorAll("[data-criterion]")];
  let timer, pending, tries = 0, underway = false;

  const tell = (text, off = true) => {
    said.hidden = false;
    said.firstElementChild.classList.toggle("saved--off", off);
    said.querySelector("span").textContent = text;
  };
  const read = () => {
    const text = new URLSearchParams(new FormData(form));
    ["csrf_token", "key", "version"].forEach((name) => text.delete(name));
    return text.toString();
  };
  const later = (wait) => { clearTimeout(timer); timer = setTimeout(send, wait); };

  async function send() {
    if (underway || isOpen()) return;
    if (!pending) {
      pending = { typed: read(), body: new URLSearchParams(new FormData(form)) };
      pending.body.set("key", `${Date.now()}-${Math.random()}`);
    }
    underway = true;
    tell(say.saidSaving, false);
    try {
      const reply = await fetch(say.marks, { method: "POST", body: pending.body, headers: { Accept: "application/json" } });
      if (reply.status >= 500 || reply.status === 429) throw reply;
      settle(reply.status, await reply.json(), pending.typed);
    } catch {
      tell(say.saidKept);
      later(Math.min(LONGEST, 1000 * 2 ** tries++) * (0.75 + Math.random() / 2));
    }
    underway = false;
  }

  function settle(status, answer, typed) {
    tries = 0;
    pending = null;
    if (status === 200) {
      form.elements.version.value = answer.version;
      forget(say.card, typed);
      if (read() !== typed) later(PAUSE);
      tell(answer.saved && say.saidSaved.replace("#", answer.saved), false);
    } else if (answer.fields) {
      tell(say.saidUnsaved);
      showBoth(form, answer.fields, () => { form.elements.version.value = answer.version; later(0); });
    } else tell(status === 422 ? say.saidWrong : answer.detail || say.saidStopped);
  }

  function count() {
    const points = criteria.map((one) => new FormData(form).get(one.id)).filter(Boolean);
    const total = points.reduce((sum, one) => sum + (Number(one.replace(",", ".")) || 0), 0);
    document.getElementById("total").textContent = total.toLocaleString(document.documentElement.lang, { minimumFractionDigits: 1 });
    document.getElementById("done").textContent = say.saidDone.replace("#", points.length);
    if (points.length === criteria.length) document.getElementById("onwards").textContent = say.saidWhole;
  }

  form.addEventListener("input", () => {
    keep(say.card, form.elements.version.value, read());
    count();
    later(PAUSE);
  });
  form.addEventListener("submit", () => clearTimeout(timer));
  addEventListener("online", () => later(0));
  if (kept(say.card, form, read())) { count(); later(0); }
}
