// Keys: "/" for search, "g" and a number for places, "j" and "k" for rows or quotes, Enter opens, "?" lists them. Off in fields.
const dialog = document.querySelector("[data-keys]");
let wantsPlace = false;

function inField(target) {
  return target.closest("input, select, textarea, [contenteditable], [data-typing]") !== null;
}

function rows() {
  return [...document.querySelectorAll("[data-row]")].filter((row) => row.offsetParent !== null);
}

function step(by) {
  const all = rows();
  if (all.length === 0) {
    return;
  }
  const at = all.findIndex((row) => row.contains(document.activeElement));
  const next = all[Math.min(all.length - 1, Math.max(0, at < 0 && by < 0 ? 0 : at + by))];
  const target = next.matches("a") ? next : next.querySelector("[data-open]");
  (target || next).focus();
  next.scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || inField(event.target) || dialog?.open) {
    return;
  }
  if (wantsPlace && /^[1-9]$/.test(event.key)) {
    document.querySelectorAll("[data-places] a")[Number(event.key) - 1]?.click();
  } else if (event.key === "j") {
    step(1);
  } else if (event.key === "k") {
    step(-1);
  } else if (event.key === "/") {
    event.preventDefault();
    document.querySelector("main [type=search], [data-find]")?.focus();
  } else if (event.key === "?") {
    dialog?.showModal();
  }
  wantsPlace = event.key === "g";
});
