// Runs a query against this service's GraphQL address; the token stays in this tab.
"use strict";
const address = location.pathname.replace(/\/explorer$/, "");
const form = document.querySelector("form"), shown = form.querySelector("pre");
const token = document.getElementById("token"), find = document.getElementById("find"), sdl = document.getElementById("sdl");
const text = sdl.textContent;
token.value = sessionStorage.getItem("token") || "";
token.addEventListener("change", () => sessionStorage.setItem("token", token.value));
async function run(event) {
  event.preventDefault();
  shown.textContent = "…";
  try {
    const headers = { "Content-Type": "application/json" };
    if (token.value) headers.Authorization = `Bearer ${token.value}`;
    const query = form.elements.query.value;
    if (/^\s*mutation\b/m.test(query)) headers["Idempotency-Key"] = form.elements.key.value || crypto.randomUUID();
    const variables = JSON.parse(form.elements.variables.value || "{}");
    const answer = await fetch(address, { method: "POST", headers, body: JSON.stringify({ query, variables }) });
    shown.textContent = JSON.stringify(await answer.json(), null, 2);
  } catch (error) { shown.textContent = String(error); }
}
form.addEventListener("submit", run);
form.elements.example.addEventListener("change", (event) => {
  const chosen = event.target.selectedOptions[0].dataset;
  form.elements.query.value = chosen.query;
  form.elements.variables.value = chosen.variables;
});
form.addEventListener("keydown", (event) => { if (event.ctrlKey && event.key === "Enter") run(event); });
find.addEventListener("input", () => {
  const at = find.value ? text.toLowerCase().indexOf(find.value.toLowerCase()) : -1;
  sdl.textContent = text;
  if (at < 0) return;
  const range = document.createRange(), mark = document.createElement("mark");
  range.setStart(sdl.firstChild, at);
  range.setEnd(sdl.firstChild, at + find.value.length);
  range.surroundContents(mark);
  mark.scrollIntoView({ block: "center" });
});
