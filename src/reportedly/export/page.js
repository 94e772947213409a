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
      one.classList.remove("on", "near", "on-source", "on-cue", "on-content");
  };
  const show = (place) => {
    clear();
    if (!place) return;
    // The innermost attribution is meant; those around it are only pointed at in the list.
    const inText = place.matches("[data-a]");
    const [number, ...around] = inText ? place.dataset.a.split(" ") : [place.dataset.row];
    report.classList.add("lit");
    report.classList.toggle("read", inText);
    for (const [mark, role] of marks.get(number) || []) mark.classList.add("on", role);
    for (const other of around) rows.get(other)?.classList.add("near");
    const row = rows.get(number);
    row?.classList.add("on");
    row?.classList.remove("near");
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
