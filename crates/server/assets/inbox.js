// The inbox, kept live. The server draws the page; once a second this reads the same page again and puts in what has changed,
// so that nothing is drawn in two ways. Then what only a browser can do: one's own time, the clipboard, and a voice.
"use strict";

const EVERY = 1000;
const AT_MOST = 10000;
const byId = (id) => document.getElementById(id);
const screen = byId("screen");

// ---- Live -------------------------------------------------------------------------------------------------------------

/** What the server last drew into a `data-live` element; what scripts did to it since does not count. */
const drawn = new WeakMap();
let lastPage = "";
let wait = EVERY;
let timer = 0;

async function refresh() {
  clearTimeout(timer);
  if (document.hidden) return show("Paused", "");
  try {
    const answer = await fetch(location.href, { headers: { accept: "text/html" }, cache: "no-store", signal: AbortSignal.timeout(8000) });
    if (!answer.ok) throw new Error(String(answer.status));
    const page = await answer.text();
    if (page !== lastPage) takeOver(new DOMParser().parseFromString(page, "text/html"));
    lastPage = page;
    wait = EVERY;
    show("Live", "on");
  } catch {
    wait = Math.min(wait * 2, AT_MOST);
    show("Server not reachable", "off");
  }
  tellTimes();
  clearTimeout(timer);
  timer = setTimeout(refresh, wait);
}

function show(words, state) {
  const live = byId("live");
  if (live.textContent === words && !live.hidden) return;
  live.textContent = words;
  live.className = "live " + state;
  live.hidden = false;
}

function takeOver(page) {
  const atEnd = screen.scrollHeight - screen.scrollTop - screen.clientHeight < 80;
  for (const part of document.querySelectorAll("[id][data-live]")) redraw(part, page.getElementById(part.id));
  for (const list of document.querySelectorAll("[data-list]")) {
    const arrived = merge(list, page.getElementById(list.id));
    if (list.id === "messages" && arrived.length) {
      announce(arrived);
      if (atEnd) toEnd();
    }
  }
}

/** Brings a list to the state of its new drawing. Elements that stay are the same elements, so focus and speech stay too. */
function merge(list, fresh) {
  const old = new Map([...list.children].map((item) => [item.dataset.key, item]));
  const arrived = [];
  // A recipient with news is marked while another one is shown.
  const marks = list.id === "messages" || !document.querySelector(".everyone[aria-current]");
  let place = list.firstElementChild;
  for (const drawing of [...fresh.children]) {
    let item = old.get(drawing.dataset.key);
    old.delete(drawing.dataset.key);
    if (item) {
      if (update(item, drawing)) item.classList.toggle("fresh", marks && !item.querySelector("[aria-current]"));
    } else {
      item = document.adoptNode(drawing);
      enliven(item);
      item.classList.toggle("fresh", marks && !item.querySelector("[aria-current]"));
      arrived.push(item);
    }
    if (item === place) place = place.nextElementSibling;
    else list.insertBefore(item, place);
  }
  for (const gone of old.values()) {
    if (gone.contains(speaking)) hangUp();
    gone.remove();
  }
  return arrived;
}

/** True when a recipient has got another message. */
function update(item, drawing) {
  const count = (of) => of.querySelector(".count")?.textContent;
  const more = count(item) !== count(drawing);
  if (drawing.dataset.status) item.dataset.status = drawing.dataset.status;
  const parts = drawing.querySelectorAll("[data-live]");
  item.querySelectorAll("[data-live]").forEach((part, index) => redraw(part, parts[index]));
  return more;
}

function redraw(part, drawing) {
  if (!drawing || drawn.get(part) === drawing.innerHTML) return;
  drawn.set(part, drawing.innerHTML);
  part.replaceChildren(...drawing.childNodes);
}

function announce(arrived) {
  const { channel, to, code } = arrived.at(-1).dataset;
  const many = arrived.length > 1 ? `${arrived.length} new messages. The newest is a ` : "New ";
  byId("news").textContent = `${many}${channel} to ${to}${code ? ": code " + [...code].join(" ") : ""}`;
}

function toEnd() {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  screen.scrollTo({ top: screen.scrollHeight, behavior: still ? "instant" : "smooth" });
}

/** What the server could not know of an element: whether there is a script, and where the reader's clock stands. */
function enliven(root) {
  for (const button of root.querySelectorAll("[data-copy], [data-copy-from], [data-play]")) button.hidden = false;
  for (const part of root.querySelectorAll("[data-live]")) if (!drawn.has(part)) drawn.set(part, part.innerHTML);
}

// ---- Time -------------------------------------------------------------------------------------------------------------

const ago = new Intl.RelativeTimeFormat("en", { numeric: "auto", style: "short" });
const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const date = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });
const exact = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "long" });

function tellTimes() {
  const now = Date.now();
  for (const time of document.querySelectorAll("time")) {
    const then = Date.parse(time.dateTime);
    if (Number.isNaN(then)) continue;
    const words = inShort(then, Math.max(0, (now - then) / 1000));
    if (time.textContent !== words) time.textContent = words;
    if (!time.title) time.title = exact.format(then);
  }
}

function inShort(then, seconds) {
  if (seconds < 5) return "just now";
  if (seconds < 60) return ago.format(-Math.floor(seconds / 5) * 5, "second");
  if (seconds < 3600) return ago.format(-Math.floor(seconds / 60), "minute");
  return (seconds < 86400 ? clock : date).format(then);
}

// ---- Copy -------------------------------------------------------------------------------------------------------------

async function copy(button) {
  const text = button.dataset.copy ?? byId(button.dataset.copyFrom).textContent;
  const label = button.firstChild;
  button.dataset.label ??= label.data;
  label.data = (await write(text)) ? "Copied" : "Not copied";
  byId("news").textContent = label.data;
  setTimeout(() => { label.data = button.dataset.label; }, 1600);
}

/** Plain http on another name than this machine's has no clipboard but the old one. */
async function write(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement("textarea");
    const focused = document.activeElement;
    area.value = text;
    area.className = "unseen";
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    focused?.focus();
    return done;
  }
}

// ---- Calls ------------------------------------------------------------------------------------------------------------

const PAUSE = 700;
const BETWEEN_DIGITS = 220;
/** A browser without a voice says nothing and reports nothing: after so long it is taken for mute. */
const MUTE_AFTER = 4000;

/** The play button of the call that is being spoken. A call that finds another one here has been hung up. */
let speaking = null;

async function answer(button) {
  hangUp();
  speaking = button;
  label(button, "Hang up", true);
  const script = button.closest("article").querySelector(".script");
  for (const part of script.querySelectorAll("[data-say], [data-pause]")) {
    if (speaking !== button) return;
    part.classList.add("now");
    const heard = "pause" in part.dataset ? await sleep(PAUSE) : await say(part.textContent, script.lang);
    if (part.parentElement.className === "digits") await sleep(BETWEEN_DIGITS);
    part.classList.remove("now");
    if (speaking === button && heard === false) {
      hangUp();
      return label(button, "This browser has no voice", false);
    }
  }
  if (speaking === button) hangUp();
}

function hangUp() {
  if (!speaking) return;
  const button = speaking;
  speaking = null;
  window.speechSynthesis?.cancel();
  label(button, "Answer and listen", false);
}

function label(button, words, playing) {
  button.lastElementChild.textContent = words;
  button.toggleAttribute("data-playing", playing);
}

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

/** Resolves when it has been said or broken off; to false when nothing can be heard. */
function say(text, lang) {
  const synth = window.speechSynthesis;
  if (!synth) return Promise.resolve(false);
  return new Promise((done) => {
    const words = new SpeechSynthesisUtterance(text);
    if (lang) words.lang = lang;
    words.voice = voiceFor(synth, lang);
    words.rate = 0.95;
    const mute = setTimeout(() => done(false), MUTE_AFTER);
    words.onstart = () => clearTimeout(mute);
    words.onend = () => { clearTimeout(mute); done(true); };
    words.onerror = (event) => { clearTimeout(mute); done(event.error === "canceled" || event.error === "interrupted"); };
    synth.speak(words);
  });
}

/** A voice of the very language, else of its family, else the browser's own choice. */
function voiceFor(synth, lang) {
  const wanted = (lang || "en").toLowerCase();
  const of = (voice) => voice.lang.toLowerCase().replace("_", "-");
  const voices = synth.getVoices();
  return voices.find((voice) => of(voice) === wanted) ?? voices.find((voice) => of(voice).split("-")[0] === wanted.split("-")[0]) ?? null;
}

// ---- Start ------------------------------------------------------------------------------------------------------------

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if ("copy" in button.dataset || "copyFrom" in button.dataset) copy(button);
  else if ("play" in button.dataset) button === speaking ? hangUp() : answer(button);
});
document.addEventListener("keydown", (event) => { if (event.key === "Escape") hangUp(); });
document.addEventListener("visibilitychange", refresh);
window.addEventListener("pagehide", hangUp);

enliven(document);
tellTimes();
screen.scrollTo({ top: screen.scrollHeight, behavior: "instant" });
refresh();
