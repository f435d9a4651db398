// In a thread, the list of quotes says which one the page is at; two buttons step through them.
const page = document.querySelector("[data-thread]");

if (page) {
  const places = [...page.querySelectorAll(".place")];

  const show = () => {
    const at = places.findIndex((place) => place.hash === location.hash);
    places.forEach((place, n) => {
      if (n === at) {
        place.setAttribute("aria-current", "true");
      } else {
        place.removeAttribute("aria-current");
      }
    });
    return at;
  };

  const steps = page.querySelector("[data-steps]");
  if (places.length > 1) {
    steps.hidden = false;
    steps.addEventListener("click", (event) => {
      const button = event.target.closest("[data-step]");
      if (button) {
        const next = Math.min(places.length - 1, Math.max(0, show() + Number(button.dataset.step)));
        places[next].click();
      }
    });
  }
  window.addEventListener("hashchange", show);
  show();
}
