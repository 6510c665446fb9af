// The Management API's page, made to send: a token, the forms of the operations, their answers. It talks to its own origin alone, and the
// token stays in this tab.
"use strict";

const byId = (id) => document.getElementById(id);
const KEPT = "ringfence.management.token";
const BODYLESS = new Set(["GET", "DELETE"]);

for (const part of document.querySelectorAll("[data-needs-script]")) part.hidden = false;

// ---- The token --------------------------------------------------------------------------------------------------------

let token = sessionStorage.getItem(KEPT) ?? "";

/** What a token says of itself; the server alone judges it. */
function claimsOf(text) {
  try {
    const middle = text.split(".")[1].replaceAll("-", "+").replaceAll("_", "/");
    return JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(middle), (letter) => letter.charCodeAt(0))));
  } catch {
    return undefined;
  }
}

function useToken(text, words) {
  token = text.trim().replace(/^Bearer\s+/i, "");
  if (token) sessionStorage.setItem(KEPT, token);
  else sessionStorage.removeItem(KEPT);
  const claims = token && claimsOf(token);
  const ends = claims?.exp && new Date(claims.exp * 1000);
  const isOver = ends && ends < new Date();
  const state = byId("token-state");
  state.textContent = !token ? "No token" : isOver ? "Token expired" : ends ? `Token until ${ends.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" })}` : "Token set";
  state.classList.toggle("on", Boolean(token) && !isOver);
  byId("token").value = token;
  if (words) hint(words);
}

function hint(words, isBad = false) {
  byId("key-hint").textContent = words;
  byId("key-hint").classList.toggle("bad", isBad);
}

/** A token of what is asked for at `address`, or the reason why there is none. */
async function fetchToken(address, body) {
  try {
    const answer = await fetch(address, { method: "POST", body, credentials: "omit" });
    const said = await answer.json();
    if (!answer.ok) throw new Error(said.error_description ?? said.message ?? String(answer.status));
    const count = (said.scope ?? "").split(" ").filter(Boolean).length;
    useToken(said.access_token, `This token has ${count} scopes. It stays in this tab, until you close it.`);
  } catch (problem) {
    hint(`No token: ${problem.message}`, true);
  }
}

byId("key").addEventListener("submit", (event) => {
  event.preventDefault();
  useToken(byId("token").value, byId("token").value ? "In use. It stays in this tab, until you close it." : "Paste a token first.");
});
byId("forget").addEventListener("click", () => useToken("", "Forgotten."));
byId("credentials").addEventListener("submit", (event) => {
  event.preventDefault();
  const asked = new URLSearchParams(new FormData(event.target));
  asked.set("grant_type", "client_credentials");
  asked.set("audience", `${location.origin}/api/v2/`);
  fetchToken("/oauth/token", asked);
});

useToken(token);
const known = claimsOf(token);
if ("dev" in document.body.dataset && !(known?.exp * 1000 > Date.now())) fetchToken("/dev/management-token");

// ---- Sending ----------------------------------------------------------------------------------------------------------

/** The request that a form stands for. */
function requestOf(form) {
  const { method, path } = form.closest(".operation").dataset;
  const query = new URLSearchParams();
  const parts = new FormData();
  let [address, body, hasParts] = [path, undefined, false];
  for (const input of form.querySelectorAll("[data-in]")) {
    const { value, name, dataset } = input;
    if (dataset.in === "path") address = address.replace(`{${name}}`, encodeURIComponent(value));
    if (dataset.in === "query" && value !== "") query.append(name, value);
    if (dataset.in === "body" && value.trim() !== "") body = value;
    if (dataset.in === "part") {
      hasParts = true;
      if (input.type === "file" && input.files[0]) parts.append(name, input.files[0]);
      else if (input.type !== "file" && value !== "") parts.append(name, value);
    }
  }
  const search = query.size ? `?${query}` : "";
  return { method, address: `${address}${search}`, body: hasParts ? parts : body, isJson: !hasParts && body !== undefined };
}

function isJson(text) {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function tell(form, words, kind = "") {
  const outcome = form.querySelector(".outcome");
  outcome.textContent = words;
  outcome.className = `outcome ${kind}`;
}

async function send(form) {
  const { method, address, body, isJson: sendsJson } = requestOf(form);
  const button = form.querySelector("button.strong");
  if (!token) return tell(form, "There is no token yet: paste one at the top of the page.", "bad");
  if (sendsJson && !isJson(body)) {
    form.querySelector("textarea").focus();
    return tell(form, "The body is no JSON yet.", "bad");
  }
  button.disabled = true;
  tell(form, "…");
  const headers = { authorization: `Bearer ${token}` };
  if (sendsJson) headers["content-type"] = "application/json";
  const begun = performance.now();
  try {
    const answer = await fetch(address, { method, headers, body, credentials: "omit", redirect: "manual" });
    const text = await answer.text();
    const took = Math.round(performance.now() - begun);
    tell(form, `${answer.status} ${answer.statusText} · ${took} ms`, answer.ok ? "good" : "bad");
    form.querySelector("[data-headers]").textContent = [...answer.headers].map(([name, value]) => `${name}: ${value}`).join("\n");
    form.querySelector("[data-body]").textContent = isJson(text) ? JSON.stringify(JSON.parse(text), null, 2) : text || "(no body)";
    form.querySelector(".answer").hidden = false;
  } catch {
    tell(form, "The server could not be reached.", "bad");
  } finally {
    button.disabled = false;
  }
}

/** In single quotes, whatever it holds. */
const quoted = (text) => `'${text.replaceAll("'", `'\\''`)}'`;

function curlOf(form) {
  const { method, address, body, isJson: sendsJson } = requestOf(form);
  const words = ["curl", "-X", method, quoted(location.origin + address), "-H", '"Authorization: Bearer $TOKEN"'];
  if (sendsJson) words.push("-H", quoted("Content-Type: application/json"), "-d", quoted(body));
  if (body instanceof FormData) for (const [name, value] of body) words.push("-F", quoted(value instanceof File ? `${name}=@${value.name}` : `${name}=${value}`));
  return words.join(" ");
}

document.addEventListener("submit", (event) => {
  if (!event.target.matches(".try")) return;
  event.preventDefault();
  send(event.target);
});
document.addEventListener("click", async (event) => {
  if (!event.target.matches("[data-curl]")) return;
  const form = event.target.form;
  try {
    await navigator.clipboard.writeText(curlOf(form));
    tell(form, "Copied. The token is $TOKEN in it.");
  } catch {
    tell(form, curlOf(form));
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.matches("textarea")) event.target.form.requestSubmit();
});

// ---- Finding ----------------------------------------------------------------------------------------------------------

/** Whatever an address names is opened: a closed `details` shows nothing. */
function openTarget() {
  const target = byId(decodeURIComponent(location.hash.slice(1)));
  if (target?.matches("details")) {
    target.open = true;
    target.scrollIntoView();
  }
  for (const link of document.querySelectorAll(".side a[aria-current]")) link.removeAttribute("aria-current");
  const link = [...document.querySelectorAll(".side a")].find((one) => one.hash === location.hash && location.hash !== "");
  link?.setAttribute("aria-current", "true");
  if (link && !narrow.matches) link.scrollIntoView({ block: "nearest" });
}
const narrow = matchMedia("(max-width: 859px)");
addEventListener("hashchange", openTarget);
openTarget();

// On a phone the list of operations would push them out of sight.
const fold = () => (byId("menu").open = !narrow.matches);
narrow.addEventListener("change", fold);
fold();

byId("find").addEventListener("input", (event) => {
  const wanted = event.target.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
  let count = 0;
  for (const operation of document.querySelectorAll(".operation")) {
    const { method, path } = operation.dataset;
    const text = `${method} ${path} ${operation.querySelector(".says").textContent} ${operation.querySelector(".scopes").textContent}`.toLowerCase();
    operation.hidden = !wanted.every((word) => text.includes(word));
    document.querySelector(`[data-link="${operation.id}"]`).hidden = operation.hidden;
    count += operation.hidden ? 0 : 1;
  }
  for (const schema of document.querySelectorAll(".schema")) schema.hidden = !wanted.every((word) => schema.id.toLowerCase().includes(word));
  const shows = (part) => [...part.querySelectorAll(".operation, .schema, [data-link]")].some((one) => !one.hidden);
  for (const part of document.querySelectorAll("[data-group], [data-tag]")) part.hidden = !shows(part);
  byId("found").textContent = wanted.length ? `${count} operations` : "";
});
