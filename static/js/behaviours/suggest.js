// A text field with the taxonomy's words below it: the combobox pattern of the ARIA practices.
const PAUSE = 150;
let lists = 0;

export default function suggest(field) {
  const list = document.createElement("ul"), known = new Map();
  let timer, at = -1;
  list.id = `suggestions-${lists++}`;
  list.className = "suggest";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", field.getAttribute("aria-label") || field.labels[0].textContent);
  field.after(list);
  field.removeAttribute("list"); // the browser's own list knows no folded words
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id })) field.setAttribute(name, value);

  const show = (open) => {
    list.hidden = !open;
    field.setAttribute("aria-expanded", String(open));
    if (!open) mark(-1);
  };
  const mark = (place) => {
    at = place;
    [...list.children].forEach((one, number) => one.setAttribute("aria-selected", String(number === at)));
    if (at < 0) return field.removeAttribute("aria-activedescendant");
    field.setAttribute("aria-activedescendant", list.children[at].id);
    list.children[at].scrollIntoView({ block: "nearest" });
  };
  const take = (one) => {
    field.value = one.textContent;
    show(false);
    field.dispatchEvent(new Event("input", { bubbles: true })); // the draft saves itself
    clearTimeout(timer);
  };

  async function ask() {
    const typed = field.value.trim();
    if (!typed) return show(false);
    if (!known.has(typed)) {
      const reply = await fetch(`${field.dataset.suggest}?q=${encodeURIComponent(typed)}`).catch(() => null);
      if (!reply?.ok) return;
      known.set(typed, await reply.json());
    }
    if (typed !== field.value.trim() || document.activeElement !== field) return;
    list.replaceChildren(...known.get(typed).map((word, number) => {
      const one = document.createElement("li");
      Object.assign(one, { id: `${list.id}-${number}`, textContent: word });
      one.setAttribute("role", "option");
      return one;
    }));
    show(list.children.length > 0);
  }

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  field.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key], last = list.children.length;
    if (list.hidden) return;
    if (step) mark((at + step + (at < 0 && step < 0 ? 1 : 0) + last) % last);
    else if (event.key === "Enter" && at >= 0) take(list.children[at]);
    else if (event.key === "Escape") show(false);
    else return;
    event.preventDefault();
  });
  list.addEventListener("pointerdown", (event) => {
    event.preventDefault(); // the field keeps the focus
    if (event.target.role === "option") take(event.target);
  });
  field.addEventListener("blur", () => show(false));
}
