// Ideas with a title like the one being typed, below the form: perhaps it is there already.
const PAUSE = 400, SHORTEST = 6;

export default function alike(form) {
  const title = form.elements.title, place = document.getElementById("alike");
  if (!title) return; // the other steps of writing
  let timer, asked = title.value, asking;

  async function ask() {
    if (title.value === asked || title.value.trim().length < SHORTEST) return;
    asked = title.value;
    asking?.abort();
    asking = new AbortController();
    const body = new URLSearchParams({ csrf_token: form.elements.csrf_token.value, title: asked });
    try {
      const reply = await fetch(form.dataset.alike, { method: "POST", body, signal: asking.signal });
      if (reply.ok) place.innerHTML = await reply.text();
    } catch {
      // no network, or overtaken by the next word: the hint can wait
    }
  }

  title.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
}
