// Keeps the published site in the browser of whoever asked for it, and answers from there. It stands at the top of the
// site because a browser lets it answer only for what lies below. Filled in when the site is built: without `offline` in
// data/site.yml it takes away what earlier states of the site have left.
{% set keeps = config.extra.common_thread.graph.settings.offline -%}
(function () {
  "use strict";
  const SITE = new URL("./", self.location), LIST = new URL("offline.json", SITE).href;
  const STATE = "common-thread state " + SITE.pathname, KEPT = "common-thread kept " + SITE.pathname + " ";
  // Files of one message, so that no browser ends the work half-way; and how many are asked for at once.
  const BATCH = 60, TOGETHER = 6;

  async function ours() {
    return (await caches.keys()).filter((name) => name === STATE || name.startsWith(KEPT));
  }

  async function forget() {
    for (const name of await ours()) await caches.delete(name);
  }
{% if not keeps %}
  self.addEventListener("install", () => self.skipWaiting());
  self.addEventListener("activate", (event) => event.waitUntil(forget().then(() => self.registration.unregister())));
{% else %}
  // The list of what is kept whole; null when nothing is, or not yet all of it.
  async function kept() {
    const found = await (await caches.open(STATE)).match(LIST);
    return found ? found.json() : null;
  }

  // The list of what the site has now. Throws where there is no network, or no list.
  async function offered() {
    const answer = await fetch(LIST, { cache: "no-cache" });
    if (!answer.ok) throw new TypeError("no list");
    const list = await answer.json();
    if (!/^[\w.-]{1,100}$/.test(list.version) || typeof list.files !== "object") throw new TypeError("no list");
    return list;
  }

  async function checksum(bytes) {
    const found = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    return Array.from(found.slice(0, 8), (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  // A file of the site as its list has it; another one is none of this state.
  async function fetched(path, sum) {
    const answer = await fetch(new URL(path, SITE), { cache: "no-cache" });
    if (!answer.ok) throw new RangeError(path);
    const bytes = await answer.arrayBuffer();
    if ((await checksum(bytes)) !== sum) throw new RangeError(path);
    return new Response(bytes, { headers: { "Content-Type": answer.headers.get("Content-Type") || "text/plain" } });
  }

  // Keeps some more files of the site's state; when all are there, that state takes the place of the one before.
  async function keep() {
    const list = await offered(), before = await kept(), names = Object.keys(list.files);
    if (before && before.version === list.version) return { done: names.length, all: names.length };
    const target = await caches.open(KEPT + list.version), old = before && (await caches.open(KEPT + before.version));
    const there = new Set((await target.keys()).map((request) => request.url));
    const missing = names.filter((path) => !there.has(new URL(path, SITE).href)), batch = missing.slice(0, BATCH);
    async function one(path) {
      const sum = list.files[path][0], same = before && before.files[path] && before.files[path][0] === sum;
      const place = new URL(path, SITE), copy = same ? await old.match(place) : undefined;
      await target.put(place, copy || (await fetched(path, sum)));
    }
    for (let first = 0; first < batch.length; first += TOGETHER) {
      await Promise.all(batch.slice(first, first + TOGETHER).map(one));
    }
    if (missing.length === batch.length) {
      await (await caches.open(STATE)).put(LIST, new Response(JSON.stringify(list)));
      for (const name of await ours()) if (name !== STATE && name !== KEPT + list.version) await caches.delete(name);
    }
    return { done: names.length - missing.length + batch.length, all: names.length };
  }

  function size(list, names) {
    return names.reduce((sum, path) => sum + list.files[path][1], 0);
  }

  function told(list, names) {
    return { version: list.version, day: list.day, words: list.words, files: names.length, bytes: size(list, names) };
  }

  // What is kept, what the site has now, and how much of that would have to be fetched.
  async function state() {
    const here = await kept(), answer = { kept: here && told(here, Object.keys(here.files)), now: null, network: true };
    try {
      const now = await offered();
      const changed = Object.keys(now.files).filter((path) => !here || !here.files[path] || here.files[path][0] !== now.files[path][0]);
      answer.now = told(now, changed);
    } catch (error) {
      answer.network = false;
    }
    return answer;
  }

  // What a list calls the file at an address; empty for an address that can't be read.
  function named(url) {
    try {
      return decodeURIComponent(url.pathname.slice(SITE.pathname.length));
    } catch (error) {
      return "";
    }
  }

  async function answered(request) {
    const url = new URL(request.url);
    if (url.pathname.endsWith("/")) url.pathname += "index.html";
    url.search = url.hash = "";
    const path = named(url), list = await kept();
    if (list && Object.hasOwn(list.files, path)) {
      const found = await (await caches.open(KEPT + list.version)).match(url);
      if (found) return found;
    }
    return fetch(request);
  }

  const ASKED = { keep: keep, state: state, forget: forget };

  self.addEventListener("install", () => self.skipWaiting());
  self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
  self.addEventListener("message", (event) => {
    const port = event.ports[0], asked = Object.hasOwn(ASKED, event.data) && ASKED[event.data];
    if (!port || !asked) return;
    event.waitUntil(
      asked().then(
        (found) => port.postMessage({ found: found }),
        (error) => port.postMessage({ failed: error instanceof RangeError ? "changed" : error.name === "QuotaExceededError" ? "full" : "network" })
      )
    );
  });
  self.addEventListener("fetch", (event) => {
    const url = new URL(event.request.url);
    if (event.request.method !== "GET" || url.origin !== SITE.origin || !url.pathname.startsWith(SITE.pathname)) return;
    event.respondWith(answered(event.request));
  });
{% endif %}
})();
