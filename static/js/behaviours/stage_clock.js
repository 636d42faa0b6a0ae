// The clock of a final: whose turn it is, minutes to present, then minutes for questions.
// All it needs stands in the page, so it goes on without a network; a reload finds it as it was.
const KEYS = { " ": "run", ArrowRight: "next", ArrowLeft: "back", r: "again", f: "full" };

export default function stageClock(element) {
  const all = (name) => [...element.querySelectorAll(`[data-${name}]`)];
  const [turns, parts, shown] = [all("turn"), all("part"), all("show")];
  const lengths = parts.map((part) => part.dataset.minutes * 60000);
  const time = element.querySelector("[role=timer]");
  const store = `stage ${location.pathname}`;
  const fresh = (turn, part) => ({ turn, part, left: lengths[part], ends: 0 });
  let at = kept() || fresh(0, 0);

  function kept() {
    try {
      const found = JSON.parse(sessionStorage.getItem(store));
      return found && turns[found.turn] && parts[found.part] ? found : null;
    } catch {
      return null;
    }
  }

  const left = () => (at.ends ? at.ends - Date.now() : at.left);

  function tick() {
    const ms = left();
    const seconds = Math.abs(ms >= 0 ? Math.ceil(ms / 1000) : Math.floor(-ms / 1000));
    const figures = `${Math.floor(seconds / 60)}:${`${seconds % 60}`.padStart(2, "0")}`;
    time.textContent = ms < 0 ? `+${figures}` : figures;
    time.dataset.state = ms < 0 ? "over" : ms <= 60000 ? "near" : "";
  }

  function show() {
    const mark = (rows, now) =>
      rows.forEach((row, n) => (n === now ? row.setAttribute("aria-current", "step") : row.removeAttribute("aria-current")));
    mark(turns, at.turn);
    mark(parts, at.part);
    shown.forEach((place) => (place.textContent = turns[at.turn].dataset[place.dataset.show] || ""));
    const run = element.querySelector("[data-do=run]");
    run.textContent = at.ends ? run.dataset.pause : run.dataset.start;
    sessionStorage.setItem(store, JSON.stringify(at));
    turns[at.turn].scrollIntoView({ block: "nearest" });
    tick();
  }

  const deeds = {
    run: () => (at = at.ends ? { ...at, left: left(), ends: 0 } : { ...at, ends: Date.now() + at.left }),
    again: () => (at = fresh(at.turn, at.part)),
    next: () => (at = at.part + 1 < parts.length ? fresh(at.turn, at.part + 1) : fresh(Math.min(at.turn + 1, turns.length - 1), at.turn + 1 < turns.length ? 0 : at.part)),
    back: () => (at = at.part ? fresh(at.turn, at.part - 1) : fresh(Math.max(at.turn - 1, 0), 0)),
    full: () => (document.fullscreenElement ? document.exitFullscreen() : element.requestFullscreen?.()),
  };

  function act(name) {
    deeds[name]();
    show();
  }

  element.querySelectorAll("[data-do]").forEach((button) => button.addEventListener("click", () => act(button.dataset.do)));
  turns.forEach((row, turn) => row.addEventListener("click", () => { at = fresh(turn, 0); show(); }));
  document.addEventListener("keydown", (event) => {
    const deed = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    const pressed = event.key === " " && event.target.matches("button");
    if (!deed || pressed || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act(deed);
  });
  element.querySelectorAll("[data-scripted]").forEach((part) => (part.hidden = false));
  setInterval(tick, 200);
  show();
}
