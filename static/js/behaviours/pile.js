// A pile of slips with the keyboard alone. Enter goes on to the next empty field and saves after
// the last, Ctrl+Enter saves at once. Words not acknowledged yet stay on this device.
import { forget, keep, restore } from "../kept.js";

export default function pile(form) {
  const say = form.dataset, part = (id) => document.getElementById(id);
  const fresh = [...form.querySelectorAll("[data-anew] :is(input, textarea)")];
  const isEmpty = (field) => field.type === "radio" ? !form.elements[field.name].value : !field.value;
  let underway = false;

  const tell = (text, off) => {
    part("saved").hidden = false;
    part("saved").firstElementChild.classList.toggle("saved--off", off);
    part("saved").querySelector("span").textContent = text;
  };

  async function save() {
    if (underway) return;
    underway = true;
    tell(say.saidSaving, false);
    try {
      const reply = await fetch(say.save, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } });
      if (reply.status === 200) begin(await reply.json());
      else form.submit(); // the page itself says what has to be put right
    } catch {
      tell(say.saidUnsaved, true);
    }
    underway = false;
  }

  function begin(answer) {
    forget(say.kept);
    part("last").insertAdjacentHTML("afterbegin", answer.line);
    part("pile").hidden = false;
    part("count").textContent = answer.count;
    form.elements.key.value = answer.key;
    for (const field of fresh) {
      if (field.type === "radio" || field.type === "checkbox") field.checked = false;
      else field.value = "";
    }
    tell(answer.said, false);
    fresh[0].focus();
    scrollTo(0, form.offsetTop);
  }

  function goOn(field) {
    if (field.type === "radio" && isEmpty(field)) return; // nobody agrees by haste
    const after = fresh.slice(fresh.indexOf(field) + 1).find((one) => !one.matches("[type=checkbox], [type=file]") && isEmpty(one));
    const next = after || fresh.find((one) => one.required && isEmpty(one));
    if (next) next.focus();
    else save();
  }

  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || event.target.matches("button, select, [type=file]")) return;
    if (event.shiftKey) return;
    event.preventDefault();
    if (event.ctrlKey || event.metaKey) save();
    else goOn(event.target);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    save();
  });
  form.addEventListener("input", () => keep(say.kept, form));
  if (!form.querySelector("[aria-invalid]")) restore(say.kept, form);
}
