// Says how many characters are left under a field with maxlength: always to the eye,
// to a screen reader only when few are left.
const FEW = 40;

export default function countCharacters(element) {
  const field = element.querySelector("[maxlength]");
  const shown = element.querySelector("[data-left]");
  const said = element.querySelector("[role=status]");

  const count = () => {
    const left = field.maxLength - field.value.length;
    shown.textContent = shown.dataset.left.replace("#", left);
    said.textContent = left <= FEW ? shown.textContent : "";
  };
  shown.hidden = false;
  field.addEventListener("input", count);
  count();
}
