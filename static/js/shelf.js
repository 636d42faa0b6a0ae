// What a juror gave and the server has not acknowledged yet, tap by tap, in IndexedDB under a name
// of their own. A promise that resolved means: it is on the disk.
const hand = () => document.querySelector("[data-hand]").dataset.hand;
let opened;

const open = () => (opened ??= new Promise((resolve, reject) => {
  const asked = indexedDB.open(`judging-${hand()}`, 1);
  asked.onupgradeneeded = () => {
    asked.result.createObjectStore("sheets", { keyPath: "card" });
    asked.result.createObjectStore("taps", { keyPath: "id", autoIncrement: true });
  };
  asked.onsuccess = () => resolve(asked.result);
  asked.onerror = () => reject(asked.error);
}));

const got = (request) => new Promise((resolve) => { request.onsuccess = () => resolve(request.result); });

// One transaction; `act` may wait for its own requests only.
async function inside(act) {
  const shelf = (await open()).transaction(["sheets", "taps"], "readwrite", { durability: "strict" });
  const done = new Promise((resolve, reject) => {
    shelf.oncomplete = resolve;
    shelf.onabort = () => reject(shelf.error);
  });
  const found = await act(shelf.objectStore("sheets"), shelf.objectStore("taps"));
  await done;
  return found;
}

const of = async (taps, card) => (await got(taps.getAll())).filter((tap) => tap.card === card);

// While something waits, the version it was typed over stays: what was saved elsewhere shows then.
// Letters typed into one field are one tap until it is on its way.
export const put = (sheet, tap) => inside(async (sheets, taps) => {
  const known = await got(sheets.get(sheet.card)), waiting = await of(taps, sheet.card), last = waiting.at(-1);
  sheets.put({ ...sheet, version: last ? known.version : sheet.version, body: tap.body });
  if (last && !last.sent && last.field === tap.field) taps.put({ ...last, body: tap.body });
  else taps.add(tap);
});

// {sheet: as it was last known here, taps: those that wait, oldest first}
export const recall = (card) => inside(async (sheets, taps) => (
  { sheet: await got(sheets.get(card)), taps: await of(taps, card) }
));

export const sheets = () => inside((all) => got(all.getAll()));

export const waiting = () => inside((_sheets, taps) => got(taps.getAll()));

// The tap is on its way; answers with the version it goes on from.
export const sending = (tap) => inside(async (sheets, taps) => {
  taps.put({ ...tap, sent: true });
  return (await got(sheets.get(tap.card))).version;
});

export const goOnFrom = (card, version) => inside(async (sheets) => {
  sheets.put({ ...(await got(sheets.get(card))), version });
});

export const acknowledge = (tap, version) => inside(async (sheets, taps) => {
  taps.delete(tap.id);
  sheets.put({ ...(await got(sheets.get(tap.card))), version });
});

export const discard = (tap) => inside((_sheets, taps) => got(taps.delete(tap.id)));

export const drop = (card) => inside(async (sheets, taps) => {
  for (const tap of await of(taps, card)) taps.delete(tap.id);
  await got(sheets.delete(card));
});
