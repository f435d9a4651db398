// The first page's form: communities as chips, and suggested amounts.
const changed = (form) => form.dispatchEvent(new CustomEvent("sluice:changed", { bubbles: true }));
// Subreddits have no dash in their names, other forums' words have one.
const bare = (typed) => {
  const name = typed.trim().replace(/^\/?r\//, "");
  return name.includes("-") ? name.toLowerCase() : name;
};
const shown = (name) =>
  name.includes("-") ? name.split("-").map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(" ") : `r/${name}`;

function chip(name, value) {
  const label = document.createElement("label");
  label.className = "chip chip--chosen";
  const box = document.createElement("input");
  box.type = "checkbox";
  box.name = name;
  box.value = value;
  box.checked = true;
  const text = document.createElement("span");
  text.textContent = shown(value);
  label.append(box, text);
  return label;
}

function add(field) {
  const box = field.closest("[data-tokens]");
  const name = box.dataset.tokens;
  const words = field.value.split(/[\s,;]+/).map(bare).filter(Boolean);
  if (words.length === 0 || words.some((word) => !/^([A-Za-z0-9_]{2,40}|[a-z][a-z0-9]*(-[a-z0-9]+){1,4})$/.test(word))) {
    return false;
  }
  const there = new Set([...box.querySelectorAll(`input[name="${name}"]`)].map((input) => input.value));
  for (const word of words.filter((word) => !there.has(word))) {
    box.insertBefore(chip(name, word), field);
  }
  field.value = "";
  changed(field.form);
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.target.matches("[data-tokens] > :not(label)") && (event.key === "Enter" || event.key === ",")) {
    event.preventDefault();
    add(event.target);
  }
});

document.addEventListener("focusout", (event) => {
  if (event.target.matches("[data-tokens] > :not(label)")) {
    add(event.target);
  }
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-fill]");
  if (button) {
    const field = document.getElementById(button.dataset.fill);
    field.value = button.value;
    changed(field.form);
  }
});
