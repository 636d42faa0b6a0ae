// What was begun on a page and not acknowledged, kept on this device under a name of its own, so that
// two tabs never write over each other. A tab holds what it shows; what none holds is given back.
import { forget, keep, names, restore } from "./kept.js";
import { tell } from "./saying.js";

export function unfinished(form, start) {
  const clear = document.getElementById("clear"), own = () => `${start}:${form.elements.key.value}`;
  let name = own(), letGo = () => {};

  // Where the browser knows no locks, the server still answers with both texts.
  const hold = (wanted) => new Promise((held) => {
    if (!navigator.locks) return held(true);
    navigator.locks.request(wanted, { ifAvailable: true }, (lock) => {
      held(Boolean(lock));
      return lock && new Promise((done) => { letGo = done; });
    });
  });

  const isThere = (there) => {
    clear.hidden = !there;
    if (there) tell(form.dataset.saidKept);
  };

  // Goes on with what a tab that is gone left behind, or with what stands here.
  async function next() {
    letGo();
    for (const left of names(start)) {
      if (!await hold(left)) continue;
      name = left;
      if (restore(left, form)) return isThere(true);
      forget(left); // it says what stands here
      letGo();
    }
    name = own();
    hold(name);
  }

  const done = () => {
    forget(name);
    isThere(false);
  };

  form.addEventListener("input", () => {
    keep(name, form);
    isThere(true);
  });
  form.addEventListener("reset", done);
  if (document.getElementById("errors")) hold(name);
  else next();
  return { next, done };
}

// Sends the form by script; where the server has something to say, the page itself says it.
export function sendBy(form, settled) {
  let underway = false, asPage = false;

  async function send(button = null) {
    if (underway) return;
    underway = true;
    tell(form.dataset.saidSaving, false);
    try {
      const reply = await fetch(form.dataset.save, { method: "POST", body: new FormData(form, button), headers: { Accept: "application/json" } });
      if (reply.status === 200) await settled(await reply.json());
      else {
        asPage = true;
        form.requestSubmit(button);
      }
    } catch {
      tell(form.dataset.saidUnsaved);
    }
    underway = false;
  }

  form.addEventListener("submit", (event) => {
    if (asPage) return;
    event.preventDefault();
    send(event.submitter);
  });
  return send;
}
