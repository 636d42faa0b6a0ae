// What was typed on a scoresheet and not yet acknowledged, kept in this browser.
const name = (card) => `scoresheet:${card}`;

export function keep(card, version, text) {
  try {
    localStorage.setItem(name(card), JSON.stringify({ version, text }));
  } catch {
    // private mode or a full disk: the server still gets every save
  }
}

// Only what was acknowledged is forgotten: another tab may have kept something else meanwhile.
export function forget(card, text = drafted(card)?.text) {
  if (drafted(card)?.text === text) localStorage.removeItem(name(card));
}

// Puts a draft back into its form, with the version it was typed on, so that the server can say
// whether something else was saved since. True if there was one worth sending.
export function kept(card, form, present) {
  const draft = drafted(card);
  if (!draft || draft.text === present) return false;
  form.elements.version.value = draft.version;
  new URLSearchParams(draft.text).forEach((value, field) => {
    form.querySelectorAll(`[name="${field}"]`).forEach((one) => {
      if (one.type === "radio") one.checked = one.value === value;
      else one.value = value;
    });
  });
  return true;
}

function drafted(card) {
  return JSON.parse(localStorage.getItem(name(card)) || "null");
}
