// Questions come and go with the answers they hang on. Without script they stay, each with its reason;
// the marks of what is still missing follow every save.
export default function conditions(form) {
  const lines = [...document.querySelectorAll("[data-only-if]")]; // files have forms of their own

  function holds(line) {
    return Object.entries(JSON.parse(line.dataset.onlyIf)).every(([name, values]) => {
      const boxes = [...form.querySelectorAll(`[name="${name}"]`)];
      if (!boxes.length) return true;
      if (boxes.some((box) => box.closest("[data-only-if][hidden]"))) return false;
      return new FormData(form).getAll(name).some((value) => values.includes(value));
    });
  }

  const settle = () => lines.forEach((line) => { line.hidden = !holds(line); });
  form.addEventListener("input", settle);
  form.addEventListener("saved", ({ detail }) => document.querySelectorAll("[data-part]").forEach((mark) => {
    const open = detail.lacking?.includes(mark.dataset.part) ?? mark.dataset.state === "open";
    mark.dataset.state = open ? "open" : "done";
    [...mark.querySelectorAll("[data-when]")].forEach((one) => { one.hidden = one.dataset.when !== mark.dataset.state; });
  }));
  settle();
}
