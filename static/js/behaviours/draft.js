// A draft saves itself as one types: begun once, then part by part beside what others write.
import { adopt, put } from "../kept.js";
import { saveAlong } from "../saving.js";

export default function draft(form) {
  const say = form.dataset;

  function settled(answer, sent) {
    const now = new FormData(form), touched = new Set();
    const held = (data, name) => data.getAll(name).join("\n");
    for (const [name, value] of Object.entries(answer.put)) {
      if (held(now, name) === held(sent, name)) put(form, name, value);
      else touched.add(name.split("-")[0]);
    }
    for (const [part, seen] of Object.entries(answer.seen)) {
      if (!touched.has(part)) put(form, `seen-${part}`, seen);
    }
    form.dispatchEvent(new CustomEvent("saved", { detail: answer }));
    if (!answer.here) return;
    form.action = answer.here;
    say.save = answer.save;
    say.kept = answer.kept;
    history.replaceState(null, "", answer.here);
  }

  if (say.adopt) adopt(say.adopt, say.kept);
  saveAlong(form, { settled });
}
