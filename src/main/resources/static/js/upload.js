// A file of any size goes to the hub as it is, with how far it is; what was chosen beside it is checked before.
const mega = (bytes) => (bytes / 1e6).toFixed(1);

function tell(form, words) {
  const line = form.querySelector("[data-upload-trouble]");
  line.textContent = words;
  line.hidden = words === "";
}

function busy(form, on) {
  form.querySelector("[data-upload-progress]").hidden = !on;
  form.querySelector("button").disabled = on;
}

function send(form, file, query) {
  const request = new XMLHttpRequest();
  const bar = form.querySelector("progress");
  const words = form.querySelector("[data-upload-words]");
  request.open("POST", `${form.action}?${query}`);
  request.setRequestHeader("Content-Type", "application/octet-stream");
  request.setRequestHeader("X-CSRF-TOKEN", form.elements._csrf.value);
  request.upload.addEventListener("progress", (sent) => {
    bar.max = sent.total;
    bar.value = sent.loaded;
    words.textContent = `${mega(sent.loaded)} of ${mega(sent.total)} MB are here`;
  });
  request.addEventListener("load", () => {
    if (request.status === 201) {
      location.assign(request.getResponseHeader("Location"));
      return;
    }
    busy(form, false);
    tell(form, request.status === 422 ? request.responseText : "The hub could not take the file. Log in again and send it again.");
  });
  request.addEventListener("error", () => {
    busy(form, false);
    tell(form, "The file did not arrive whole. Send it again.");
  });
  request.send(file);
}

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("form[data-upload]");
  if (!form) {
    return;
  }
  event.preventDefault();
  tell(form, "");
  const file = form.elements.file.files[0];
  if (!file) {
    tell(form, "Choose a file.");
    return;
  }
  if (file.size > Number(form.dataset.upload)) {
    tell(form, form.dataset.tooLarge);
    return;
  }
  const query = new URLSearchParams({
    name: file.name,
    until: form.elements.until.value,
    reason: form.elements.reason.value,
  });
  busy(form, true);
  try {
    const check = await fetch(`${form.dataset.check}?${query}`);
    if (check.status !== 204) {
      busy(form, false);
      tell(form, check.status === 422 ? await check.text() : "The hub could not take the file. Log in again and send it again.");
      return;
    }
  } catch {
    busy(form, false);
    tell(form, "The hub does not answer. Send it again.");
    return;
  }
  send(form, file, query);
});
