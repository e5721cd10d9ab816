// The store of one fair on the phone, in IndexedDB: people by the mark of their badge, what was scanned by its id, facts by
// name.

let base;

const done = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

export async function open(fair) {
  const opening = indexedDB.open(`gate ${fair}`, 1);
  opening.onupgradeneeded = () => {
    opening.result.createObjectStore("people", { keyPath: "mark" });
    opening.result.createObjectStore("scans", { keyPath: "id" });
    opening.result.createObjectStore("facts");
  };
  base = await done(opening);
}

export const all = (name) => done(base.transaction(name).objectStore(name).getAll());
export const fact = (name) => done(base.transaction("facts").objectStore("facts").get(name));

// Resolves when it is on the disk.
export const write = (names, work) => new Promise((resolve, reject) => {
  const transaction = base.transaction(names, "readwrite", { durability: "strict" });
  transaction.oncomplete = resolve;
  transaction.onabort = () => reject(transaction.error);
  work((name) => transaction.objectStore(name));
});

export async function remove(fair) {
  base.close();
  await done(indexedDB.deleteDatabase(`gate ${fair}`));
}
