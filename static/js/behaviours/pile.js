// A pile of slips with the keyboard alone. Enter goes on to the next empty field and saves after
// the last, Ctrl+Enter saves at once. Words not acknowledged yet stay on this device.
import { put } from "../kept.js";
import { tell } from "../saying.js";
import { sendBy, unfinished } from "../unfinished.js";

export default function pile(form) {
  const part = (id) => document.getElementById(id);
  const fresh = [...form.querySelectorAll("[data-anew] :is(input, textarea)")];
  const isEmpty = (field) => field.type === "radio" ? !form.elements[field.name].value : !field.value;
  const begun = unfinished(form, form.dataset.kept);
  const save = sendBy(form, begin);

  function begin(answer) {
    begun.done();
    part("last").insertAdjacentHTML("afterbegin", answer.line);
    part("pile").hidden = false;
    part("count").textContent = answer.count;
    put(form, "key", answer.key);
    for (const [name, seen] of Object.entries(answer.seen)) put(form, `seen-${name}`, seen);
    for (const field of fresh) {
      if (field.type === "radio" || field.type === "checkbox") field.checked = false;
      else field.value = "";
    }
    tell(answer.said, false);
    fresh[0].focus();
    scrollTo(0, form.offsetTop);
    return begun.next();
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
}
