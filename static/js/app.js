// Every page works without this. data-behaviour="sheet" fetches behaviours/sheet.js and starts it.
const behaviours = import.meta.glob("behaviours/*.js");

async function start(element) {
  for (const name of element.dataset.behaviour.split(" ")) {
    const { default: begin } = await behaviours[name]();
    begin(element);
  }
}

document.querySelectorAll("[data-behaviour]").forEach(start);
