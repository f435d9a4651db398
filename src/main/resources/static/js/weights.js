// A weight's figure follows its slider at once; the ranking follows from the server.
document.addEventListener("input", (event) => {
  const slider = event.target.closest("[data-weights] .weight input");
  if (slider) {
    slider.closest(".weight").querySelector("output").textContent = `×${slider.value}`;
    slider.setAttribute("aria-valuetext", `times ${slider.value}`);
  }
});
