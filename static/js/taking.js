// What was kept of a sheet, as a text to take along where the server will not have it.
export function download({ title, labels, body }) {
  const given = [...new URLSearchParams(body)].filter(([name, value]) => value && labels[name]);
  const text = [title, ...given.map(([name, value]) => `${labels[name]}: ${value.replace(/\.0+$/, "")}`)].join("\n");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  link.download = `${title.replace(/[^\p{L}\p{N}]+/gu, "-")}.txt`;
  link.click();
}
