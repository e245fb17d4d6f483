// Words chosen on a page are put into the form that redacts them; page.js has the page's texts.
"use strict";

const field = document.querySelector(".redact-words");

function whereIn(node, units, end) {
  const text = texts.find((t) => t.element.contains(node));
  if (!text) return null;
  const leaf = text.nodes.find((l) => l.node === node);
  if (!leaf) return text.start + (end ? text.nodes.at(-1).end : 0);
  return text.start + leaf.start + [...node.data.slice(0, units)].length;
}

document.addEventListener("selectionchange", () => {
  const selection = getSelection();
  if (!field || selection.isCollapsed || !selection.rangeCount) return;
  const range = selection.getRangeAt(0);
  const start = whereIn(range.startContainer, range.startOffset, false);
  const end = whereIn(range.endContainer, range.endOffset, true);
  if (start === null || end === null || start >= end) return;
  field.value = `${field.dataset.page}:${start}-${end}`;
  const words = String(selection).trim();
  document.querySelector(".redact-says").textContent = `Chosen: “${words.length > 120 ? `${words.slice(0, 120)}…` : words}”`;
});
