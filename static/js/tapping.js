// A scoresheet or ballot keeps itself tap by tap: on this device, then with the server, in order.
import { forget, put as fill, restore, typed } from "./kept.js";
import { send } from "./outbox.js";
import { drop, goOnFrom, put, recall } from "./shelf.js";
import { labelOf, point, tell } from "./saying.js";

const PAUSE = 400, LONGEST = 60000, there = (id) => document.getElementById(id);

const isTouched = (field) => (field.type === "radio" ? field.checked && !field.defaultChecked : field.value !== field.defaultValue);

// Resolves once the sheet stands as it was left; `changed` counts what is marked.
export async function saveTaps(form, changed) {
  const say = form.dataset, card = say.card, held = form.elements.version;
  const named = [...form.elements].filter((one) => one.name && !["hidden", "submit"].includes(one.type));
  const sheet = { card, page: location.pathname, title: say.title, labels: Object.fromEntries(named.map((one) => [one.name, labelOf(one)])) };
  let timer, said, tries = 0, arriving = 0; // taps not on the disk yet

  const later = (wait) => { clearTimeout(timer); timer = setTimeout(drain, wait); };

  async function keep(field) {
    const tap = { card, save: say.save, field, body: typed(form), key: `${Date.now()}-${Math.random()}` };
    changed();
    arriving += 1;
    tell(say.saidSaving, false);
    await put({ ...sheet, version: Number(held.value) }, tap).finally(() => { arriving -= 1; });
    later(PAUSE);
  }

  // What became of it: saved, offline, wrong (points no sheet has) or refused.
  async function drain() {
    clearTimeout(timer);
    if (there("differing") || form.inert) return "refused";
    form.querySelectorAll("[aria-invalid]").forEach((one) => one.removeAttribute("aria-invalid"));
    if ((await recall(card)).taps.length) tell(say.saidSaving, false);
    const { offline, stuck } = await send((tap, answer) => {
      if (tap.card !== card) return;
      held.value = answer.version;
      said = answer.saved && say.saidSaved.replace("#", answer.saved);
    });
    const wrong = stuck.get(card), isLeft = (await recall(card)).taps.length > 0;
    if (wrong) await refused(wrong);
    else if (!arriving && (isLeft || said)) tell(isLeft ? say.saidKept : said, isLeft);
    if (offline) later(Math.min(LONGEST, 1000 * 2 ** tries++) * (0.75 + Math.random() / 2));
    else tries = 0;
    if (wrong) return wrong.status === 422 ? "wrong" : "refused";
    return isLeft ? "offline" : "saved";
  }

  async function refused({ status, fields = {}, detail, version, errors }) {
    tell(status === 422 ? say.saidWrong : say.saidUnsaved);
    if (errors) point(form, { detail, errors });
    else if (Object.keys(fields).length) {
      const { showBoth } = await import("./differences.js");
      if (!there("differing")) showBoth(form, fields, async () => { await goOnFrom(card, version); later(0); }, () => drop(card));
    } else {
      there("stopped-why").textContent = (status !== 404 && detail) || say.saidStopped;
      there("stopped").hidden = false;
    }
  }

  const { sheet: known, taps } = await recall(card);
  const early = named.filter(isTouched).map((one) => [one.name, one.value]); // before this script was there
  if (taps.length || known?.version > held.value) {
    [...new URLSearchParams(known.body), ...early].forEach(([name, value]) => fill(form, name, value));
    held.value = known.version;
    changed();
  }
  form.addEventListener("input", ({ target }) => keep(target.name).catch(() => tell(say.saidUnsaved)));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const became = await drain();
    if (became === "offline") location.assign(say.following);
    else if (became !== "refused") form.submit(); // the page that answers says what is wrong
  });
  there("take").addEventListener("click", async () => (await import("./taking.js")).download((await recall(card)).sheet));
  addEventListener("online", () => later(0));
  if (restore(say.kept, form) || early.length) await keep("");
  forget(say.kept);
  if (taps.length) later(0);
}
