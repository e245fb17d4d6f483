// Claims as bars on a canvas: tens of thousands at once, drawn anew at every step of a drag. At
// first the days are in sight of which nine in ten claims speak; "All" shows the rest.
"use strict";

const DAY = 86400000;
const figure = document.querySelector(".bars");
const canvas = figure.querySelector("canvas");
const pen = canvas.getContext("2d");
const AXIS = 22;
let bars = [];
let kinds = new Map();
let lanes = 1;
let view = { from: 0, to: 1 };
let whole = view;

const day = (words) => Date.parse(words) / DAY;
const words = (number) => new Date(Math.round(number) * DAY).toISOString().slice(0, 10);

// Each bar in the first lane that is free again: bars come in the order of their first days.
function packed(rows) {
  const free = []; // a heap of [day from which a lane is free, lane]
  const sift = (at) => {
    for (let child = 2 * at + 1; child < free.length; child = 2 * at + 1) {
      if (child + 1 < free.length && free[child + 1][0] < free[child][0]) child++;
      if (free[at][0] <= free[child][0]) break;
      [free[at], free[child]] = [free[child], free[at]];
      at = child;
    }
  };
  const rise = (at) => {
    for (let up = (at - 1) >> 1; at > 0 && free[at][0] < free[up][0]; at = up, up = (at - 1) >> 1) {
      [free[at], free[up]] = [free[up], free[at]];
    }
  };
  for (const bar of rows) {
    if (free.length && free[0][0] <= bar.from) {
      bar.lane = free[0][1];
      free[0][0] = bar.to;
      sift(0);
    } else {
      bar.lane = free.length;
      free.push([bar.to, bar.lane]);
      rise(free.length - 1);
    }
  }
  return Math.max(1, free.length);
}

function colours() {
  const styles = getComputedStyle(document.documentElement);
  const named = { corroborated: "good", "single-source": "plain", disputed: "warn", denied: "bad", retracted: "gone" };
  const of = (name) => styles.getPropertyValue(`--${name}`).trim();
  return { status: (s) => of(named[s] ?? "faint"), ink: of("soft"), line: of("line") };
}

function place(bar, width, height) {
  const scale = width / (view.to - view.from);
  const tall = Math.min(14, Math.max(0.5, (height - AXIS) / lanes));
  const x = (bar.from - view.from) * scale;
  const thin = bar.told ? 0 : tall * 0.3;
  return [x, bar.lane * tall + thin, Math.max(2, (bar.to - bar.from) * scale - 1), Math.max(0.5, tall * 0.8 - 2 * thin)];
}

function draw() {
  const ratio = devicePixelRatio || 1;
  const { width, height } = canvas.getBoundingClientRect();
  canvas.width = width * ratio;
  canvas.height = height * ratio;
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  const shade = colours();
  ticks(width, height, shade);
  for (const [status, own] of kinds) {
    pen.fillStyle = shade.status(status);
    for (const bar of own) {
      if (bar.to >= view.from && bar.from <= view.to) pen.fillRect(...place(bar, width, height));
    }
  }
  const last = Math.max(view.from, view.to - 1);
  figure.querySelector(".bars-range").textContent = `${words(view.from)} – ${words(last)}`;
  const list = new URL(location.href);
  list.searchParams.set("since", words(view.from));
  list.searchParams.set("until", words(last));
  list.searchParams.delete("start");
  figure.querySelector(".bars-list").href = list;
}

// The bars of each standing, so that the pen changes its colour seldom.
function sorted(rows) {
  const found = new Map();
  for (const bar of rows) {
    if (!found.has(bar.status)) found.set(bar.status, []);
    found.get(bar.status).push(bar);
  }
  return found;
}

// Days, months or years below the bars, as many as there is room for.
function ticks(width, height, shade) {
  const days = view.to - view.from;
  const steps = [[1, "d"], [7, "d"], [1, "m"], [3, "m"], [1, "y"], [5, "y"], [10, "y"], [50, "y"]];
  const long = { d: 1, m: 30.4, y: 365.25 };
  const [many, unit] = steps.find(([n, u]) => (days / (n * long[u])) * 90 < width) ?? [100, "y"];
  const first = new Date(Math.floor(view.from) * DAY);
  const year = first.getUTCFullYear();
  let at = unit === "d"
    ? Date.UTC(year, first.getUTCMonth(), first.getUTCDate())
    : unit === "m"
      ? Date.UTC(year, Math.floor(first.getUTCMonth() / many) * many)
      : Date.UTC(Math.floor(year / many) * many, 0);
  pen.font = "12px system-ui, sans-serif";
  pen.textBaseline = "bottom";
  while (at / DAY < view.to) {
    const x = ((at / DAY - view.from) / days) * width;
    const label = new Date(at).toISOString().slice(0, unit === "d" ? 10 : unit === "m" ? 7 : 4);
    pen.fillStyle = shade.line;
    pen.fillRect(x, 0, 1, height);
    pen.fillStyle = shade.ink;
    pen.fillText(label, x + 4, height - 4);
    const next = new Date(at);
    if (unit === "d") next.setUTCDate(next.getUTCDate() + many);
    else if (unit === "m") next.setUTCMonth(next.getUTCMonth() + many);
    else next.setUTCFullYear(next.getUTCFullYear() + many);
    at = next.getTime();
  }
}

let asked = 0;
function soon() {
  cancelAnimationFrame(asked);
  asked = requestAnimationFrame(draw);
}

function zoom(by, at = (view.from + view.to) / 2) {
  const most = whole.to - whole.from;
  const span = Math.min(most, Math.max(2, (view.to - view.from) * by));
  const left = at - ((at - view.from) / (view.to - view.from)) * span;
  move(left, span);
}

function move(left, span = view.to - view.from) {
  const from = Math.min(Math.max(left, whole.from), whole.to - span);
  view = { from, to: from + span };
  soon();
}

function under(x, y) {
  const { width, height } = canvas.getBoundingClientRect();
  return bars.find((bar) => {
    const [left, top, wide, tall] = place(bar, width, height);
    return x >= left - 1 && x <= left + wide + 1 && y >= top - 1 && y <= top + tall + 1;
  });
}

const does = { in: () => zoom(0.5), out: () => zoom(2), all: () => { view = { ...whole }; soon(); } };
figure.addEventListener("click", (event) => does[event.target.dataset?.do]?.());
canvas.addEventListener("wheel", (event) => {
  if (!event.ctrlKey && !event.shiftKey) return;
  event.preventDefault();
  const { left, width } = canvas.getBoundingClientRect();
  zoom(event.deltaY > 0 ? 1.25 : 0.8, view.from + ((event.clientX - left) / width) * (view.to - view.from));
}, { passive: false });
canvas.addEventListener("keydown", (event) => {
  const step = (view.to - view.from) / 8;
  const keys = { ArrowLeft: () => move(view.from - step), ArrowRight: () => move(view.from + step), "+": does.in, "-": does.out, "0": does.all };
  if (!keys[event.key]) return;
  event.preventDefault();
  keys[event.key]();
});

let held = null;
canvas.addEventListener("pointerdown", (event) => {
  held = { x: event.clientX, from: view.from, moved: false };
  canvas.setPointerCapture(event.pointerId);
});
canvas.addEventListener("pointermove", (event) => {
  const box = canvas.getBoundingClientRect();
  if (held) {
    const by = event.clientX - held.x;
    held.moved ||= Math.abs(by) > 4;
    if (held.moved) move(held.from - (by / box.width) * (view.to - view.from));
    return;
  }
  const bar = under(event.clientX - box.left, event.clientY - box.top);
  canvas.style.cursor = bar ? "pointer" : "grab";
  figure.querySelector(".bars-told").textContent = bar ? `${words(bar.from)}${bar.to - bar.from > 1 ? " – " + words(bar.to - 1) : ""}, ${bar.status}: ${bar.text}` : "";
});
canvas.addEventListener("pointerup", (event) => {
  const box = canvas.getBoundingClientRect();
  const bar = held && !held.moved && under(event.clientX - box.left, event.clientY - box.top);
  held = null;
  if (bar) {
    const target = new URL(location.href);
    for (const name of ["since", "until", "start"]) target.searchParams.delete(name);
    if (bar.claim) {
      target.pathname = `/claims/${bar.claim}`;
      target.searchParams.delete("about");
    } else { // the sum of what is told of some days leads to their list
      target.searchParams.set("since", words(bar.from));
      target.searchParams.set("until", words(bar.to - 1));
    }
    location.href = target;
  }
});
addEventListener("resize", soon);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", soon);
document.querySelector("button.theme")?.addEventListener("click", soon);

async function begin() {
  const address = new URL(figure.dataset.from, location.href);
  address.searchParams.set("bars", "1");
  const found = await (await fetch(address)).json();
  performance.mark("fetched");
  const { begin: start, names, first: firsts, days, status, told, claim, text } = found.bars;
  const zero = day(start);
  bars = firsts.map((from, n) => ({ from: zero + from, to: zero + from + days[n], status: names[status[n]], told: told[n], claim: claim[n], text: text[n] }));
  if (!bars.length) return;
  lanes = packed(bars);
  kinds = sorted(bars);
  let [first, last] = [Infinity, -Infinity];
  for (const bar of bars) {
    first = Math.min(first, bar.from);
    last = Math.max(last, bar.to);
  }
  const room = Math.max(1, (last - first) * 0.02);
  whole = { from: first - room, to: last + room };
  const busy = bars.slice(Math.floor(bars.length * 0.05), Math.ceil(bars.length * 0.97));
  const near = { from: busy[0].from, to: busy.at(-1).to };
  const edge = Math.max(1, (near.to - near.from) * 0.03);
  const most = { from: Math.max(whole.from, near.from - edge), to: Math.min(whole.to, near.to + edge) };
  view = found.since && found.until ? { from: day(found.since), to: day(found.until) + 1 } : most;
  figure.hidden = false;
  draw();
  performance.mark("drawn");
  figure.dataset.drawn = String(bars.length);
}

begin();
