// Keeps the gate of one fair on the phone: its page and the files that the page names. All else passes by.

const PAGE = self.registration.scope;
const KEPT = `gate ${PAGE}`;
const PATIENCE = 4000; // ms: a network that hangs is none

async function keep(answer) {
  if (!answer.ok || answer.redirected) return;
  const cache = await caches.open(KEPT);
  const files = [...new Set((await answer.clone().text()).match(/\/static\/[\w.-]+/g))];
  const missing = [];
  for (const file of files) if (!(await cache.match(file))) missing.push(file);
  await cache.addAll(missing);
  await cache.put(PAGE, answer);
  for (const { url } of await cache.keys()) {
    const { pathname } = new URL(url);
    if (pathname.startsWith("/static/") && !files.includes(pathname)) await cache.delete(url);
  }
}

async function page(event) {
  try {
    const answer = await fetch(event.request, { signal: AbortSignal.timeout(PATIENCE) });
    if (answer.status < 500) {
      event.waitUntil(keep(answer.clone()));
      return answer;
    }
  } catch {
    // without network
  }
  return (await caches.match(PAGE, { cacheName: KEPT })) ?? Response.error();
}

self.addEventListener("install", (event) =>
  event.waitUntil(fetch(PAGE, { credentials: "same-origin" }).then(keep).then(() => self.skipWaiting())));

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  if (method !== "GET") return;
  const { href, pathname } = new URL(url);
  if (mode === "navigate" && href.split(/[?#]/)[0] === PAGE) event.respondWith(page(event));
  else if (pathname.startsWith("/static/")) event.respondWith(caches.match(pathname, { cacheName: KEPT }).then((kept) => kept ?? fetch(event.request)));
});
