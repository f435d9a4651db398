// One EventSource for all tabs of this browser. The tab that holds the lock leads: it keeps the stream open for
// whatever any tab watches and hands on what comes. When it closes, the browser gives the lock to another tab.
const CHANNEL = "sluice.stream";
const SHORTEST_WAIT = 500;
const LONGEST_WAIT = 15_000;
const GIVES_UP_AFTER = 10 * 60_000;

const id = crypto.randomUUID ? crypto.randomUUID() : String(Math.random());
const channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(CHANNEL);
const tabs = new Map();
let mine = null;
let leading = false;
let source = null;
let opened = "";
let failures = 0;
let failingSince = 0;
let timer = 0;

function tell(message) {
  mine?.receive(message);
  channel?.postMessage(message);
}

// Every watched thing once, with the position of the tab that is furthest behind.
function wanted() {
  const positions = new Map();
  const all = mine?.watching() ? [mine.watching(), ...tabs.values()] : [...tabs.values()];
  for (const watch of all) {
    const known = positions.get(watch.watched);
    positions.set(watch.watched, known === undefined ? watch.position : Math.min(known, watch.position));
  }
  return positions;
}

const ids = (positions) => [...positions.keys()].sort().join();

function close() {
  source?.close();
  source = null;
  opened = "";
}

function open() {
  clearTimeout(timer);
  const positions = wanted();
  close();
  if (positions.size === 0) {
    return;
  }
  opened = ids(positions);
  const watch = [...positions].map(([key, position]) => `${key}:${position}`).join(",");
  source = new EventSource(`${mine.address}?watch=${encodeURIComponent(watch)}`);
  // Every stream begins with a snapshot: one that opens and brings none has not connected.
  for (const type of ["figures", "lines", "gone"]) {
    source.addEventListener(type, (event) => {
      failures = 0;
      failingSince = 0;
      tell({ type, data: JSON.parse(event.data) });
    });
  }
  source.addEventListener("end", close);
  source.onerror = again;
}

// The browser's own reconnecting would send the old positions at once and all browsers at the same moment.
function again() {
  close();
  failures += 1;
  failingSince ||= Date.now();
  tell({ type: "cut" });
  if (Date.now() - failingSince > GIVES_UP_AFTER) {
    tell({ type: "given-up" });
    return;
  }
  const wait = Math.min(LONGEST_WAIT, SHORTEST_WAIT * 2 ** (failures - 1));
  timer = setTimeout(checkThenOpen, wait * (0.5 + Math.random()));
}

async function checkThenOpen() {
  if (failures > 1) {
    try {
      const answer = await fetch(mine.check, { headers: { "HX-Request": "true" }, cache: "no-store" });
      if (answer.status === 401 || answer.status === 403 || answer.redirected) {
        tell({ type: "logged-out" });
        return;
      }
    } catch {
      // The hub is away; the stream is tried all the same.
    }
  }
  open();
}

function reopenIfOthers() {
  if (leading && ids(wanted()) !== opened) {
    failures = 0;
    open();
  }
}

function lead() {
  leading = true;
  channel?.postMessage({ type: "who" });
  setTimeout(reopenIfOthers, channel ? 60 : 0);
  return new Promise(() => {});
}

function announce(fresh = false) {
  const watch = mine?.watching();
  channel?.postMessage(watch ? { type: "here", tab: id, watch, fresh } : { type: "bye", tab: id });
}

function heard({ data: message }) {
  if (message.type === "who") {
    announce();
  } else if (message.type === "here") {
    tabs.set(message.tab, message.watch);
    // A tab that is new may stand behind the stream: a new stream begins with a snapshot for it.
    if (leading && message.fresh) {
      open();
    } else {
      reopenIfOthers();
    }
  } else if (message.type === "bye") {
    tabs.delete(message.tab);
    reopenIfOthers();
  } else if (message.type === "again") {
    failingSince = 0;
    failures = 0;
    if (leading) {
      open();
    }
  } else {
    mine?.receive(message);
  }
}

// page: {address, check, watching(): {watched, position} or null, receive(message)}
export function join(page) {
  mine = page;
  if (channel) {
    channel.onmessage = heard;
  }
  const alone = !channel || !navigator.locks;
  if (alone) {
    lead();
  } else {
    navigator.locks.request(CHANNEL, lead);
    announce(true);
  }
  addEventListener("pagehide", () => {
    channel?.postMessage({ type: "bye", tab: id });
    close();
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) {
      location.reload();
    }
  });
}

// After the page ended or got further: others must know where it stands when they open a stream for it.
export function moved() {
  announce();
  reopenIfOthers();
}

export function connectAgain() {
  channel?.postMessage({ type: "again" });
  heard({ data: { type: "again" } });
}
