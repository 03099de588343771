// Keys of the review queue: j and k move, Enter opens, a goes to accepting, r to the reason of a return.
(() => {
  "use strict";

  const queue = document.getElementById("queue");
  if (!queue) return;

  const links = () => [...queue.querySelectorAll("a")];
  const current = () => links().findIndex((link) => link.hasAttribute("aria-current"));

  function go(step) {
    const all = links();
    const focused = all.indexOf(document.activeElement);
    const from = focused >= 0 ? focused : current();
    all[Math.min(Math.max(from + step, 0), all.length - 1)]?.focus();
  }

  const acts = {
    j: () => go(1),
    k: () => go(-1),
    a: () => document.querySelector("#accept-form button")?.focus(),
    r: () => document.querySelector("#decide textarea")?.focus(),
    Enter: () => document.querySelector("#open-form button")?.focus(),
  };

  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.closest("input, textarea, select, [contenteditable]");
    const isPressing = event.key === "Enter" && event.target.closest("a, button, summary");
    const act = acts[event.key];
    if (!act || isTyping || isPressing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  });
})();
