/* The hall: asks for the newest fragment twice a second, renews the code at the door, and lets the arrow keys walk a roll.
   Without it the pages load themselves anew, and every button works. */
"use strict";

(() => {
  const OFTEN = 400;
  const SELDOM = 5000; // a page that nobody looks at
  const DOOR = 30000;

  /* Watch one fragment. The server is told what has been seen and answers nearly always with nothing. */
  function watch(place) {
    let seen = "";
    async function ask() {
      try {
        const answer = await fetch(place.dataset.live, {
          cache: "no-store",
          headers: seen ? { "If-None-Match": seen } : {},
        });
        if (answer.status === 200) {
          seen = answer.headers.get("ETag") || "";
          show(place, await answer.text());
        }
        place.classList.toggle("stale", !answer.ok && answer.status !== 304);
      } catch {
        place.classList.add("stale"); // the line has dropped; the next question may come through
      }
      setTimeout(ask, document.hidden ? SELDOM : OFTEN);
    }
    ask();
  }

  function show(place, text) {
    const before = place.querySelector("[data-mark]")?.dataset.mark;
    const fresh = new DOMParser().parseFromString(text, "text/html").body;
    if (place.innerHTML.trim() === fresh.innerHTML.trim()) return;
    place.replaceChildren(...fresh.childNodes);
    const after = place.querySelector("[data-mark]")?.dataset.mark;
    if (before !== after) document.body.dispatchEvent(new CustomEvent("hall-changed"));
  }

  function renew(image) {
    const address = image.getAttribute("src");
    setInterval(() => { image.src = `${address}&at=${Date.now()}`; }, DOOR);
  }

  const STEPS = { ArrowDown: 1, ArrowUp: -1 };

  function walk(event) {
    const step = STEPS[event.key];
    const button = event.target instanceof Element && event.target.closest(".roll .taps button");
    if (!step || !button) return;
    const line = button.closest("li");
    const place = [...line.querySelectorAll(".taps button")].indexOf(button);
    const lines = [...line.parentElement.children];
    const next = lines[lines.indexOf(line) + step]?.querySelectorAll(".taps button")[place];
    if (!next) return;
    event.preventDefault();
    next.focus();
  }

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("[data-live]").forEach(watch);
    document.querySelectorAll("[data-door]").forEach(renew);
  });
  document.addEventListener("keydown", walk);
})();
