// Sends what a form says to this service and shows the answer; the token stays in this tab.
"use strict";
const base = location.pathname.replace(/\/docs$/, "");
const token = document.getElementById("token");
token.value = sessionStorage.getItem("token") || "";
token.addEventListener("change", () => sessionStorage.setItem("token", token.value));
document.addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target, headers = {}, query = new URLSearchParams();
  let path = form.dataset.path;
  for (const input of form.querySelectorAll("input")) {
    if (input.value === "") continue;
    if (input.dataset.in === "path") path = path.replace(`{${input.name}}`, encodeURIComponent(input.value));
    if (input.dataset.in === "query") query.append(input.name, input.value);
    if (input.dataset.in === "header") headers[input.name] = input.value;
  }
  if (token.value) headers.Authorization = `Bearer ${token.value}`;
  const key = form.querySelector('input[name="Idempotency-Key"]');
  if (key && key.value === "") headers["Idempotency-Key"] = crypto.randomUUID();
  const body = form.elements.body && form.elements.body.value;
  if (body) headers["Content-Type"] = form.dataset.media;
  const shown = form.querySelector("pre");
  shown.hidden = false;
  shown.textContent = "…";
  try {
    const address = base + path + (query.size ? `?${query}` : "");
    const answer = await fetch(address, { method: form.dataset.method, headers, body: body || undefined });
    let text = await answer.text();
    try { text = JSON.stringify(JSON.parse(text), null, 2); } catch { /* not JSON: shown as it came */ }
    const tags = ["etag", "location", "link", "idempotent-replayed"].filter((name) => answer.headers.has(name));
    shown.textContent = [`${answer.status}  ${address}`, ...tags.map((n) => `${n}: ${answer.headers.get(n)}`), "", text].join("\n");
  } catch (error) { shown.textContent = String(error); }
});
function unfold() { const found = document.getElementById(location.hash.slice(1)); if (found) found.open = true; }
addEventListener("hashchange", unfold);
unfold();
const filter = document.getElementById("filter");
filter.addEventListener("input", () => {
  const words = filter.value.toLowerCase();
  for (const one of document.querySelectorAll("nav li li")) {
    const operation = document.getElementById(one.firstChild.hash.slice(1));
    const hit = operation.firstChild.textContent.toLowerCase().includes(words);
    one.hidden = operation.hidden = !hit;
  }
});
