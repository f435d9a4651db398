// After a row was hidden by a key press the focus goes to the row that took its place, not to the top of the page.
let at = -1;

document.addEventListener("htmx:beforeSwap", (event) => {
  const rows = [...document.querySelectorAll("#ranking [data-row]")];
  at = event.target.id === "ranking" ? rows.findIndex((row) => row.contains(document.activeElement)) : -1;
});

document.addEventListener("htmx:afterSettle", () => {
  if (at >= 0 && document.activeElement === document.body) {
    const rows = [...document.querySelectorAll("#ranking [data-row]")];
    rows[Math.min(at, rows.length - 1)]?.querySelector("[data-open]")?.focus({ preventScroll: true });
  }
  at = -1;
});
