/* The search box of the bar. "/" on any page leads into it; what is found stands below it as links, gone through with the
   arrow keys; Escape takes the list away, and so does leaving the box. Reads: form[data-search] with an input and a
   .search-hits, which htmx fills. */
(() => {
  "use strict";
  const form = document.querySelector("[data-search]");
  if (!form) return;
  const box = form.querySelector("input");
  const hits = form.querySelector(".search-hits");

  function isTyping(element) {
    return element.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(element.tagName);
  }

  function close() {
    hits.replaceChildren();
  }

  function step(by) {
    const places = [box, ...hits.querySelectorAll("a")];
    const now = places.indexOf(document.activeElement);
    const next = places[(now + by + places.length) % places.length];
    next.focus();
  }

  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (isTyping(event.target)) return;
    event.preventDefault();
    if (box.offsetParent) box.select();
    else location.assign(form.action);
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      step(event.key === "ArrowDown" ? 1 : -1);
    }
    if (event.key === "Escape") {
      close();
      box.focus();
    }
  });
  form.addEventListener("focusout", (event) => {
    if (!form.contains(event.relatedTarget)) close();
  });
  /* An answer that comes after one has left is not shown. */
  form.addEventListener("htmx:beforeSwap", (event) => {
    if (!form.contains(document.activeElement) || !box.value.trim()) event.detail.serverResponse = "";
  });
})();
