// The filter sheet opens by its address on phones. Focus goes in and comes back; Esc closes.
export default function sheet(element) {
  const target = `#${element.id}`;
  const close = element.querySelector("[data-close]");
  const isOpen = () => location.hash === target;
  let opener = null;

  document.querySelectorAll(`a[href="${target}"]`).forEach((link) => {
    link.addEventListener("click", () => (opener = link));
  });
  addEventListener("hashchange", () => {
    if (isOpen()) close.focus();
    else opener?.focus();
  });
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && isOpen()) location.hash = close.hash;
  });
}
