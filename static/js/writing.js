// What a juror writes is kept tap by tap, in one window at a time.
import { saveTaps } from "./tapping.js";

// `changed` shows what stands in the form now.
export function write(form, changed) {
  const { card } = form.dataset, there = (id) => document.getElementById(id);

  // Two windows would keep two orders of taps on one device: the second only reads, or takes over.
  function elsewhere() {
    form.inert = true;
    form.addEventListener("submit", (event) => event.preventDefault());
    there("elsewhere").hidden = false;
    there("here").addEventListener("click", () => navigator.locks.request(card, { steal: true }, () => location.reload()));
  }

  // On a shared computer, or where the browser has no such shelf, the tab alone remembers.
  const alone = async () => {
    const { saveAlong } = await import("./saving.js");
    saveAlong(form, {
      prepare: (body) => body.set("key", `${Date.now()}-${Math.random()}`),
      settled: (answer) => { form.elements.version.value = answer.version; },
      changed,
    });
  };

  if ("shared" in document.documentElement.dataset || !navigator.locks || !window.indexedDB) alone();
  else navigator.locks.request(card, { ifAvailable: true }, async (lock) => {
    if (!lock) return elsewhere();
    await saveTaps(form, changed).catch(alone);
    return new Promise(() => {}); // until the window is left, or another takes over
  }).catch(elsewhere);
}
