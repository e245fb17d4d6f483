// Review by keyboard alone: what is decided is sent at once, and can be undone at once.
"use strict";

const rows = [...document.querySelectorAll(".queue > li[data-claim]")];
const said = document.querySelector(".did");
const help = document.querySelector("dialog.help");
const made = []; // rulings of this sitting: [number, row]
let at = -1;

document.querySelector(".keys").hidden = false;

function go(to) {
  at = Math.min(Math.max(to, 0), rows.length - 1);
  rows[at]?.focus();
  rows[at]?.scrollIntoView({ block: "nearest" });
}

async function rule(fields, row) {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  const answer = await fetch("/rule", { method: "POST", body: form, headers: { Accept: "application/json" } });
  if (!answer.ok) {
    const told = await answer.json().catch(() => ({ detail: answer.statusText }));
    said.textContent = `Not done: ${told.detail}${told.hint ? ` (${told.hint})` : ""}`;
    return null;
  }
  const ruling = await answer.json();
  said.textContent = `Ruling ${ruling.number}: ${ruling.draft.decision}. ${ruling.before ? ruling.before + " → " : ""}${ruling.after}`;
  if (row) made.push([ruling.number, row]);
  return ruling;
}

async function judge(decision, row = rows[at], others = []) {
  if (!row?.querySelector(".decide")) return;
  const why = row.querySelector("[name=why]");
  const of = [...others, row].map((r) => ["of", r.dataset.claim]);
  if (!(await rule([["decision", decision], ...of, ["why", why.value]], row))) return;
  row.classList.add("is-done");
  row.classList.toggle("is-rejected", decision === "reject");
  go(rows.indexOf(row) + 1);
}

async function undo() {
  const last = made.pop();
  if (!last) return undoEarlier();
  const [number, row] = last;
  if (!(await rule([["decision", "undo"], ["of", String(number)]]))) return;
  row.classList.remove("is-done", "is-rejected");
  go(rows.indexOf(row));
}

// The last decision of an earlier sitting: the queue is shown anew, as its order may be another.
async function undoEarlier() {
  const number = document.querySelector(".queue").dataset.last;
  if (number === "0") {
    said.textContent = "You have decided nothing that can be undone; the list of rulings has those of others.";
    return;
  }
  if (await rule([["decision", "undo"], ["of", number]])) location.reload();
}

const keys = {
  j: () => go(at + 1),
  k: () => go(at - 1),
  a: () => judge("accept"),
  r: () => judge("reject"),
  m: () => at > 0 && judge("merge", rows[at], [rows[at - 1]]),
  w: () => rows[at]?.querySelector("[name=why]")?.focus(),
  u: undo,
  "?": () => help.showModal(),
  Enter: () => rows[at]?.querySelector(".claim-text a")?.click(),
};

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, button, a, dialog");
  if (event.key === "Escape" && event.target.matches(".decide input")) return go(at);
  if (typing || event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
  event.preventDefault();
  keys[event.key]();
});

for (const row of rows) {
  row.querySelector(".decide")?.addEventListener("submit", (event) => {
    event.preventDefault();
    at = rows.indexOf(row);
    judge(event.submitter?.value ?? "accept", row);
  });
}
