/* Shares of weights while they are typed. Reads: form[data-weights], in it fieldsets, each with rows of an
   input[data-weight] and an output[data-share]. Without it, the button of the form shows the shares. */
(() => {
  "use strict";
  const share = new Intl.NumberFormat(document.documentElement.lang, {
    style: "percent",
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });

  function weightOf(input) {
    const weight = Number(input.value.trim().replace(",", "."));
    return input.value.trim() !== "" && Number.isFinite(weight) && weight >= 0 ? weight : NaN;
  }

  function showShares(group) {
    const rows = [...group.querySelectorAll("[data-weight]")];
    const weights = rows.map(weightOf);
    const whole = weights.reduce((sum, weight) => sum + weight, 0);
    rows.forEach((input, place) => {
      const output = input.parentElement.querySelector("[data-share]");
      output.value = whole > 0 ? share.format(weights[place] / whole) : "–";
    });
  }

  document.addEventListener("input", (event) => {
    if (event.target.matches("form[data-weights] [data-weight]")) {
      showShares(event.target.closest("fieldset"));
    }
  });
})();
