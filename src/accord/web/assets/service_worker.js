// Lets two pages open with no network: the check of a printed copy, and what this browser kept. Neither is ever fetched
// with who is signed in, so that nothing about anybody lies in this cache; nothing else is kept here at all.
const CACHE = "accord-pages-1";
const AWAY = [502, 503, 504];
const STANDS_IN = /^\/(emergency|kept)(\/|$)/;
const PAGES = ["/kept", "/check-a-copy"];
const FILES = ["/static/web/app.js", "/static/web/app.css", "/static/web/icon.svg"];

async function refresh() {
  const cache = await caches.open(CACHE);
  const keep = async (path) => {
    const answer = await fetch(path, { credentials: "omit", cache: "no-cache" });
    if (answer.ok && !answer.redirected) await cache.put(path, answer);
  };
  await Promise.all([...PAGES, ...FILES].map(keep));
}

async function forgetOthers() {
  for (const name of await caches.keys()) if (name !== CACHE) await caches.delete(name);
  await self.clients.claim();
}

// With no network every page becomes one of the two; where Accord answers that it cannot be reached, those do that they
// stand in for.
async function visit(event, path) {
  const isCheck = path === "/check-a-copy" || path.startsWith("/copy/");
  const instead = () => caches.match(isCheck ? "/check-a-copy" : "/kept");
  try {
    const answer = await fetch(event.request);
    if (AWAY.includes(answer.status)) return ((isCheck || STANDS_IN.test(path)) && (await instead())) || answer;
    if (PAGES.includes(path)) event.waitUntil(refresh().catch(() => {}));
    return answer;
  } catch (error) {
    const kept = await instead();
    if (!kept) throw error;
    return kept;
  }
}

async function read(event, path) {
  try {
    return await fetch(event.request);
  } catch (error) {
    const kept = await caches.match(path);
    if (!kept) throw error;
    return kept;
  }
}

self.addEventListener("install", (event) => event.waitUntil(refresh().then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(forgetOthers()));
self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  if (event.request.mode === "navigate") event.respondWith(visit(event, url.pathname));
  else if (FILES.includes(url.pathname)) event.respondWith(read(event, url.pathname));
});
