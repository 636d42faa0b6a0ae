// What was typed stands there again after the language or the appearance was changed elsewhere on the
// page. It is held by this tab until the page is back; a password and a file are never held.
const LEFT_OUT = ["password", "file"];

export default function stays(form) {
  const name = `stays:${location.pathname}`;
  const fields = () => [...form.elements].filter((one) => one.name && one.name !== "csrf_token" && !LEFT_OUT.includes(one.type));
  const isBox = (one) => one.type === "checkbox" || one.type === "radio";

  const left = JSON.parse(sessionStorage.getItem(name) || "null");
  sessionStorage.removeItem(name);
  if (left) fields().forEach((one, place) => {
    const [called, value] = left[place] || [];
    if (called !== one.name) return;
    if (isBox(one)) one.checked = value;
    else one.value = value;
  });

  [...document.forms].forEach((other) => other !== form && other.addEventListener("submit", () => {
    const held = fields().map((one) => [one.name, isBox(one) ? one.checked : one.value]);
    sessionStorage.setItem(name, JSON.stringify(held));
  }));
}
