// What was typed and not yet acknowledged, kept in this browser under the name its page gave it;
// with the hidden fields, so that the server can say what was saved elsewhere since.

// On a shared computer that browser forgets with the tab.
const shelf = () => ("shared" in document.documentElement.dataset ? sessionStorage : localStorage);

export const texts = (form) => [...new FormData(form)].filter(([, value]) => typeof value === "string");

const read = (form, hidden) => {
  const wanted = ([name]) => name !== "csrf_token" && (form.elements[name]?.type === "hidden") === hidden;
  return new URLSearchParams(texts(form).filter(wanted)).toString();
};

export const typed = (form) => read(form, false);

export function keep(name, form) {
  try {
    shelf().setItem(name, JSON.stringify({ held: read(form, true), text: typed(form) }));
  } catch {
    // private mode or a full disk: the server still gets every save
  }
}

// Only what was acknowledged is forgotten: another tab may have kept something else meanwhile.
export function forget(name, text = kept(name)?.text) {
  if (kept(name)?.text === text) shelf().removeItem(name);
}

// What is kept under this name, or one that begins with it.
export const names = (start) => Object.keys(shelf()).filter((name) => name === start || name.startsWith(`${start}:`)).sort();

// What a stranger typed here belongs to whoever signs in next on this device, once.
export function adopt(from, name) {
  const draft = localStorage.getItem(from);
  if (draft && !kept(name)) shelf().setItem(name, draft);
  localStorage.removeItem(from);
}

// Puts what was kept back into its form. True if there was something worth sending.
export function restore(name, form) {
  const draft = kept(name);
  if (!draft || draft.text === typed(form)) return false;
  const fill = (part, names = []) => {
    const said = new URLSearchParams(part);
    new Set([...names, ...said.keys()]).forEach((field) => put(form, field, said.getAll(field)));
  };
  fill(draft.held);
  fill(draft.text, [...form.querySelectorAll("[type=checkbox]")].map((box) => box.name));
  return true;
}

// Of several boxes of one name those with these values are ticked, and no others.
export function put(form, field, values) {
  const wanted = [].concat(values);
  form.querySelectorAll(`[name="${field}"]`).forEach((one) => {
    if (one.type === "radio" || one.type === "checkbox") one.checked = wanted.includes(one.value);
    else one.value = wanted[0];
  });
}

const kept = (name) => JSON.parse(shelf().getItem(name) || "null");
