/* Moving questions of an agenda: dragged by their number, or with Alt and an arrow. Without this script the arrows beside
   each question do the same, and the server alone knows the order. */
"use strict";

(() => {
  let dragged = null;
  let focusOn = "";

  const list = () => document.querySelector("[data-agenda]");
  const items = () => [...list().children];
  const orderForm = () => document.getElementById("order");

  function send() {
    const form = orderForm();
    const order = items().map((item) => item.dataset.key).join(" ");
    if (order === form.elements.seen.value) return;
    form.elements.order.value = order;
    form.requestSubmit();
  }

  function restore() {
    for (const key of orderForm().elements.seen.value.split(" ")) {
      list().append(document.getElementById(`item-${key}`));
    }
  }

  document.addEventListener("dragstart", (event) => {
    const handle = event.target instanceof Element && event.target.closest("[data-handle]");
    if (!handle) return;
    dragged = handle.closest("li");
    dragged.classList.add("dragged");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged.dataset.key);
    event.dataTransfer.setDragImage(dragged, 20, 20);
  });

  document.addEventListener("dragover", (event) => {
    if (!dragged) return;
    event.preventDefault(); // wherever it is let go, it stays where the list shows it
    event.dataTransfer.dropEffect = "move";
    const over = event.target instanceof Element && event.target.closest("[data-agenda] > li");
    if (!over || over === dragged) return;
    const box = over.getBoundingClientRect();
    const after = event.clientY > box.top + box.height / 2;
    over.parentNode.insertBefore(dragged, after ? over.nextSibling : over);
  });

  document.addEventListener("drop", (event) => {
    if (dragged) event.preventDefault();
  });

  document.addEventListener("dragend", (event) => {
    if (!dragged) return;
    dragged.classList.remove("dragged");
    dragged = null;
    if (event.dataTransfer.dropEffect === "none") restore(); // given up with Escape
    else send();
  });

  document.addEventListener("keydown", (event) => {
    if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
    const item = event.target instanceof Element && event.target.closest("[data-agenda] > li");
    if (!item) return;
    const way = event.key === "ArrowUp" ? "up" : "down";
    const button = item.querySelector(`button[value$=":${way}"]`);
    event.preventDefault();
    if (!button || button.disabled) return;
    focusOn = event.target.id || item.id;
    orderForm().requestSubmit(button);
  });

  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest("[data-agenda] button[name=move]");
    if (button) focusOn = button.id;
  });

  /* The list was replaced: the one who moved a question stays at it. */
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.target.id !== "agenda" || !focusOn) return;
    let place = document.getElementById(focusOn);
    if (place && place.disabled) place = place.closest("li");
    if (place) place.focus();
    focusOn = "";
  });

  /* A refusal is shown in the place of the list, too. */
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target.id === "agenda" && event.detail.xhr.status === 409) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
  });
})();
