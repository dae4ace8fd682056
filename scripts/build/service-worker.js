// The service worker of one version of the page: keeps all its files, serves them first, and gives way only when the page
// asks it to. VERSION and FILES are put in front of it when the page is built.

const CACHE = `kjlab-${VERSION}`;
const SCOPE = new URL("./", self.location.href).href;

async function keepAll() {
  const cache = await caches.open(CACHE);
  await cache.addAll(FILES.map((file) => new Request(file, { cache: "reload" })));
}

async function forgetOthers() {
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => name.startsWith("kjlab-") && name !== CACHE).map((name) => caches.delete(name)),
  );
  await self.clients.claim();
}

async function answerTo(request) {
  const cache = await caches.open(CACHE);
  // A link's fragment is part of the address that is asked for.
  const { origin, pathname } = new URL(request.url);
  const asked = `${origin}${pathname}` === SCOPE ? "./index.html" : request;
  return (await cache.match(asked, { ignoreSearch: true, ignoreVary: true })) ?? fetch(request);
}

self.addEventListener("install", (event) => event.waitUntil(keepAll()));
self.addEventListener("activate", (event) => event.waitUntil(forgetOthers()));
self.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method === "GET" && url.startsWith(SCOPE)) event.respondWith(answerTo(event.request));
});
self.addEventListener("message", ({ data }) => {
  if (data?.type === "SKIP_WAITING") self.skipWaiting();
});
