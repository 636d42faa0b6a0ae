// A scoresheet saves itself, each save under a key of its own, and counts as it is filled in.
import { saveAlong } from "../saving.js";

export default function scoresheet(form) {
  const say = form.dataset, criteria = [...form.querySelectorAll("[data-criterion]")];

  function changed() {
    const points = criteria.map((one) => new FormData(form).get(one.id)).filter(Boolean);
    const total = points.reduce((sum, one) => sum + (Number(one.replace(",", ".")) || 0), 0);
    document.getElementById("total").textContent = total.toLocaleString(document.documentElement.lang, { minimumFractionDigits: 1 });
    document.getElementById("done").textContent = say.saidDone.replace("#", points.length);
    if (points.length === criteria.length) document.getElementById("onwards").textContent = say.saidWhole;
  }

  saveAlong(form, {
    prepare: (body) => body.set("key", `${Date.now()}-${Math.random()}`),
    settled: (answer) => { form.elements.version.value = answer.version; },
    changed,
  });
}
