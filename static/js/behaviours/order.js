// A ballot moves without leaving the page: each move is sent in turn, and the lists come back as
// they stand. What is shown is always what is saved; focus stays with the entry that moved.
import { tell } from "../saying.js";

export default function order(form) {
  const say = form.dataset, part = (id, page = document) => page.getElementById(id);
  let turn = Promise.resolve();

  function show(page, entry) {
    for (const id of ["told", "order", "dock"]) part(id).replaceChildren(...part(id, page).childNodes);
    const row = part(`entry-${entry}`), saved = page.querySelector("#saved span").textContent;
    tell(row ? `${row.dataset.said} · ${saved}` : saved, false);
    return row;
  }

  async function send(move) {
    const body = new FormData(form), [, entry] = move.split(" ");
    body.set("move", move);
    tell(say.saidSaving, false);
    try {
      const reply = await fetch(form.action, { method: "POST", body });
      const page = new DOMParser().parseFromString(await reply.text(), "text/html");
      if (reply.status >= 500 || !part("dock", page)) return location.reload();
      const row = show(page, entry);
      (form.querySelector(`[value="${move}"]`) ?? row?.querySelector("button"))?.focus();
      part("errors")?.focus();
    } catch {
      tell(say.saidLost);
    }
    return null;
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const { value } = event.submitter;
    turn = turn.then(() => send(value));
  });
}
