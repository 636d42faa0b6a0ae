// Saves a form while it is filled in. What the server has not acknowledged stays on this device
// and is sent again until it answers. Without script the form's own button saves.
import { forget, keep, restore, texts, typed } from "./kept.js";
import { isOpen, showBoth } from "./differences.js";
import { point, tell } from "./saying.js";

const PAUSE = 800, LONGEST = 60000;

// prepare(body) marks what is sent, settled(answer) takes in what the server knows, changed() counts.
export function saveAlong(form, { prepare = () => {}, settled, changed = () => {} }) {
  const say = form.dataset;
  let timer, pending, tries = 0, underway = false;

  const later = (wait) => { clearTimeout(timer); timer = setTimeout(send, wait); };

  async function send() {
    if (underway || isOpen()) return;
    if (!pending) {
      pending = { text: typed(form), body: new URLSearchParams(texts(form)) };
      prepare(pending.body);
    }
    underway = true;
    tell(say.saidSaving, false);
    try {
      const reply = await fetch(say.save, { method: "POST", body: pending.body, headers: { Accept: "application/json" } });
      if (reply.status >= 500 || reply.status === 429) throw reply;
      settle(reply.status, await reply.json());
    } catch {
      tell(say.saidKept);
      later(Math.min(LONGEST, 1000 * 2 ** tries++) * (0.75 + Math.random() / 2));
    }
    underway = false;
  }

  function settle(status, answer) {
    const { text, body } = pending;
    tries = 0;
    pending = null;
    form.querySelectorAll("[aria-invalid]").forEach((one) => one.removeAttribute("aria-invalid"));
    if (status === 200) {
      forget(say.kept, text);
      const onwards = typed(form) !== text;
      settled(answer, body);
      if (onwards) { keep(say.kept, form); later(PAUSE); }
      tell(answer.saved && say.saidSaved.replace("#", answer.saved), false);
    } else if (answer.fields) {
      tell(say.saidUnsaved);
      showBoth(form, answer.fields, () => { settled(answer, body); later(0); }, () => forget(say.kept));
    } else if (status === 422) {
      tell(say.saidWrong);
      point(form, answer);
    } else tell(answer.detail || say.saidStopped);
  }

  form.addEventListener("input", () => {
    keep(say.kept, form);
    changed();
    later(PAUSE);
  });
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (navigator.onLine) return;
    event.preventDefault();
    tell(say.saidKept);
  });
  addEventListener("online", () => later(0));
  if (restore(say.kept, form)) { changed(); later(0); }
}
