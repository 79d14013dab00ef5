/* The form of an appeal: its draft outlives a lost connection and a closed browser; its proof of work is made
   meanwhile. Without this script the form is sent all the same. */
"use strict";

(() => {
  const DRAFT = "appeal-draft";
  const KEPT_FOR = 7 * 24 * 3600 * 1000;
  const PATIENCE = 15000;
  const UNKEPT = new Set(["csrfmiddlewaretoken", "proof", "website", "photos"]);

  function kept() {
    try {
      const draft = JSON.parse(localStorage.getItem(DRAFT));
      if (draft && Date.now() - draft.at < KEPT_FOR) return draft;
      localStorage.removeItem(DRAFT);
    } catch {
      /* storage may be forbidden; then there is no draft */
    }
    return null;
  }

  function forget() {
    try {
      localStorage.removeItem(DRAFT);
    } catch {
      /* nothing was kept */
    }
  }

  if (document.querySelector("[data-draft-done]")) forget();
  const form = document.querySelector("form[data-appeal]");
  if (!form) return;
  const fields = [...form.elements].filter((field) => field.name && !UNKEPT.has(field.name));
  const note = document.querySelector("[data-draft-note]");
  const names = document.querySelector("[data-draft-photos]");
  const offline = form.querySelector("[data-offline]");
  const sending = form.querySelector("[data-sending]");
  /* The value of a box says what it means, not whether it is ticked; and of one of several each has the name. */
  const ticked = (field) => field.type === "checkbox" || field.type === "radio";
  const called = (field) => (field.type === "radio" ? `${field.name} ${field.value}` : field.name);
  const read = (field) => (ticked(field) ? field.checked : field.value);
  const first = Object.fromEntries(fields.map((field) => [called(field), read(field)]));

  function write(field, value) {
    if (ticked(field)) field.checked = value === true;
    else field.value = value;
  }

  function chosen() {
    return [...form.elements.photos.files].map((file) => file.name);
  }

  function keep() {
    const values = Object.fromEntries(fields.map((field) => [called(field), read(field)]));
    try {
      localStorage.setItem(DRAFT, JSON.stringify({ at: Date.now(), values, photos: chosen() }));
      note.hidden = false;
    } catch {
      /* forbidden or full: it is written without a draft */
    }
  }

  function tellOf(photos) {
    names.hidden = !photos.length;
    names.querySelector("span").textContent = photos.join(", ");
  }

  function take(draft) {
    for (const field of fields) {
      const value = draft.values[called(field)];
      const known = field.tagName !== "SELECT" || [...field.options].some((each) => each.value === value);
      if (typeof value === typeof read(field) && known) write(field, value);
    }
    tellOf(draft.photos || []);
    note.hidden = false;
  }

  const draft = kept();
  if (draft && "fresh" in form.dataset) take(draft);
  else if (!("fresh" in form.dataset)) keep();
  form.addEventListener("input", keep);
  form.elements.photos.addEventListener("change", () => { tellOf([]); keep(); });

  document.querySelector("[data-draft-clear]").addEventListener("click", () => {
    forget();
    for (const field of fields) write(field, "fresh" in form.dataset || field.name === "key" ? first[called(field)] : "");
    form.elements.photos.value = "";
    tellOf([]);
    note.hidden = true;
    form.elements.text.focus();
  });

  /* A browser that cannot solve it sends the form without a proof, and the clerk looks at it first. */
  const proof = new Promise((resolve) => {
    let worker;
    try {
      worker = new Worker(form.dataset.solver);
    } catch {
      resolve("");
      return;
    }
    worker.addEventListener("message", (event) => { worker.terminate(); resolve(event.data); });
    worker.addEventListener("error", () => resolve(""));
    worker.postMessage(form.dataset.challenge);
  });

  async function connected() {
    try {
      await fetch("/health/live", { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
      return true; // whatever it says, it is there
    } catch {
      return false;
    }
  }

  let going = false;
  async function send() {
    going = true;
    offline.hidden = true;
    sending.hidden = false;
    keep();
    const late = new Promise((resolve) => { setTimeout(() => resolve(""), PATIENCE); });
    const [there, solution] = await Promise.all([connected(), Promise.race([proof, late])]);
    if (there) {
      form.elements.proof.value = solution;
      form.submit();
      return;
    }
    going = false;
    sending.hidden = true;
    offline.hidden = false;
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!going) send();
  });
  window.addEventListener("pageshow", () => { going = false; sending.hidden = true; });
})();
