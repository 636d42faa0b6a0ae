// The device makes a passkey (data-create) or answers with one, and the form takes its answer along.
// Hidden where there is no script, or a browser too old for it.
export default function passkey(form) {
  const button = form.querySelector("button");
  const said = form.querySelector("[role=status]");
  const { create, ask, question, failed } = { ...form.dataset, ...said.dataset };
  const verb = create === undefined ? "get" : "create";
  const read = `parse${verb === "get" ? "Request" : "Creation"}OptionsFromJSON`;
  if (!window.PublicKeyCredential?.[read]) return;

  form.hidden = button.hidden = false;
  said.textContent = "";
  button.addEventListener("click", async (event) => {
    event.preventDefault();
    try {
      const body = new URLSearchParams(new FormData(form));
      const told = question ?? (await (await fetch(ask, { method: "POST", body })).text());
      const publicKey = PublicKeyCredential[read](JSON.parse(told));
      const answer = await navigator.credentials[verb]({ publicKey });
      form.credential.value = JSON.stringify(answer);
      const shared = document.querySelector("[type=checkbox][name=shared_computer]");
      if (shared?.checked) form.shared_computer.value = "y";
      form.submit();
    } catch {
      said.textContent = failed;
    }
  });
}
