// The live page: figures are replaced by newer ones, log lines are added without a gap, and a cut is said.
import { connectAgain, join, moved } from "./hub-stream.js";

const SAYS_AT_MOST_EVERY = 10_000;
const CUT_SHOWS_AFTER = 5_000;
const TINT = 1_600;

const page = document.querySelector("[data-live-page]");

if (page) {
  const log = page.querySelector("[data-log]");
  const count = page.querySelector("[data-line-count]");
  const status = page.querySelector("[data-say]");
  const notice = page.querySelector("[data-cut]");
  const cutWords = notice.querySelector("[data-cut-words]").textContent;
  let position = Number(page.dataset.position);
  let version = Number(page.dataset.version);
  let ended = page.dataset.ended === "true";
  let said = "";
  let sayTimer = 0;
  let lastSaid = 0;
  let cutAt = 0;
  let cutTimer = 0;
  let fetching = false;

  const markup = (html) => {
    const template = document.createElement("template");
    template.innerHTML = html;
    return template.content;
  };

  const tint = (element) => {
    element.classList.add("is-new");
    setTimeout(() => element.classList.remove("is-new"), TINT);
  };

  // Replaces a part, keeps the focus where it was, and tints the rows that were not there before.
  const replace = (name, html) => {
    const old = page.querySelector(`[data-part="${name}"]`);
    const fresh = markup(html).firstElementChild;
    if (!old || !fresh || old.outerHTML === fresh.outerHTML) {
      return;
    }
    const focused = old.contains(document.activeElement) ? document.activeElement.closest("[data-key]")?.dataset.key : null;
    const known = new Set([...old.querySelectorAll("[data-key]")].map((row) => row.dataset.key));
    old.replaceWith(fresh);
    for (const row of fresh.querySelectorAll("[data-key]")) {
      if (!known.has(row.dataset.key)) {
        tint(row);
      }
      if (row.dataset.key === focused) {
        row.querySelector("a")?.focus({ preventScroll: true });
      }
    }
  };

  const say = (sentence) => {
    said = sentence;
    clearTimeout(sayTimer);
    const wait = Math.max(0, lastSaid + SAYS_AT_MOST_EVERY - Date.now());
    sayTimer = setTimeout(() => {
      lastSaid = Date.now();
      if (status.textContent !== said) {
        status.textContent = said;
      }
    }, wait);
  };

  const showEnd = () => {
    ended = true;
    page.dataset.ended = "true";
    page.querySelectorAll("[data-while-running]").forEach((element) => (element.hidden = true));
    page.querySelectorAll("[data-when-ended]").forEach((element) => (element.hidden = false));
    moved();
  };

  const figures = (data) => {
    if (data.version >= version) {
      version = data.version;
      page.dataset.version = version;
      Object.entries(data.parts).forEach(([name, html]) => replace(name, html));
      say(data.say);
    }
    if (data.ended && !ended) {
      showEnd();
    }
  };

  const addLine = (html) => {
    const line = markup(html).firstElementChild;
    if (Number(line.dataset.position) !== position + 1) {
      return Number(line.dataset.position) <= position;
    }
    log.prepend(line);
    tint(line);
    position += 1;
    return true;
  };

  const lines = (data) => {
    if (!data.lines.every(addLine)) {
      fetchMissing();
    }
    page.dataset.position = position;
    count.textContent = position.toLocaleString("en");
    moved();
  };

  // Another tab's stream may be ahead of this page: what lies between is asked for.
  const fetchMissing = async () => {
    if (fetching) {
      return;
    }
    fetching = true;
    try {
      const answer = await fetch(`${page.dataset.lines}?after=${position}`, { headers: { "HX-Request": "true" } });
      if (answer.ok) {
        const missing = [...markup(await answer.text()).querySelectorAll("[data-position]")];
        fetching = false;
        lines({ lines: missing.map((line) => line.outerHTML) });
      }
    } finally {
      fetching = false;
    }
  };

  const live = () => {
    clearTimeout(cutTimer);
    cutAt = 0;
    page.classList.remove("is-cut");
    notice.hidden = true;
  };

  const showCut = (givenUp) => {
    page.classList.add("is-cut");
    notice.hidden = false;
    notice.querySelector("[data-cut-since]").textContent = new Date(cutAt).toLocaleTimeString("en-GB");
    notice.querySelector("[data-cut-words]").textContent = givenUp ?? cutWords;
    notice.querySelector("[data-cut-again]").hidden = !givenUp;
  };

  const cut = () => {
    if (!cutAt && !ended) {
      cutAt = Date.now();
      cutTimer = setTimeout(showCut, CUT_SHOWS_AFTER);
    }
  };

  const givenUp = () => {
    if (ended) {
      return;
    }
    cutAt ||= Date.now();
    showCut("This page no longer tries to connect. The analysis goes on without it.");
  };

  const gone = () => location.reload();

  notice.querySelector("[data-cut-again]").addEventListener("click", connectAgain);

  const handlers = { cut, "given-up": givenUp, "logged-out": gone };

  join({
    address: page.dataset.stream,
    check: page.dataset.lines + "?after=" + Number.MAX_SAFE_INTEGER,
    watching: () => (ended ? null : { watched: page.dataset.watch, position }),
    receive({ type, data }) {
      if (data) {
        if (data.id === page.dataset.watch) {
          live();
          ({ figures, lines, gone })[type]?.(data);
        }
      } else {
        handlers[type]?.();
      }
    },
  });
}
