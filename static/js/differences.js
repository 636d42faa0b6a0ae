// Both texts of a form changed in two places: one line for each field, and two ways on.
export const isOpen = () => Boolean(document.getElementById("differing"));

export function showBoth(form, fields, keepMine, dropMine) {
  const said = form.dataset;
  const note = make("section", "note note--gold");
  note.id = "differing";
  note.setAttribute("role", "alert");
  const body = note.appendChild(make("div", "stack stack--s"));
  body.append(make("p", "", said.saidStale));
  const list = body.appendChild(make("dl", "facts"));
  for (const both of Object.values(fields)) {
    const text = `${said.saidYours}: ${both.yours || "–"} · ${said.saidStored}: ${both.stored || "–"}`;
    list.append(make("dt", "", both.label), make("dd", "", text));
  }
  body.appendChild(make("p", "row")).append(
    button(said.saidMine, () => { note.remove(); keepMine(); }),
    button(said.saidTheirs, async () => { await dropMine(); location.reload(); }),
  );
  form.insertBefore(note, [...form.children].find((one) => one.type !== "hidden") ?? null);
  note.scrollIntoView({ block: "center" });
}

export function make(tag, classes, text = "") {
  const element = document.createElement(tag);
  element.className = classes;
  element.textContent = text;
  return element;
}

export function button(text, act) {
  const made = make("button", "btn btn--line btn--s", text);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}
