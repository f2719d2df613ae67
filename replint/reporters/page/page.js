"use strict";
(() => {
  const form = document.getElementById("filters");
  if (!form) return;
  const findings = [...document.querySelectorAll(".finding")];
  const parents = [...document.querySelectorAll(".rule"), ...document.querySelectorAll(".case")];
  const shown = document.getElementById("shown");
  const nothing = document.getElementById("nothing");
  const texts = new Map(findings.map((finding) => [
    finding,
    `${finding.closest(".rule").querySelector("h3").textContent} ${finding.textContent}`.toLowerCase(),
  ]));

  const apply = () => {
    const severities = new Set([...form.querySelectorAll("[name=severity]:checked")].map((box) => box.value));
    const { rule, file, text } = form.elements;
    const wanted = text.value.trim().toLowerCase();
    let count = 0;
    for (const finding of findings) {
      const { severity, rule: code, file: path } = finding.dataset;
      finding.hidden = !(
        severities.has(severity)
        && (!rule.value || rule.value === code)
        && (!file.value || file.value === path)
        && (!wanted || texts.get(finding).includes(wanted))
      );
      count += finding.hidden ? 0 : 1;
    }
    for (const parent of parents) {
      const left = parent.querySelectorAll(".finding:not([hidden])").length;
      parent.hidden = !left;
      const told = parent.querySelector("h2 .count");
      if (told) told.textContent = left < Number(told.dataset.all) ? `${left} of ${told.dataset.all}` : told.dataset.all;
    }
    nothing.hidden = count > 0;
    shown.textContent = `${count} of ${findings.length} shown`;
  };

  const step = (by) => {
    const visible = findings.filter((finding) => !finding.hidden);
    if (!visible.length) return;
    const at = visible.indexOf(document.activeElement.closest(".finding"));
    const next = at < 0 ? (by > 0 ? 0 : visible.length - 1) : Math.min(Math.max(at + by, 0), visible.length - 1);
    visible[next].focus();
    visible[next].scrollIntoView({ block: "nearest" });
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      form.reset();
      return;
    }
    if (event.target.matches("input[type=search], select, textarea")) return;
    if (event.key === "/") {
      event.preventDefault();
      form.elements.text.focus();
    } else if (event.key === "j") {
      step(1);
    } else if (event.key === "k") {
      step(-1);
    }
  });

  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(apply));

  let opened = [];
  window.addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open])")];
    for (const details of opened) details.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
  });

  form.hidden = false;
  apply();
})();
