// The entry grid: cells save themselves one after the other, keys move, a pasted block fills, nothing typed is lost.
//
// What is not saved stays in localStorage under the report's key until the server has it, and is offered again.
(() => {
  "use strict";

  const grid = document.getElementById("grid");
  if (!grid?.dataset.grid) return;

  const key = `parkpath ${grid.dataset.grid}`;
  const notice = document.getElementById("unsaved");
  const waiting = new Map(); // code → fields that wait to be sent
  let isSending = false;

  const rowOf = (code) => document.getElementById(`row-${code}`);
  const fieldOf = (code, kind) => document.querySelector(`[name="${kind}-${CSS.escape(code)}"]`);
  const cells = () => [...grid.querySelectorAll("input.cell")];

  // Keeping what is not saved

  function kept() {
    try {
      return JSON.parse(localStorage.getItem(key)) || {};
    } catch {
      return {};
    }
  }

  function keep(changes) {
    const all = { ...kept(), ...changes };
    for (const code of Object.keys(all)) if (all[code] === null) delete all[code];
    try {
      if (Object.keys(all).length) localStorage.setItem(key, JSON.stringify(all));
      else localStorage.removeItem(key);
    } catch {
      // A full or closed storage keeps nothing; the cell still shows that it is not saved.
    }
  }

  function offer(isEarlier) {
    const has = Object.keys(kept()).length > 0;
    notice.hidden = !has;
    notice.querySelector("[data-unsaved-before]").hidden = !isEarlier;
    notice.querySelector("[data-unsaved-now]").hidden = isEarlier;
  }

  // Saving

  function typedIn(code) {
    const typed = {};
    for (const kind of ["value", "reason", "note"]) {
      const field = fieldOf(code, kind);
      if (field) typed[kind] = field.value;
    }
    return typed;
  }

  // What is kept remembers the version of the cell that the person saw, so that a later attempt overwrites nobody.
  function save(code, typed = typedIn(code)) {
    waiting.set(code, { ...waiting.get(code), ...typed });
    keep({ [code]: { seen: fieldOf(code, "seen").value, ...kept()[code], ...typed } });
    mark(code, "c-saving", grid.dataset.saving);
    if (!isSending) sendAll();
  }

  async function sendAll() {
    isSending = true;
    let isSaved = false;
    while (waiting.size) {
      const [code, typed] = waiting.entries().next().value;
      waiting.delete(code);
      isSaved = (await send(code, typed)) || isSaved;
    }
    isSending = false;
    // The live scores follow; after an expired sign-in they would lead away from what is not saved.
    if (isSaved) document.body.dispatchEvent(new CustomEvent("saved"));
  }

  async function send(code, typed) {
    const row = rowOf(code);
    const url = row?.dataset.save;
    if (!url) return false;
    const body = new URLSearchParams({ [`seen-${code}`]: row.querySelector(`[name="seen-${CSS.escape(code)}"]`).value });
    for (const [kind, value] of Object.entries(typed)) body.set(`${kind}-${code}`, value);
    const token = document.querySelector("#grid-form [name=csrfmiddlewaretoken]").value;
    try {
      const answer = await fetch(url + window.location.search, {
        method: "POST",
        body,
        headers: { "X-CSRFToken": token, "X-Entry-Grid": "1" },
      });
      if (!answer.headers.get("X-Entry-Grid")) throw new Error(String(answer.status));
      const parts = await answer.text();
      if (waiting.has(code)) takeVersion(code, parts);
      else takeParts(parts);
      const seen = fieldOf(code, "seen").value;
      if (answer.ok) keep({ [code]: waiting.has(code) ? { seen, ...waiting.get(code) } : null });
      if (!Object.keys(kept()).length) notice.hidden = true;
      return answer.ok;
    } catch {
      mark(code, "c-invalid", grid.dataset.failed);
      offer(false);
      return false;
    }
  }

  function mark(code, state, word) {
    const cell = rowOf(code)?.querySelector("td.in");
    if (!cell) return;
    cell.className = `in ${state}`;
    const sign = cell.querySelector(".cs");
    sign.textContent = state === "c-invalid" ? "!" : "…";
    sign.title = word;
  }

  function partsOf(html) {
    return [...new DOMParser().parseFromString(html, "text/html").querySelectorAll("[data-part] > [id]")];
  }

  function takeParts(html) {
    const focused = document.activeElement?.id;
    for (const part of partsOf(html)) {
      const code = part.id.startsWith("row-") ? part.id.slice(4) : "";
      const old = document.getElementById(part.id);
      if (old && isBeingTyped(old, code)) takeVersion(code, html);
      else if (old && !waiting.has(code)) {
        old.replaceWith(part);
        window.htmx?.process(part);
      }
    }
    if (focused) document.getElementById(focused)?.focus();
  }

  function isBeingTyped(old, code) {
    const field = old.querySelector("input.cell");
    return Boolean(code) && field === document.activeElement && field.dataset.before !== undefined && field.value !== field.dataset.before;
  }

  function takeVersion(code, html) {
    const fresh = partsOf(html).find((part) => part.id === `row-${code}`);
    const seen = fresh?.querySelector(`[name="seen-${CSS.escape(code)}"]`);
    if (seen) fieldOf(code, "seen").value = seen.value;
  }

  // What people do

  grid.addEventListener("focusin", (event) => {
    if (!event.target.matches("input.cell")) return;
    event.target.dataset.before = event.target.value;
    event.target.select();
  });

  grid.addEventListener("change", (event) => {
    const code = event.target.closest("tbody[data-code]")?.dataset.code;
    if (!code) return;
    if (event.target.matches(".reason") && event.target.value) fieldOf(code, "value").value = "";
    if (event.target.matches("input.cell") && event.target.value.trim()) fieldOf(code, "reason").value = "";
    delete event.target.dataset.before;
    save(code);
  });

  grid.addEventListener("keydown", (event) => {
    if (!event.target.matches("input.cell")) return;
    const all = cells();
    const place = all.indexOf(event.target);
    const step = { ArrowDown: 1, ArrowUp: -1, Enter: event.shiftKey ? -1 : 1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = all[place + step];
    if (next) next.focus();
    else event.target.blur();
  });

  grid.addEventListener("paste", (event) => {
    if (!event.target.matches("input.cell")) return;
    const lines = event.clipboardData.getData("text/plain").replace(/\r/g, "").replace(/\n+$/, "").split("\n");
    if (lines.length < 2 && !lines[0].includes("\t")) return;
    event.preventDefault();
    const all = cells();
    const place = all.indexOf(event.target);
    const values = lines.length > 1 ? lines.map((line) => line.split("\t")[0]) : lines[0].split("\t");
    values.slice(0, all.length - place).forEach((value, index) => {
      const field = all[place + index];
      const code = field.closest("tbody").dataset.code;
      field.value = value.trim();
      if (field.value) fieldOf(code, "reason").value = "";
      delete field.dataset.before;
      save(code);
    });
  });

  document.addEventListener("click", (event) => {
    const keepMine = event.target.closest("[data-keep]");
    const take = event.target.closest("[data-take]");
    if (!keepMine && !take) return;
    event.preventDefault();
    const code = (keepMine || take).dataset.keep || take.dataset.take;
    if (take) {
      fieldOf(code, "value").value = take.dataset.value;
      fieldOf(code, "reason").value = take.dataset.reason;
    }
    const { value, reason } = typedIn(code);
    save(code, { value, reason });
  });

  grid.addEventListener("click", (event) => {
    const opened = event.target.closest('[hx-target="#panel"]')?.closest("tr");
    if (!opened) return;
    grid.querySelector("tr.sel")?.classList.remove("sel");
    opened.classList.add("sel");
  });

  document.addEventListener("submit", (event) => {
    const code = event.target.dataset?.noteForm;
    if (!code || !rowOf(code)) return;
    event.preventDefault();
    save(code, { note: fieldOf(code, "note").value });
  });

  document.getElementById("grid-form")?.addEventListener("submit", (event) => {
    if (!event.submitter || event.submitter.id !== "grid-save") event.preventDefault();
  });

  notice.querySelector("[data-unsaved-retry]").addEventListener("click", () => {
    for (const [code, { seen, ...typed }] of Object.entries(kept())) {
      for (const [kind, value] of Object.entries({ seen, ...typed })) {
        const field = fieldOf(code, kind);
        if (field && value !== undefined) field.value = value;
      }
      if (rowOf(code)) save(code, typed);
    }
  });

  notice.querySelector("[data-unsaved-drop]").addEventListener("click", () => {
    localStorage.removeItem(key);
    window.location.reload();
  });

  offer(true);
})();
