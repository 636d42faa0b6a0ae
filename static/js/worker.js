// Opens the sheets and ballots of a juror's hand without network. Every page of the server says in Hand-Of who
// is signed in: pages are kept for that person, and go as soon as a page names anybody else, or nobody.
// The server writes the addresses of what every sheet needs in front of this: const NEEDED.
const SHEET = /^\/(judging(\/cards\/[\w-]+)?|rankings\/[\w-]+\/ballot)$/, DESK = /^\/(judging|rankings)\b/, PICTURES = /<img[^>]* src="(\/judging\/[^"]+)"/g;
const AWAY = "/judging/away", SLOW = 6000, FRESH = 15 * 60 * 1000;
const kept = (what) => caches.match(what, { ignoreVary: true });

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("message", (event) => event.waitUntil(
  hold(event.data).catch(() => {}).then(() => counted(event.data)).then((count) => event.ports[0].postMessage(count)),
));
addEventListener("fetch", (event) => {
  const { request } = event, { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(event, pathname));
  else if (pathname.startsWith("/static/")) event.respondWith(kept(request).then((found) => found ?? fetch(request)));
  else if (request.destination === "image") event.respondWith(fetch(request).catch(() => kept(request).then((found) => found ?? Response.error())));
});

// From the network where there is one; a kept sheet where there is none, or one that takes too long.
async function page(event, path) {
  const mine = SHEET.test(path) ? await kept(path) : undefined;
  const reply = fetch(event.request);
  event.waitUntil(reply.then((fresh) => note(fresh.clone(), path)).catch(() => {}));
  const slow = new Promise((resolve) => { if (mine) setTimeout(resolve, SLOW, mine); });
  return Promise.race([reply, slow]).catch(async () => mine ?? (DESK.test(path) && await kept(AWAY)) ?? Response.error());
}

async function note(reply, path) {
  if (reply.type === "opaqueredirect" || reply.status >= 500) return;
  const hand = reply.headers.get("Hand-Of");
  await forgetAllBut(hand);
  if (!SHEET.test(path) || !(await caches.has(shelf(hand)))) return;
  const mine = await caches.open(shelf(hand));
  await (reply.ok ? mine.put(path, reply) : mine.delete(path));
}

// The whole hand, each page with its pictures; what left the hand goes.
async function hold({ hand, pages, away }) {
  await forgetAllBut(hand);
  const mine = await caches.open(shelf(hand)), wanted = new Set([AWAY, "/judging", ...NEEDED, ...pages]);
  await mine.put(AWAY, new Response(away, { headers: { "Content-Type": "text/html; charset=utf-8" } }));
  const lacking = [];
  for (const address of NEEDED) if (!(await mine.match(address))) lacking.push(address);
  await mine.addAll(lacking);
  for (const path of ["/judging", ...pages]) {
    for (const picture of await fetchSheet(mine, hand, path, lacking.length > 0)) wanted.add(picture);
  }
  for (const { url } of await mine.keys()) if (!wanted.has(new URL(url).pathname)) await mine.delete(url);
}

// The addresses of its pictures. A page of a few minutes ago is as good, unless the program changed.
async function fetchSheet(mine, hand, path, isNew) {
  let found = await mine.match(path, { ignoreVary: true });
  if (isNew || !found || Date.now() - Date.parse(found.headers.get("Date")) > FRESH) {
    found = await fetch(path, { headers: { Accept: "text/html" } });
    if (!found.ok || found.headers.get("Hand-Of") !== hand) throw found;
    await mine.put(path, found.clone());
  }
  const pictures = [...(await found.text()).matchAll(PICTURES)].map(([, address]) => address);
  for (const address of pictures) if (!(await mine.match(address, { ignoreVary: true }))) await mine.add(address).catch(() => {});
  return pictures;
}

async function counted({ hand, pages }) {
  const there = (await (await caches.open(shelf(hand))).keys()).map(({ url }) => new URL(url).pathname);
  return pages.filter((path) => there.includes(path)).length;
}
