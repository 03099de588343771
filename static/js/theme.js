/* Runs before the first paint: the colour mode that was chosen here, else the system's; says that scripts run. */
(() => {
  "use strict";
  const root = document.documentElement;
  let mode = null;
  try {
    mode = localStorage.getItem("pp-theme");
  } catch {
    /* storage may be closed */
  }
  if (mode !== "dark" && mode !== "light") {
    mode = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  }
  root.setAttribute("data-bs-theme", mode);
  root.classList.add("js");
})();
