/* Field work without a connection: the phone keeps the page and every answer, and sends them when it can.
   Each answer has a key from the moment it is first given, so that what is sent twice is entered once.
   Without this script the page is an ordinary form. */
"use strict";

(() => {
  const PAGE = location.pathname;
  const OFTEN = 15000;
  const room = document.querySelector("[data-worker]");
  const form = document.querySelector("form[data-field]");
  const sections = [...form.querySelectorAll("[data-question]")];
  let place = null;
  let sending = false;
  let writing = 0;

  /* What is kept: one record for each answer, and one for the page. Two windows write past each other. */
  const store = new Promise((resolve, reject) => {
    const asked = indexedDB.open("kenes-field", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("kept");
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });

  async function kept(mode, ask) {
    const deal = (await store).transaction("kept", mode);
    const asked = ask(deal.objectStore("kept"));
    await new Promise((resolve, reject) => { deal.oncomplete = resolve; deal.onabort = () => reject(deal.error); });
    return asked.result;
  }

  const under = (question) => `${PAGE}#${question}`;
  const read = (question) => kept("readonly", (all) => all.get(under(question)));
  const write = (question, said) => kept("readwrite", (all) => all.put(said, under(question)));
  const forget = (question) => kept("readwrite", (all) => all.delete(under(question)));

  async function answers() {
    const found = await Promise.all(sections.map((section) => read(section.dataset.question)));
    return new Map(sections.map((section, at) => [section.dataset.question, found[at]]).filter(([, said]) => said));
  }

  function say(what) {
    room.dataset.says = what;
    room.querySelector("[data-state]").textContent = room.querySelector(`[data-says="${what}"]`).innerHTML;
    room.querySelector("[data-sign-in]").hidden = what !== "stranger";
    room.querySelector("[data-send]").hidden = what !== "waits";
  }

  const control = (section, name) => section.querySelector(`[name="${name}-${section.dataset.question}"]`);

  /* A key that sorts by its moment, as those of the server do. */
  function newKey() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    for (let at = 5, moment = Date.now(); at >= 0; at -= 1, moment = Math.floor(moment / 256)) bytes[at] = moment % 256;
    bytes[6] = 0x70 | (bytes[6] & 0x0f);
    bytes[8] = 0x80 | (bytes[8] & 0x3f);
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  }

  /* Keeps what has just been given; says so when nothing is left to write. */
  async function keep(event) {
    writing += 1;
    room.dataset.says = "";
    let what = "kept";
    try {
      const section = event.target.closest("[data-question]");
      if (section) await keepAnswer(section);
      await keepPage();
    } catch {
      what = "full"; // the phone has no room left, or forbids keeping anything
    }
    writing -= 1;
    if (!writing) say(what);
  }

  async function keepAnswer(section) {
    const question = section.dataset.question;
    const before = (await read(question)) || { key: newKey() };
    // What was sent may have arrived under its key though no answer came; another answer needs another.
    const key = before.tried ? newKey() : before.key;
    const photo = control(section, "photo").files[0] || null;
    const said = control(section, "said")?.value || "";
    if (said || photo) await write(question, { key, said, photo, at: Date.now(), ...place });
    else await forget(question);
  }

  async function keepPage() {
    const before = (await read("")) || {};
    await write("", { ...before, who: form.elements.who.value, done: false });
  }

  function restore(all, page) {
    if (page?.who) form.elements.who.value = page.who;
    for (const section of sections) {
      const said = all.get(section.dataset.question);
      if (!said) continue;
      if (said.said) control(section, "said").value = said.said;
      if (!said.photo) continue;
      const files = new DataTransfer();
      files.items.add(said.photo);
      control(section, "photo").files = files.files;
    }
  }

  function packed(all, token) {
    const data = new FormData();
    data.append("csrfmiddlewaretoken", token);
    data.append("who", form.elements.who.value);
    for (const { dataset: { question } } of sections) {
      const said = all.get(question);
      data.append(`key-${question}`, said?.key || newKey());
      if (!said) continue;
      data.append(`said-${question}`, said.said);
      data.append(`ago-${question}`, Math.max(0, Math.round((Date.now() - said.at) / 1000)));
      for (const name of ["latitude", "longitude"]) if (said[name] !== undefined) data.append(`${name}-${question}`, said[name]);
      if (said.photo) data.append(`photo-${question}`, said.photo);
    }
    return data;
  }

  const parsed = async (answer) => new DOMParser().parseFromString(await answer.text(), "text/html");

  /* Sends what is kept. It is forgotten only when the server has said that it has it. */
  async function send() {
    if (sending) return;
    sending = true;
    try {
      say("sending");
      await attempt();
    } catch {
      say("waits");
    } finally {
      sending = false;
    }
  }

  async function attempt() {
    const page = await fetch(PAGE, { cache: "no-store" });
    if (new URL(page.url).pathname !== PAGE) return say("stranger");
    const token = (await parsed(page)).querySelector("[name=csrfmiddlewaretoken]")?.value;
    if (!page.ok || !token) throw new Error("the page is not there now");
    const all = await answers();
    for (const [question, said] of all) await write(question, { ...said, tried: true });
    const answer = await fetch(PAGE, { method: "POST", body: packed(all, token), headers: { Accept: "application/json" } });
    if (new URL(answer.url).pathname !== PAGE) return say("stranger");
    if (!answer.ok) return refuse(answer);
    const { url } = await answer.json();
    for (const [question, said] of all) if ((await read(question))?.at === said.at) await forget(question);
    await forget("");
    location.assign(url);
    return undefined;
  }

  async function refuse(answer) {
    const why = (await parsed(answer)).querySelector(".errors");
    if (!why) throw new Error("the server could not say");
    document.querySelector("[data-errors]").replaceChildren(why);
    await write("", { ...(await read("")), done: false });
    say("refused");
    why.focus();
  }

  async function done(event) {
    event.preventDefault();
    await write("", { who: form.elements.who.value, done: true });
    await send();
  }

  async function sendWhatWaits() {
    if ((await read(""))?.done && room.dataset.says !== "stranger") await send();
  }

  function notePlace(button) {
    navigator.geolocation.getCurrentPosition((found) => {
      const { latitude, longitude } = found.coords;
      place = { latitude: latitude.toFixed(6), longitude: longitude.toFixed(6) };
      button.hidden = true;
      room.querySelector("[data-placed]").hidden = false;
    });
  }

  /* The page and the files it is made of, for the worker to open without a connection. */
  async function keepFiles() {
    await navigator.serviceWorker.register(room.dataset.worker);
    const loaded = performance.getEntriesByType("resource").map((entry) => entry.name);
    const drawn = [...document.querySelectorAll("use")].map((use) => use.href.baseVal);
    const files = new Set([...loaded, ...drawn].map((name) => new URL(name, location.href)).filter(
      (address) => address.origin === location.origin && address.pathname.startsWith("/static/"),
    ).map((address) => address.href.split("#")[0]));
    const cache = await caches.open("kenes-field");
    const page = await fetch(PAGE, { cache: "no-store" });
    if (!page.ok || new URL(page.url).pathname !== PAGE) return;
    await cache.addAll(files);
    await cache.put(PAGE, page);
    for (const { url } of await cache.keys()) {
      if (url.includes("/static/") && !files.has(url)) await cache.delete(url);
    }
  }

  async function begin() {
    const [all, page] = [await answers(), await read("")];
    restore(all, page);
    room.hidden = false;
    say(all.size ? "kept" : "ready");
    form.addEventListener("input", keep);
    form.addEventListener("submit", done);
    room.querySelector("[data-send]").addEventListener("click", send);
    const noting = room.querySelector("[data-place]");
    noting.hidden = !("geolocation" in navigator);
    noting.addEventListener("click", () => notePlace(noting));
    addEventListener("online", sendWhatWaits);
    setInterval(sendWhatWaits, OFTEN);
    if (page?.done) await send();
    // Without a connection there is nothing new to keep.
    await keepFiles().catch(() => undefined);
    room.dataset.ready = "";
  }

  if (!("caches" in window && "serviceWorker" in navigator && "indexedDB" in window)) {
    room.hidden = false;
    say("unready");
  } else if (document.readyState === "complete") begin();
  else addEventListener("load", begin);
})();
