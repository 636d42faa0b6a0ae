// A button for what the browser's own menu does: paper of the page it stands on.
export default function print(button) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
