// Words of somebody who has not signed in yet: on this device only, until they have or delete them.
import { forget, keep, restore } from "../kept.js";

export default function device(form) {
  const name = form.dataset.kept, said = document.getElementById("saved"), clear = document.getElementById("clear");

  const show = (there) => { said.hidden = clear.hidden = !there; };
  form.addEventListener("input", () => {
    keep(name, form);
    show(true);
  });
  form.addEventListener("reset", () => {
    forget(name);
    show(false);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    form.querySelector("a.btn").click();
  });
  show(restore(name, form));
}
