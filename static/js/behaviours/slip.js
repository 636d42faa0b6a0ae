// One slip typed for somebody. Words not acknowledged yet stay on this device.
import { sendBy, unfinished } from "../unfinished.js";

export default function slip(form) {
  const begun = unfinished(form, form.dataset.kept);
  sendBy(form, (answer) => {
    begun.done();
    location.assign(answer.here);
  });
}
