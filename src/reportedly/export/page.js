"use strict";
for (const report of document.querySelectorAll(".report")) {
  const marks = new Map();
  for (const mark of report.querySelectorAll("[data-a]"))
    mark.dataset.a.split(" ").forEach((number, place) => {
      if (!marks.has(number)) marks.set(number, []);
      marks.get(number).push([mark, "on-" + mark.dataset.r.split(" ")[place]]);
    });
  const rows = new Map();
  for (const row of report.querySelectorAll(".row")) rows.set(row.dataset.row, row);
  const wide = matchMedia("(min-width: 58.01rem)");
  let pinned = null;

  const clear = () => {
    report.classList.remove("lit", "read");
    for (const one of report.querySelectorAll(".on, .near"))
      one.classList.remove("on", "near", "lead", "on-source", "on-cue", "on-content");
  };
  const show = (place) => {
    clear();
    if (!place) return;
    // The innermost attribution is meant, and those that share its source or cue; the ones
    // around it are only pointed at in the list.
    const inText = place.matches("[data-a]");
    const numbers = inText ? place.dataset.a.split(" ") : [place.dataset.row];
    const roles = inText ? place.dataset.r.split(" ") : [];
    let meant = 1;
    while (roles[0] !== "content" && meant < roles.length && roles[meant] === roles[0]) meant++;
    report.classList.add("lit");
    report.classList.toggle("read", inText);
    numbers.slice(meant).forEach((number) => rows.get(number)?.classList.add("near"));
    for (const number of numbers.slice(0, meant)) {
      for (const [mark, role] of marks.get(number) || []) mark.classList.add("on", role);
      rows.get(number)?.classList.remove("near");
      rows.get(number)?.classList.add("on");
    }
    const row = rows.get(numbers[0]);
    row?.classList.add("lead");
    if (inText && row && wide.matches) row.scrollIntoView({ block: "nearest" });
  };
  const placeOf = (event) =>
    event.target instanceof Element ? event.target.closest("[data-a], .row") : null;

  report.addEventListener("mouseover", (event) => show(placeOf(event) || pinned));
  report.addEventListener("mouseleave", () => show(pinned));
  report.addEventListener("focusin", (event) => show(placeOf(event) || pinned));
  report.addEventListener("focusout", () => show(pinned));
  report.addEventListener("click", (event) => {
    const place = placeOf(event);
    pinned = place === pinned ? null : place;
    show(pinned);
    if (place?.matches(".row") && !event.target.closest("a"))
      marks.get(place.dataset.row)?.[0][0].scrollIntoView({ block: "center", behavior: "smooth" });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") show((pinned = null));
  });
}
