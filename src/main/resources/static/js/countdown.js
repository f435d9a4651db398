// Counts down to an instant, or to the two ends of a range: <span data-until="from to">40 s to 2 min</span>.
const span = (until) => {
  const seconds = Math.max(0, Math.floor((Date.parse(until) - Date.now()) / 1000));
  return seconds < 100 ? `${seconds} s` : `${Math.round(seconds / 60).toLocaleString("en")} min`;
};

setInterval(() => {
  for (const element of document.querySelectorAll("[data-until]")) {
    const words = element.dataset.until.split(" ").map(span).join(" to ");
    if (element.textContent !== words) {
      element.textContent = words;
    }
  }
}, 1000);
