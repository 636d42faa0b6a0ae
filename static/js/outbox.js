// Sends what waits on the shelf: one tap at a time, in order, each under a key of its own, so that
// none counts twice, however often a reply is lost or the tab is killed.
import { acknowledge, discard, sending, waiting } from "./shelf.js";

const token = () => document.querySelector('[name="csrf_token"]').value;

// {offline: whether the network gave up, stuck: Map of card → what the server says against it}.
// `told(tap, answer)` hears of each that was saved. Only one window sends at a time.
export const send = (told = () => {}) => navigator.locks.request("outbox", async () => {
  const stuck = new Map();
  try {
    for (;;) {
      const line = (await waiting()).filter((tap) => !stuck.has(tap.card)), [tap] = line;
      if (!tap) return { offline: false, stuck };
      const { status, answer } = await post(tap, await sending(tap));
      // whatever is refused was replaced by the next tap, which holds the whole sheet
      const isReplaced = (status === 422 || answer.fields) && line.some((one) => one.card === tap.card && one.id > tap.id);
      if (status === 200) {
        await acknowledge(tap, answer.version);
        told(tap, answer);
      } else if (isReplaced) await discard(tap);
      else stuck.set(tap.card, { status, ...answer });
    }
  } catch {
    return { offline: true, stuck };
  }
});

async function post(tap, version) {
  const body = new URLSearchParams(tap.body);
  Object.entries({ version, key: tap.key, csrf_token: token() }).forEach(([name, value]) => body.set(name, value));
  const reply = await fetch(tap.save ?? `/judging/cards/${tap.card}/marks`, { method: "POST", body, headers: { Accept: "application/json" } });
  if (reply.status >= 500 || reply.status === 429) throw reply;
  return { status: reply.status, answer: await reply.json() };
}
