// A button that copies the address in the field beside it and says so aloud.
// The button is hidden in the page: without script the field can still be selected.
export default function copyLink(element) {
  const field = element.querySelector("input");
  const button = element.querySelector("button");
  const said = element.querySelector("[role=status]");

  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      document.execCommand("copy"); // plain http, old phones
    }
    said.textContent = button.dataset.done;
  });
  field.addEventListener("focus", () => field.select());
}
