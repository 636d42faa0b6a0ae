// While very many sign in the house sends people away for some seconds: this page comes again.
const LONGEST = 300_000;
const headers = { Prefer: "return=minimal" };  // of a refusal only when to come again is read

export default function turn(form) {
  const said = form.querySelector("[data-wanted]"), left = said.querySelector("[data-left]"), button = form.querySelector("button:not([type])");

  async function counted(moment) {
    for (let rest = moment - Date.now(); rest > 0; rest = moment - Date.now()) {
      left.textContent = `${Math.ceil(rest / 1000)} s`;
      await new Promise((resolve) => { setTimeout(resolve, Math.min(rest, 1000)); });
    }
  }

  async function answered(until) {
    const reply = await fetch(form.action, { method: "POST", body: new FormData(form), headers, redirect: "manual" });
    if (reply.status !== 503 || Date.now() > until) return reply;
    const seconds = Number(reply.headers.get("Retry-After")) || 3;
    await counted(Date.now() + seconds * 1000 * (0.5 + Math.random()));
    return answered(until);
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    said.hidden = false;
    button.disabled = true;
    try {
      const reply = await answered(Date.now() + LONGEST);
      if (reply.type === "opaqueredirect") location.assign(said.dataset.wanted);
      else {
        const page = new DOMParser().parseFromString(await reply.text(), "text/html");
        document.querySelector("main").replaceWith(page.querySelector("main"));
        document.querySelector("main [role=alert]")?.scrollIntoView();
      }
    } catch {
      said.hidden = true;
      button.disabled = false;
    }
  });
}
