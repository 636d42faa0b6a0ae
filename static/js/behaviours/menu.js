// A <details> that closes like a menu: Esc, a click elsewhere, or the focus leaving it.
export default function menu(element) {
  const handle = element.querySelector("summary");

  element.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !element.open) return;
    element.open = false;
    handle.focus();
  });
  document.addEventListener("click", (event) => {
    if (!element.contains(event.target)) element.open = false;
  });
  element.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !element.contains(event.relatedTarget)) element.open = false;
  });
}
