// Sends a file in parts that a slow network can carry, several at once where it is fast; a part that
// is lost is sent again, and a file chosen again goes on where it stopped. Without script the form sends it whole.
const LONGEST = 30000, MOST = 4, QUICK = 1000; // ms, parts at once, ms
const wait = (time) => new Promise((done) => {
  const timer = setTimeout(done, time);
  addEventListener("online", () => { clearTimeout(timer); done(); }, { once: true });
});

export default function upload(form) {
  const say = form.dataset, input = form.elements.file, way = form.querySelector("[data-way]"), wrong = form.querySelector("[data-wrong]");
  const bar = way.querySelector("progress"), line = way.querySelector("[role=status]"), stop = way.querySelector("button");
  let stopped = false;
  const told = `refused:${location.pathname}:${input.id}`;

  form.querySelector("[data-plain]").hidden = true;
  input.multiple = true;

  async function ask(address, fields) {
    for (let tries = 0; ; tries++) {
      const body = new FormData();
      body.set("csrf_token", form.elements.csrf_token.value);
      Object.entries(fields).forEach(([name, value]) => body.set(name, value));
      const reply = await fetch(address, { method: "POST", body, headers: { Accept: "application/json" } }).catch(() => null);
      if (reply?.ok) return reply.json();
      if (reply && reply.status < 500 && reply.status !== 429) throw new Error((await reply.json().catch(() => ({}))).detail || say.saidStopped);
      line.textContent = say.saidWaiting;
      await wait(Math.min(LONGEST, 1000 * 2 ** tries) * (0.75 + Math.random() / 2));
      if (stopped) return {};
    }
  }

  function shown(file, done) {
    const kilobytes = (number) => Math.ceil(number / 1000);
    bar.value = done / file.size;
    line.textContent = say.saidWay.replace("{name}", () => file.name).replace("{done}", kilobytes(done)).replace("{total}", kilobytes(file.size));
  }

  async function send(file) {
    const upload = await ask(say.begin, { name: file.name, size: file.size, slot: form.elements.slot.value, mark: String(file.lastModified) });
    let done = upload.received, parts = 1;
    while (!stopped && done < file.size) {
      shown(file, done);
      const part = file.slice(done, done + parts * Number(say.part)), began = performance.now();
      done = (await ask(upload.receive, { offset: done, part })).received ?? done;
      parts = performance.now() - began < QUICK ? Math.min(MOST, 2 * parts) : 1;
    }
    if (stopped) return upload.end && ask(upload.end, {});
    shown(file, done);
    line.textContent = say.saidChecking;
    const { refused } = await ask(upload.finish, {});
    if (refused) throw new Error(refused);
  }

  const tell = (wrongs) => { wrong.textContent = wrongs; wrong.hidden = !wrongs; };

  // One file that is refused keeps none of the others back; the page that shows these says which.
  async function begin() {
    const queue = [...input.files], refused = [];
    let kept = 0;
    if (!queue.length) return;
    stopped = false;
    tell("");
    way.hidden = false;
    input.disabled = true;
    for (const file of queue) {
      if (stopped) break;
      await send(file).then(() => { kept += !stopped; }, (problem) => refused.push(`${file.name}: ${problem.message}`));
    }
    if (kept) { sessionStorage.setItem(told, refused.join(" ")); return location.reload(); }
    tell(refused.join(" "));
    way.hidden = true;
    Object.assign(input, { disabled: false, value: "" });
  }

  tell(sessionStorage.getItem(told) || "");
  sessionStorage.removeItem(told);
  stop.addEventListener("click", () => { stopped = true; });
  form.addEventListener("submit", (event) => event.preventDefault());
  input.addEventListener("change", begin);
}
