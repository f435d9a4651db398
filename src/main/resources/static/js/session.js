// A session that ended leads to the log-in page as a whole, never into a card.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr } = event.detail;
  const page = /^\s*<!doctype/i.test(xhr.responseText || "");
  if (xhr.status === 401 || page) {
    event.detail.shouldSwap = false;
    location.reload();
  }
});
