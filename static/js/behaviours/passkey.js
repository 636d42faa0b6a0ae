// The device makes a passkey (data-question) or answers with one; the form carries it.
export default function passkey(part) {
  const { to, question, verb, read } = part.dataset;
  const [button, said] = part.querySelectorAll("button, p");
  const Key = self.PublicKeyCredential;

  part.hidden = !Key?.[read];
  button.onclick = async () => {
    const { form } = button;
    try {
      const sent = { method: "POST", body: new FormData(form) };
      const json = question || (await (await fetch(to, sent)).text());
      const answer = await navigator.credentials[verb]({ publicKey: Key[read](JSON.parse(json)) });
      form.credential.value = JSON.stringify(answer);
      form.action = to;
      form.submit();
    } catch {
      said.hidden = false;
    }
  };
}
