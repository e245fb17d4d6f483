// A page's marks: coloured without markup (CSS Custom Highlights), told on a click, cited on a copy.
"use strict";

const texts = [...document.querySelectorAll(".text")].map((element) => ({
  element,
  start: Number(element.dataset.start),
  marks: JSON.parse(element.dataset.marks),
  nodes: leaves(element),
}));

// The text nodes below an element, and at which code point each begins: offsets of the record
// count code points, those of the browser UTF-16 units.
function leaves(element) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const found = [];
  let start = 0;
  while (walker.nextNode()) {
    const length = [...walker.currentNode.data].length;
    found.push({ node: walker.currentNode, start, end: start + length });
    start += length;
  }
  return found;
}

function units(data, points) {
  let at = 0;
  for (let n = 0; n < points && at < data.length; n++) at += data.codePointAt(at) > 0xffff ? 2 : 1;
  return at;
}

function place(nodes, offset, atEnd) {
  const leaf = nodes.find((l) => (atEnd ? offset <= l.end : offset < l.end)) ?? nodes.at(-1);
  return [leaf.node, units(leaf.node.data, offset - leaf.start)];
}

function range(nodes, start, end) {
  const found = new Range();
  found.setStart(...place(nodes, start, false));
  found.setEnd(...place(nodes, end, true));
  return found;
}

function paint() {
  const shown = new Set([...document.querySelectorAll(".legend input:checked")].map((i) => i.value));
  const ranges = {};
  for (const { nodes, marks } of texts) {
    for (const [start, end, shade] of marks) {
      if (shown.has(shade)) (ranges[shade] ??= []).push(range(nodes, start, end));
    }
  }
  CSS.highlights.clear();
  for (const [shade, found] of Object.entries(ranges)) CSS.highlights.set(shade, new Highlight(...found));
}

if (CSS.highlights) {
  const legend = document.querySelector(".legend");
  legend.hidden = false;
  legend.addEventListener("change", paint);
  paint();
}

// Where in the text the pointer stands, as the record counts.
function point(x, y) {
  const at = document.caretPositionFromPoint
    ? document.caretPositionFromPoint(x, y)
    : document.caretRangeFromPoint?.(x, y);
  const node = at?.offsetNode ?? at?.startContainer;
  const text = node && texts.find((t) => t.element.contains(node));
  const leaf = text?.nodes.find((l) => l.node === node);
  if (!leaf) return null;
  return { text, offset: leaf.start + [...leaf.node.data.slice(0, at.offset ?? at.startOffset)].length };
}

// A click on words tells what they were taken for, and lights the claims that rest on them.
const told = document.querySelector(".told");
if (told) told.textContent = "Click words to see what they were taken for. What you copy carries its citation.";
document.querySelector(".reading")?.addEventListener("click", (event) => {
  if (event.target.closest("a, summary") || !getSelection().isCollapsed) return;
  const at = point(event.clientX, event.clientY);
  if (!at) return;
  const here = at.text.marks.filter(([start, end]) => start <= at.offset && at.offset < end);
  const offset = at.text.start + at.offset;
  let lit = 0;
  for (const made of document.querySelectorAll(".made")) {
    const { start, end } = made.dataset;
    lit += made.classList.toggle("is-lit", Number(start) <= offset && offset < Number(end));
  }
  const claims = lit === 1 ? "one claim rests on these words" : `${lit} claims rest on these words`;
  const says = here.map((mark) => mark[3]).concat(lit ? claims : []);
  told.textContent = says.join(" · ") || "Nothing is marked here.";
});

// How far into a text a place of the page is, in code points; a place beside it is its beginning or end.
function reached(text, node, units, beside) {
  if (!text.element.contains(node)) return beside;
  const before = document.createRange();
  before.setStart(text.element, 0);
  before.setEnd(node, units);
  return [...before.toString()].length;
}

// What is copied carries its citation: only words of the page, and where they stand.
document.addEventListener("copy", (event) => {
  const selection = getSelection();
  if (selection.isCollapsed || !selection.rangeCount) return;
  const chosen = selection.getRangeAt(0);
  const pieces = texts.filter((text) => chosen.intersectsNode(text.element)).map((text) => {
    const letters = [...text.element.textContent];
    const from = reached(text, chosen.startContainer, chosen.startOffset, 0);
    const to = reached(text, chosen.endContainer, chosen.endOffset, letters.length);
    return { words: letters.slice(from, to).join(""), start: text.start + from, end: text.start + to };
  }).filter((piece) => piece.words);
  if (!pieces.length) return;
  const span = `${pieces[0].start}-${pieces.at(-1).end}`;
  const address = new URL(location.href);
  address.searchParams.set("words", span);
  address.hash = "words";
  const words = pieces.map((piece) => piece.words).join("\n");
  const cite = document.querySelector(".reading").dataset.cite;
  event.clipboardData.setData("text/plain", `“${words}” (${cite}, characters ${span}, ${address})`);
  event.preventDefault();
});
