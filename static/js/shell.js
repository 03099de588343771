/* Behaviour of the frame. Reads: data-theme-toggle (a button), data-menu (a button and the id of what it opens),
   data-closes (a details element that closes when one leaves it), data-focus (takes the focus when it appears),
   #messages with data-failed, data-offline, data-forbidden. Sends pp:theme when the colour mode changes. */
(() => {
  "use strict";
  const root = document.documentElement;

  function setMode(mode) {
    root.setAttribute("data-bs-theme", mode);
    document.dispatchEvent(new CustomEvent("pp:theme"));
  }

  function toggleMode() {
    const mode = root.getAttribute("data-bs-theme") === "dark" ? "light" : "dark";
    setMode(mode);
    try {
      localStorage.setItem("pp-theme", mode);
    } catch {
      /* storage may be closed */
    }
  }

  function openMenu(button, isOpen) {
    document.getElementById(button.dataset.menu).classList.toggle("is-open", isOpen);
    button.setAttribute("aria-expanded", String(isOpen));
  }

  function isMenuOpen(button) {
    return button.getAttribute("aria-expanded") === "true";
  }

  function closeOthers(target) {
    document.querySelectorAll("details[data-closes][open]").forEach((details) => {
      if (!details.contains(target)) details.open = false;
    });
  }

  document.addEventListener("click", (event) => {
    closeOthers(event.target);
    const button = event.target.closest("button");
    if (!button) return;
    if ("themeToggle" in button.dataset) toggleMode();
    if ("menu" in button.dataset) openMenu(button, !isMenuOpen(button));
  });
  document.addEventListener("focusin", (event) => closeOthers(event.target));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const details = document.querySelector("details[data-closes][open]");
    if (details) {
      details.open = false;
      details.querySelector("summary").focus();
      return;
    }
    const button = document.querySelector("button[data-menu][aria-expanded=true]");
    if (button) {
      openMenu(button, false);
      button.focus();
    }
  });

  /* Paper is light; the screen gets its mode back afterwards. */
  let screenMode = null;
  addEventListener("beforeprint", () => {
    screenMode = root.getAttribute("data-bs-theme");
    if (screenMode === "dark") setMode("light");
  });
  addEventListener("afterprint", () => {
    if (screenMode === "dark") setMode("dark");
  });

  /* A region that scrolls sideways can be reached and scrolled by keyboard. */
  function markScrolling(within) {
    within.querySelectorAll(".scroll-x").forEach((region) => {
      if (region.scrollWidth > region.clientWidth + 1) region.tabIndex = 0;
      else region.removeAttribute("tabindex");
    });
  }

  function focusNews(within) {
    const news = within.querySelector("[data-focus]");
    if (news) news.focus();
  }

  /* What htmx cannot show in its place is said at the head of the page. */
  function say(words) {
    const messages = document.getElementById("messages");
    if (!messages) return;
    const line = document.createElement("p");
    line.className = "alert-line alert-error";
    line.textContent = words;
    messages.replaceChildren(line);
    messages.scrollIntoView({ block: "nearest" });
  }

  document.addEventListener("htmx:responseError", (event) => {
    const words = document.getElementById("messages").dataset;
    say(event.detail.xhr.status === 403 ? words.forbidden : words.failed);
  });
  document.addEventListener("htmx:sendError", () => {
    say(document.getElementById("messages").dataset.offline);
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    markScrolling(document);
    focusNews(event.detail.elt);
  });
  addEventListener("resize", () => markScrolling(document));
  markScrolling(document);
  focusNews(document);
})();
