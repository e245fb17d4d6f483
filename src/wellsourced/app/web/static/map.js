// The map: outlines and places in one projection that is moved by wheel, drag, keys and buttons.
"use strict";

const figure = document.querySelector("figure.map");
const WIDE = 960;
const TALL = 520;
const SURE = 0.5;

function made(name, attributes = {}, ...inside) {
  const found = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) found.setAttribute(key, value);
  found.append(...inside);
  return found;
}

const get = async (address) => (await fetch(address)).json();

async function begin() {
  const svg = figure.querySelector("svg");
  const told = figure.querySelector(".map-told");
  const [{ places }, world] = await Promise.all([get(figure.dataset.from), get(figure.dataset.land)]);
  let land = topojson.feature(world, world.objects.countries);
  let fine = false;
  const points = { type: "MultiPoint", coordinates: places.map((p) => [p.longitude, p.latitude]) };
  const projection = d3.geoMercator().fitExtent([[110, 70], [WIDE - 110, TALL - 70]], points);
  const most = 24000;
  projection.scale(Math.min(projection.scale() || most, 9000));
  centre(d3.geoCentroid(points));
  const whole = [projection.scale(), projection.translate()];
  const claims = places.reduce((sum, place) => sum + place.many, 0);
  const grow = Math.min(3, Math.sqrt((0.3 * WIDE * TALL) / (Math.PI * Math.max(1, claims)))); // together they cover a third
  const outlines = made("g");
  const spots = made("g");
  svg.append(outlines, spots);

  function centre(at) {
    const [x, y] = projection(at);
    const [left, top] = projection.translate();
    projection.translate([left + WIDE / 2 - x, top + TALL / 2 - y]);
  }

  async function finer() {
    if (fine || projection.scale() < 700) return;
    fine = true;
    const better = await get(figure.dataset.fine);
    land = topojson.feature(better, better.objects.countries);
    outline();
  }

  function outline() {
    projection.clipExtent([[-20, -20], [WIDE + 20, TALL + 20]]);
    const path = d3.geoPath(projection);
    outlines.replaceChildren(...land.features.map((f) => path(f)).filter(Boolean).map((d) => made("path", { d, class: "land" })));
  }

  function draw() {
    outline();
    const held = spots.querySelector(".spot:focus")?.getAttribute("href"); // who goes by keys stays where he is
    const taken = [];
    spots.replaceChildren(...places.map((place) => spot(place, taken)));
    if (held) [...spots.children].find((link) => link.getAttribute("href") === held)?.focus();
    finer();
  }

  function spot(place, taken) {
    const [x, y] = projection([place.longitude, place.latitude]);
    const size = 5 + grow * Math.sqrt(place.many);
    const unsure = place.score !== null && place.score < SURE;
    const classes = ["spot", unsure && "is-unsure", place.contested && "is-contested"].filter(Boolean).join(" ");
    const address = `/names/${encodeURIComponent(place.name)}${figure.dataset.suffix}`;
    const link = made("a", { href: address, class: classes, "aria-label": says(place) });
    if (place.radius) link.append(made("circle", { class: "reach", cx: x, cy: y, r: (place.radius / 111.2) * projection.scale() * (Math.PI / 180) }));
    link.append(made("circle", { cx: x, cy: y, r: size }));
    const box = [x + size + 3, y - 8, x + size + 3 + 7.5 * place.name.length, y + 8];
    const free = taken.every(([a, b, c, d]) => box[2] < a || c < box[0] || box[3] < b || d < box[1]);
    if (free) {
      taken.push(box);
      link.append(made("text", { x: box[0], y: y + 4 }, place.name));
    }
    link.addEventListener("pointerenter", () => { told.textContent = says(place); });
    link.addEventListener("focus", () => { told.textContent = says(place); });
    return link;
  }

  function says(place) {
    const killed = place.killed === null ? "" : `, ${place.killed} killed`;
    const sure = place.score === null ? "" : `, ${Math.round(100 * place.score)} in 100 sure`;
    return `${place.name}: ${place.many} claims, ${place.contested} contested${killed}${sure}`;
  }

  function zoom(by, at = [WIDE / 2, TALL / 2]) {
    const scale = Math.min(most * 4, Math.max(120, projection.scale() * by));
    const kept = projection.invert(at);
    projection.scale(scale);
    const [x, y] = projection(kept);
    const [left, top] = projection.translate();
    projection.translate([left + at[0] - x, top + at[1] - y]);
    soon();
  }

  function move(x, y) {
    const [left, top] = projection.translate();
    projection.translate([left + x, top + y]);
    soon();
  }

  let waiting = 0;
  function soon() {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(draw);
  }

  const unit = () => WIDE / svg.getBoundingClientRect().width;
  const does = { in: () => zoom(1.7), out: () => zoom(1 / 1.7), all: () => { projection.scale(whole[0]).translate(whole[1]); soon(); } };
  figure.addEventListener("click", (event) => does[event.target.dataset?.do]?.());
  svg.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.shiftKey) return;
    event.preventDefault();
    const box = svg.getBoundingClientRect();
    zoom(event.deltaY > 0 ? 0.8 : 1.25, [(event.clientX - box.left) * unit(), (event.clientY - box.top) * unit()]);
  }, { passive: false });
  svg.addEventListener("keydown", (event) => {
    const keys = { ArrowLeft: () => move(60, 0), ArrowRight: () => move(-60, 0), ArrowUp: () => move(0, 60), ArrowDown: () => move(0, -60), "+": does.in, "-": does.out, 0: does.all };
    if (!keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
  let held = null;
  svg.addEventListener("pointerdown", (event) => { if (!event.target.closest("a")) held = [event.clientX, event.clientY]; });
  addEventListener("pointermove", (event) => {
    if (!held) return;
    move((event.clientX - held[0]) * unit(), (event.clientY - held[1]) * unit());
    held = [event.clientX, event.clientY];
  });
  addEventListener("pointerup", () => { held = null; });

  figure.hidden = false;
  draw();
  figure.dataset.drawn = String(places.length);
}

if (figure) begin();
