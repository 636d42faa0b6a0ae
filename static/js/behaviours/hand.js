// The list of a juror: fetches every sheet and ballot onto this device, so that each opens without network,
// and sends what was marked meanwhile. What the server will not have can be taken along.
import { button, make } from "../differences.js";
import { send } from "../outbox.js";
import { drop, sheets, waiting } from "../shelf.js";

export default async function hand(note) {
  const say = note.dataset, [words, list] = note.lastElementChild.children;

  async function show(stuck = new Map()) {
    const taps = await waiting(), all = await sheets();
    const left = all.filter((sheet) => taps.some((tap) => tap.card === sheet.card));
    note.hidden = !left.length;
    words.textContent = say.saidLeft.replace("#", left.length);
    list.replaceChildren(...left.map((sheet) => line(sheet, stuck)));
  }

  function line(sheet, stuck) {
    const wrong = stuck.get(sheet.card);
    const item = make("li", "stack stack--s"), link = make("a", "", sheet.title), row = make("p", "row");
    link.href = sheet.page ?? `/judging/cards/${sheet.card}`;
    item.append(link, row);
    if (!wrong) return item;
    link.after(make("p", "sm", (wrong.status !== 404 && wrong.detail) || say.saidRefused));
    row.append(
      button(say.saidTake, async () => (await import("../taking.js")).download(sheet)),
      button(say.saidDrop, () => confirm(say.saidSure) && drop(sheet.card).then(() => show(stuck))),
    );
    return item;
  }

  async function deliver() {
    let sent = 0;
    const { stuck } = await send(() => { sent += 1; });
    await show(stuck);
    if (sent) location.reload();
  }

  async function fetchSheets() {
    await navigator.serviceWorker.register("/worker.js", { updateViaCache: "none" });
    const { active } = await navigator.serviceWorker.ready, line = new MessageChannel();
    const pages = [...document.querySelectorAll("a.card__link, a[data-held]")].map((link) => link.getAttribute("href"));
    const held = document.getElementById("held");
    line.port1.onmessage = ({ data }) => {
      held.hidden = !data;
      held.querySelector("span").textContent = say.saidHeld.replace("#", data);
    };
    active.postMessage({ hand: say.hand, pages, away: say.away }, [line.port2]);
  }

  if ("shared" in document.documentElement.dataset || !navigator.locks || !window.indexedDB) return;
  addEventListener("online", deliver);
  await deliver();
  if (navigator.serviceWorker) await fetchSheets();
}
