// The sign of saving in a page's bar: `off` while something waits for the network.
export function tell(text, off = true) {
  const said = document.getElementById("saved");
  said.hidden = false;
  said.firstElementChild.classList.toggle("saved--off", off);
  said.querySelector("span").textContent = text;
}

// Which control stops it, and the way there.
export function point(form, { detail, errors }) {
  const link = document.createElement("a"), [first] = Object.keys(errors);
  link.href = `#${first}`;
  link.textContent = detail;
  if (detail) document.querySelector("#saved span").append(" ", link);
  form.elements[first]?.setAttribute?.("aria-invalid", "true");
}

export const labelOf = (field) => (field.closest("fieldset")?.querySelector("legend") ?? field.labels[0]).textContent.trim();
