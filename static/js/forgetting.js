// What a browser keeps for people who judge goes when a page names somebody else, or nobody: their
// sheets at once, their marks once the server has them. The first lines of the worker.
const shelf = (hand) => `hand-${hand}`;

async function forgetAllBut(hand) {
  const sheets = (await caches.keys()).filter((name) => name !== shelf(hand));
  const marks = (await indexedDB.databases()).filter(({ name }) => name.startsWith("judging-") && name !== `judging-${hand}`);
  await Promise.all([...sheets.map((name) => caches.delete(name)), ...marks.map(({ name }) => forgetSent(name))]);
}

const forgetSent = (name) => new Promise((done) => {
  indexedDB.open(name).onsuccess = ({ target: { result: kept } }) => {
    const left = kept.transaction("taps").objectStore("taps").count();
    left.onsuccess = () => {
      kept.close();
      if (!left.result) indexedDB.deleteDatabase(name);
      done();
    };
  };
});
