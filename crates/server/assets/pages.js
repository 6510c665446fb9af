// The login pages work without this; it saves steps.
"use strict";

const all = (what, among = document) => [...among.querySelectorAll(what)];
const one = (what, among = document) => among.querySelector(what);
const on = (target, what, act) => target.addEventListener(what, act);

document.documentElement.classList.add("js");

/** Any script's digits as ASCII. */
function digitsOf(typed) {
  return typed.normalize("NFKC")
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 15))
    .replace(/\D/g, "");
}

function tidyCode(field) {
  const tidy = () => {
    const digits = digitsOf(field.value).slice(0, 6);
    if (field.value !== digits) field.value = digits;
  };
  on(field, "input", (event) => event.isComposing || tidy());
  on(field, "change", tidy);
}

/** WebOTP: only what the browser itself has read is sent without a press. */
async function readMessage(form) {
  const field = one("[name=code]", form);
  const stop = new AbortController();
  on(form, "submit", () => stop.abort());
  try {
    const found = await navigator.credentials.get({ otp: { transport: ["sms"] }, signal: stop.signal });
    field.value = digitsOf(found.code);
    if (field.value.length === 6) form.requestSubmit(one(".main", form));
  } catch {
    // Refused, or sent by hand in the meantime.
  }
}

function countDown(line) {
  const button = one("[value=resend]", line);
  const words = one(".wait", line);
  const until = performance.now() + Number(line.dataset.wait) * 1000;
  const tell = () => {
    const left = line.dataset.wait ? Math.max(0, Math.ceil((until - performance.now()) / 1000)) : 0;
    button.disabled = left > 0;
    words.textContent = left ? line.dataset.text.replace("{}", `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`) : "";
    if (left) setTimeout(tell, 500);
  };
  tell();
}

/** What became of the message. A failed one ends the wait and offers the other channel. */
async function followDelivery(box) {
  const words = one("[role=status]", box);
  for (let turn = 0; turn < 90; turn++) {
    await new Promise((wake) => setTimeout(wake, 2000));
    if (document.hidden) continue;
    try {
      const answer = await fetch(box.dataset.poll, { cache: "no-store", signal: AbortSignal.timeout(8000) });
      if (!answer.ok) continue;
      const { status, text, offer } = await answer.json();
      box.dataset.stage = status;
      if (words.textContent !== text) words.textContent = text;
      all("[value=switch]", box).forEach((button) => (button.hidden = !offer));
      if (status === "failed") all("[data-wait]").forEach((line) => (line.dataset.wait = ""));
      if (status === "failed" || status === "delivered") return box.removeAttribute("data-poll");
    } catch {
      // Asked again.
    }
  }
}

function copyOnPress(button) {
  const label = button.textContent;
  const tell = (words) => (button.textContent = words);
  button.hidden = !navigator.clipboard;
  on(button, "click", () => navigator.clipboard.writeText(button.dataset.copy).then(() => {
    tell(button.dataset.done);
    setTimeout(tell, 2500, label);
  }));
}

function peek(button) {
  const field = document.getElementById(button.getAttribute("aria-controls"));
  const show = (visible) => {
    field.type = visible ? "text" : "password";
    button.ariaLabel = button.title = visible ? button.dataset.hide : button.dataset.show;
    button.classList.toggle("on", visible);
  };
  button.hidden = false;
  show(false);
  on(button, "click", () => show(field.type === "password"));
  on(field.form, "submit", () => show(false));
}

/** Only a hint; the server decides. */
function tellStrength(line) {
  const field = document.getElementById("password");
  const words = line.dataset.words.split("|");
  on(field, "input", () => {
    const typed = field.value;
    const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{L}\p{N}]/u].filter((kind) => kind.test(typed)).length;
    const weak = [...typed].length < Number(line.dataset.strength) || new Set(typed).size < 5;
    const score = weak ? 1 : typed.length + kinds * 2 < 18 ? 2 : 3;
    line.hidden = !typed;
    one("meter", line).value = score;
    one("b", line).textContent = words[score - 1];
  });
}

/** A combobox (WAI-ARIA) over a long select, which stays, unseen, and is what the form sends. */
function searchable(select) {
  const plain = (text) => text.normalize("NFKD").replace(/[\p{M}\p{Cf}]/gu, "").toLowerCase();
  const make = (name, role, more) => Object.assign(document.createElement(name), { role }, more);
  const field = make("input", "combobox", { id: "country-search", autocomplete: "off", spellcheck: false, placeholder: select.dataset.search, ariaAutoComplete: "list" });
  const list = make("ul", "listbox", { id: "country-list", ariaLabel: select.labels[0].textContent });
  const box = make("span", null, { className: "combo" });
  field.setAttribute("aria-controls", list.id);
  for (const key of ["aria-invalid", "aria-describedby"]) if (select.hasAttribute(key)) field.setAttribute(key, select.getAttribute(key));
  const items = [...select.options].map((option, index) =>
    make("li", "option", { id: "country-" + index, textContent: option.text, option, words: plain(option.text + " " + option.value) }));
  const none = make("li", "option", { ariaDisabled: "true" });
  let now;

  const mark = (item) => {
    if (now) now.ariaSelected = "false";
    now = item;
    field.setAttribute("aria-activedescendant", now?.id ?? "");
    if (!now) return;
    now.ariaSelected = "true";
    now.scrollIntoView({ block: "nearest" });
  };
  const open = (query) => {
    const wanted = plain(query).trim();
    const found = items.filter((item) => item.words.includes(wanted));
    none.textContent = select.dataset.none.replace("{}", query);
    list.replaceChildren(...(found.length ? found : [none]));
    list.hidden = false;
    field.ariaExpanded = "true";
    mark(found.find((item) => (wanted ? item.words.includes(" " + wanted) : item.option.selected)) ?? found[0]);
  };
  const close = () => {
    list.hidden = true;
    field.ariaExpanded = "false";
    mark();
    field.value = select.selectedOptions[0]?.text ?? "";
  };
  const choose = (item) => {
    if (item) item.option.selected = true;
    close();
  };
  const step = (by) => {
    const shown = all("[id]", list);
    mark(shown[(shown.indexOf(now) + by + shown.length) % shown.length]);
  };
  on(field, "focus", () => field.select());
  on(field, "click", () => list.hidden && open(""));
  on(field, "input", () => open(field.value));
  on(field, "blur", close);
  on(field, "keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") list.hidden ? open("") : step(event.key === "ArrowDown" ? 1 : -1);
    else if (event.key === "Enter" && !list.hidden) choose(now);
    else if (event.key === "Escape" && !list.hidden) close();
    else return;
    event.preventDefault();
  });
  on(list, "mousedown", (event) => {
    event.preventDefault();
    const item = event.target.closest("[id]");
    if (item && item !== list) choose(item);
  });
  select.labels[0].htmlFor = field.id;
  select.hidden = true;
  select.after(box);
  box.append(field, list);
  close();
}

/** A second press while the first is under way does nothing. */
function sendOnce(form) {
  let pressed = null;
  const free = () => {
    pressed?.classList.remove("busy");
    pressed = null;
  };
  on(form, "submit", (event) => {
    if (pressed) return event.preventDefault();
    pressed = event.submitter ?? form;
    pressed.classList.add("busy");
    setTimeout(free, 10000);
  });
  on(window, "pageshow", free);
}

all("input.code").forEach(tidyCode);
if ("OTPCredential" in window) all("[data-otp=sms]").forEach(readMessage);
all("[data-wait]").forEach(countDown);
all("[data-poll]").forEach(followDelivery);
all(".tools").forEach((tools) => (tools.hidden = false));
all("[data-copy]").forEach(copyOnPress);
all("[data-print]").forEach((button) => on(button, "click", () => print()));
all(".peek").forEach(peek);
all("[data-strength]").forEach(tellStrength);
all("select[data-search]").forEach(searchable);
all("form[method=post]").forEach(sendOnce);
