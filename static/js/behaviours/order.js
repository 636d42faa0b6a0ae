// A ballot is put in order on this device first: a move shows at once, and the order as it stands
// goes to the server as marks do, also after the network was gone. Focus stays with what moved.
import { write } from "../writing.js";

// How many stand before it afterwards, of so many others.
const ACTS = { seen: (at, others) => others, up: (at) => at - 1, down: (at) => at + 1, first: () => 0 };

export default function order(form) {
  const say = form.dataset, held = form.elements.order, there = (id) => document.getElementById(id);
  const rows = new Map([...form.querySelectorAll("[data-code]")].map((row) => [row.dataset.code, row]));
  const stand = () => held.value.split(" ").filter((code) => rows.has(code));
  const fill = (text, at, total) => text.replace("{place}", at + 1).replace("{total}", total);

  function show() {
    const codes = stand(), others = [...rows.keys()].filter((code) => !codes.includes(code));
    there("ranked").replaceChildren(...codes.map((code) => rows.get(code)));
    there("others").replaceChildren(...others.map((code) => rows.get(code)));
    rows.forEach((row, code) => paint(row, codes.indexOf(code), codes.length));
    const shown = { ranked: codes[0], count: codes[0], none: !codes[0], "rest-part": others[0], "too-few": !codes[1], lock: codes[1] };
    for (const id in shown) there(id).hidden = !shown[id];
    document.querySelectorAll("[data-count]").forEach((one) => { one.textContent = codes.length; });
  }

  function paint(row, at, total) {
    const isOn = at >= 0, [tile, place] = row.querySelectorAll("[data-place]");
    const fits = { seen: !isOn, unseen: isOn, up: at > 0, down: isOn && at < total - 1, first: at > 1 };
    row.querySelectorAll("[data-act]").forEach((one) => { one.hidden = !fits[one.dataset.act]; });
    tile.hidden = place.hidden = !isOn;
    tile.textContent = at + 1;
    tile.classList.toggle("tile--blue", at === 0);
    place.textContent = `${fill(say.saidPlace, at, total)} `;
  }

  function move(button) {
    const [act] = button.value.split(" "), row = button.closest("[data-code]"), { code } = row.dataset;
    const codes = stand(), at = codes.indexOf(code), rest = codes.filter((one) => one !== code);
    if (act !== "unseen") rest.splice(ACTS[act](at, rest.length), 0, code);
    held.value = rest.join(" ");
    held.dispatchEvent(new Event("input", { bubbles: true }));
    const now = rest.indexOf(code), left = [button, ...row.querySelectorAll("button")];
    there("moved").textContent = `${code}: ${now < 0 ? say.saidOff : fill(say.saidAt, now, rest.length)}`;
    left.find((one) => !one.closest("[hidden]"))?.focus();
  }

  // Before what saves hears of the form being sent: a button of a move sends nothing by itself.
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=move]");
    if (!button) return;
    event.preventDefault();
    move(button);
  });
  write(form, show);
}
