// A scoresheet counts as it is filled in, saves itself, and is written in one window at a time.
import { write } from "../writing.js";

export default function scoresheet(form) {
  const say = form.dataset, criteria = [...form.querySelectorAll("[data-criterion]")];
  const there = (id) => document.getElementById(id);

  function changed() {
    const points = criteria.map((one) => new FormData(form).get(one.id)).filter(Boolean);
    const total = points.reduce((sum, one) => sum + (Number(one.replace(",", ".")) || 0), 0);
    there("total").textContent = total.toLocaleString(document.documentElement.lang, { minimumFractionDigits: 1 });
    there("done").textContent = say.saidDone.replace("#", points.length);
    if (points.length === criteria.length) there("onwards").textContent = say.saidWhole;
  }

  // On a row of marks digits choose: 7, or 1 0, or 4 , 5 one soon after the other.
  let keys = "", last = 0;
  form.addEventListener("keydown", ({ key, target, timeStamp, ctrlKey, metaKey, altKey }) => {
    if (target.type !== "radio" || !/^[\d.,]$/.test(key) || ctrlKey || metaKey || altKey) return;
    keys = (timeStamp - last < 900 ? keys : "") + key.replace(",", ".");
    last = timeStamp;
    const marks = [...form.elements[target.name]].filter((one) => one.value);
    const find = () => marks.find((one) => Number(one.value) === Number(keys));
    const chosen = find() ?? (keys = key, find());
    chosen?.focus();
    chosen?.click();
  });

  write(form, changed);
}
