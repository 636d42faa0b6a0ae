// A scoresheet counts as it is filled in, saves itself, and is written in one window at a time.
import { saveTaps } from "../tapping.js";

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

  // Two windows would keep two orders of taps on one device: the second only reads, or takes over.
  function elsewhere() {
    form.inert = true;
    form.addEventListener("submit", (event) => event.preventDefault());
    there("elsewhere").hidden = false;
    there("here").addEventListener("click", () => navigator.locks.request(say.card, { steal: true }, () => location.reload()));
  }

  // On a shared computer, or where the browser has no such shelf, the tab alone remembers.
  const alone = async () => {
    const { saveAlong } = await import("../saving.js");
    saveAlong(form, {
      prepare: (body) => body.set("key", `${Date.now()}-${Math.random()}`),
      settled: (answer) => { form.elements.version.value = answer.version; },
      changed,
    });
  };

  if ("shared" in document.documentElement.dataset || !navigator.locks || !window.indexedDB) alone();
  else navigator.locks.request(say.card, { ifAvailable: true }, async (lock) => {
    if (!lock) return elsewhere();
    await saveTaps(form, changed).catch(alone);
    return new Promise(() => {}); // until the window is left, or another takes over
  }).catch(elsewhere);
}
