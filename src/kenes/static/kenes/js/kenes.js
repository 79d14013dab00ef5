/* What the page can do only with a script, and can do without: choose light or dark, close a menu, copy a link,
   apply a select at once, lead to the first error. Loaded in the head, so that the chosen scheme is there before the first paint. */
"use strict";

(() => {
  const SCHEMES = ["auto", "light", "dark"];
  const MEDIA = { auto: "screen and (prefers-color-scheme: dark)", light: "not all", dark: "screen" };

  function remembered() {
    try {
      const scheme = localStorage.getItem("scheme");
      return SCHEMES.includes(scheme) ? scheme : "auto";
    } catch {
      return "auto"; // storage may be forbidden; then the system decides
    }
  }

  function wear(scheme) {
    document.documentElement.dataset.theme = scheme;
    const sheet = document.getElementById("dark");
    if (sheet) sheet.media = MEDIA[scheme];
  }

  wear(remembered());

  /* Shows on each switch which scheme is worn: one of its icons and words is left visible. */
  function tell(scheme) {
    for (const button of document.querySelectorAll("[data-scheme-switch]")) {
      button.hidden = false;
      for (const part of button.querySelectorAll("[data-scheme]")) {
        part.hidden = part.dataset.scheme !== scheme;
      }
    }
  }

  function nextScheme() {
    const scheme = SCHEMES[(SCHEMES.indexOf(remembered()) + 1) % SCHEMES.length];
    try {
      localStorage.setItem("scheme", scheme);
    } catch {
      /* the choice lasts for this page */
    }
    wear(scheme);
    tell(scheme);
  }

  async function copy(button) {
    const text = button.dataset.copy || location.href;
    try {
      await navigator.clipboard.writeText(new URL(text, location.href).href);
    } catch {
      return; // the link itself stands beside the button
    }
    const status = button.querySelector("[data-copied]");
    if (!status) return;
    status.hidden = false;
    setTimeout(() => { status.hidden = true; }, 2500);
  }

  function closeMenus(except) {
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (menu !== except) menu.open = false;
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    tell(remembered());
    for (const button of document.querySelectorAll("[data-copy], [data-print]")) button.hidden = false;
    document.querySelector(".errors:not(.samples *)")?.focus();
  });

  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    closeMenus(event.target.closest("details.menu"));
    if (event.target.closest("[data-scheme-switch]")) nextScheme();
    const button = event.target.closest("[data-copy]");
    if (button) copy(button);
    if (event.target.closest("[data-print]")) window.print();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = document.querySelector("details.menu[open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });

  document.addEventListener("change", (event) => {
    if (event.target instanceof HTMLSelectElement && event.target.matches("select[data-submit]")) {
      event.target.form.requestSubmit();
    }
  });
})();
