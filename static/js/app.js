// Every page works without this. An element names what it wants, data-behaviour="copy_link", and
// the file of that name in behaviours/ is fetched; adding a file there is all it takes.
const behaviours = import.meta.glob("behaviours/*.js");

async function start(element) {
  for (const name of element.dataset.behaviour.split(" ")) {
    const { default: begin } = await behaviours[name]();
    begin(element);
  }
}

document.querySelectorAll("[data-behaviour]").forEach(start);
