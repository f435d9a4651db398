// Light, dark, or as the system has it; remembered by this browser alone.
const root = document.documentElement;
const KEY = "sluice.theme";

function remembered() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function apply(theme) {
  if (theme) {
    root.dataset.theme = theme;
  }
}

apply(remembered());

for (const button of document.querySelectorAll("[data-theme-switch]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const dark = root.dataset.theme
      ? root.dataset.theme === "dark"
      : matchMedia("(prefers-color-scheme: dark)").matches;
    const next = dark ? "light" : "dark";
    apply(next);
    try {
      localStorage.setItem(KEY, next);
    } catch {
      // A browser that keeps nothing still switches this page.
    }
  });
}
