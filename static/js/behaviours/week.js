// Whole days and whole columns of a week at one tap; without this each box stands for itself.
export default function week(table) {
  const boxes = [...table.querySelectorAll("[type=checkbox]")];

  table.querySelectorAll("[hidden]").forEach((part) => (part.hidden = false));
  table.querySelectorAll("[data-whole]").forEach((button) => {
    const own = boxes.filter((box) => box.value.split("_").includes(button.dataset.whole));
    const isWhole = () => own.every((box) => box.checked);
    const show = () => button.setAttribute("aria-pressed", isWhole());

    button.addEventListener("click", () => {
      const on = !isWhole();
      own.forEach((box) => (box.checked = on));
      table.dispatchEvent(new Event("change", { bubbles: true }));
    });
    table.addEventListener("change", show);
    show();
  });
}
