/* Opens the page of the field work, as it was kept, where there is no connection. What is kept is for field.js to say. */
"use strict";

const KEPT = { cacheName: "kenes-field", ignoreVary: true };
const PATIENCE = 4000; // a line this slow is none

/* The page as the server sets it now; without an answer, or with none that helps, as it was kept. */
async function page(request) {
  const kept = await caches.match(new URL(request.url).pathname, KEPT);
  if (!kept) return fetch(request);
  const fresh = fetch(request).then(
    (answer) => (answer.status >= 500 ? kept.clone() : answer),
    () => kept.clone(),
  );
  const late = new Promise((resolve) => { setTimeout(() => resolve(kept.clone()), PATIENCE); });
  return Promise.race([fresh, late]);
}

/* Files of the program never change under one address. */
async function file(request) {
  return (await caches.match(request, KEPT)) || fetch(request);
}

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (pathname.startsWith("/static/")) event.respondWith(file(request));
  else if (request.mode === "navigate" && pathname.endsWith("/checklist/field/")) event.respondWith(page(request));
});
