// What a chart needs beside Plotly: marks that are reached, read aloud and picked with the keyboard, clicks on a flow,
// which Streamlit does not report, and the cell a chart led to brought into sight.

const PREFIX = "st-key-chart-";
const ARROWS = { ArrowLeft: ["x", -1], ArrowRight: ["x", 1], ArrowUp: ["y", -1], ArrowDown: ["y", 1] };

// The mark the keyboard is at, by names: a chart that is drawn anew has other elements. Kept from one run to the next.
let here = null;
let shownCell = "";

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const page = parentElement.ownerDocument;
  const parts = partsIn(parentElement, data);
  let asked = 0;

  const pick = (plot, codes) => setTriggerValue("picked", { key: keyOf(plot), codes });
  const show = (plot, mark) => {
    here = mark && { key: keyOf(plot), id: mark.id };
    parts.said.textContent = mark ? wording(mark).join(data.joint) : "";
    parts.tip.textContent = mark ? wording(mark).join("\n") : "";
    if (mark) bringIntoSight(mark.element);
    place(parts, mark);
  };
  const current = (plot) => here && here.key === keyOf(plot) && marksOf(plot).find((mark) => mark.id === here.id);
  const follow = () => {
    const plot = page.activeElement?.closest?.(".js-plotly-plot");
    place(parts, plot ? current(plot) : null);
  };

  const clicked = (event) => {
    const element = event.target.closest?.(".sankey-link, .sankey-node");
    const plot = element?.closest(".js-plotly-plot");
    if (plot && keyOf(plot)) pick(plot, flowMark(plot, element).codes);
  };
  const pressed = (event) => {
    const plot = event.target;
    if (!plot.classList?.contains("js-plotly-plot") || event.ctrlKey || event.metaKey || event.altKey) return;
    const at = current(plot);
    if (event.key === "Escape" && at) show(plot, null);
    else if ((event.key === "Enter" || event.key === " ") && at) pick(plot, at.codes);
    else if (event.key in ARROWS || event.key === "Home" || event.key === "End") {
      const next = neighbour(plot, at, event.key);
      if (next) show(plot, next);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const tend = () => {
    asked = 0;
    for (const plot of page.querySelectorAll(`[class*="${PREFIX}"] .js-plotly-plot`)) {
      if (plot.dataset.tended !== data.kind) makeReachable(plot, data);
      // A chart that was drawn anew under the keyboard is where the keyboard still is.
      if (here && here.key === keyOf(plot) && page.activeElement === page.body) plot.focus({ preventScroll: true });
    }
    follow();
    bringCellIntoSight(page);
    nameButtons(page);
  };
  const changed = () => (asked ||= requestAnimationFrame(tend));
  // Left for another element, and not because the chart is being drawn anew.
  const left = (event) => event.relatedTarget && event.target.classList?.contains("js-plotly-plot") && show(null, null);
  const pointed = () => here && show(null, null);

  // What takes longer than a second is also said aloud; style.css shows it.
  const app = page.querySelector('[data-testid="stApp"]');
  let waiting = 0;
  const working = () => {
    clearTimeout(waiting);
    const runs = app && app.dataset.testScriptState !== "notRunning";
    if (runs) waiting = setTimeout(() => (parts.said.textContent = data.working), 1000);
    else if (parts.said.textContent === data.working) parts.said.textContent = "";
  };
  const clock = new MutationObserver(working);
  if (app) clock.observe(app, { attributeFilter: ["data-test-script-state"] });
  working();

  const watcher = new MutationObserver(changed);
  watcher.observe(page.body, { childList: true, subtree: true });
  const listeners = [
    [page, "click", clicked],
    [page, "keydown", pressed],
    [page, "focusout", left],
    [page, "pointerdown", pointed],
    [page, "scroll", follow],
    [page.defaultView, "resize", changed],
  ];
  for (const [where, what, does] of listeners) where.addEventListener(what, does, true);
  changed();
  return () => {
    watcher.disconnect();
    clock.disconnect();
    clearTimeout(waiting);
    for (const [where, what, does] of listeners) where.removeEventListener(what, does, true);
  };
}

// The words for a screen reader, the frame around the mark, and what a pointer would be told beside it.
function partsIn(parent, data) {
  const part = (name, more) => {
    const found = parent.querySelector(`.${name}`) || parent.appendChild(document.createElement("div"));
    found.className = name;
    return Object.assign(found, more);
  };
  const said = part("marks-said", { role: "status" });
  said.setAttribute("aria-live", "polite");
  part("marks-hint", { id: "marks-hint", textContent: data.hint });
  const [ring, tip] = [part("marks-ring"), part("marks-tip")];
  for (const seen of [ring, tip]) seen.setAttribute("aria-hidden", "true");
  return { said, ring, tip };
}

function makeReachable(plot, data) {
  plot.dataset.tended = data.kind;
  plot.tabIndex = 0;
  plot.setAttribute("role", "application");
  plot.setAttribute("aria-roledescription", data.kind);
  plot.setAttribute("aria-label", plot.closest(`[class*="${PREFIX}"]`).querySelector("h2, h3, h4")?.textContent || data.kind);
  plot.setAttribute("aria-describedby", "marks-hint");
}

function keyOf(plot) {
  const name = [...(plot.closest(`[class*="${PREFIX}"]`)?.classList || [])].find((one) => one.startsWith(PREFIX));
  return name ? name.slice(PREFIX.length) : "";
}

// Every mark that can be seen: its element, codes, text, the row or column it belongs to, and its lane across those.
function marksOf(plot) {
  const flow = [...plot.querySelectorAll(".sankey-link, .sankey-node")].map((element) => flowMark(plot, element));
  const drawn = [...plot.querySelectorAll(".trace.bars, .trace.scatter")].flatMap((group) => traceMarks(plot, group));
  return [...flow, ...drawn].filter(({ box, codes }) => codes.length && box.width > 0.5 && box.height > 0.5);
}

function flowMark(plot, element) {
  const datum = element.__data__;
  const isLink = Boolean(datum.link);
  const carrier = isLink ? datum.link : datum.node;
  const described = plot.data[0][isLink ? "link" : "node"];
  const place = carrier.pointNumber;
  return {
    element: isLink ? element : element.querySelector("rect"),
    box: (isLink ? element : element.querySelector("rect")).getBoundingClientRect(),
    id: `${isLink ? "link" : "node"} ${described.customdata[place].slice(0, 2)}`,
    codes: described.customdata[place].slice(0, 2),
    text: described.customdata[place][2],
    across: isLink ? 2 * carrier.source.depth + 1 : 2 * carrier.depth,
    lane: null,
    along: "x",
  };
}

function traceMarks(plot, group) {
  const index = group.__data__?.[0]?.trace?.index;
  const trace = plot.data[index];
  if (!trace?.customdata) return [];
  const points = [...group.querySelectorAll(".point")];
  const texts = points.length ? [] : [...group.querySelectorAll(".textpoint")];
  // Small multiples have a pair of axes each.
  const panel = trace.xaxis || trace.yaxis || "";
  const type = (axis) => plot.layout[axis.replace(/^([xy])/, "$1axis")]?.type;
  const upright = type(trace.xaxis || "x") === "category";
  const named = upright ? trace.x : type(trace.yaxis || "y") === "category" ? trace.y : null;
  return [...points, ...texts].flatMap((element) => {
    const place = element.__data__?.i;
    if (place === undefined || !trace.customdata[place]) return [];
    return {
      element,
      box: (element.querySelector("path") || element).getBoundingClientRect(),
      id: `${index} ${trace.customdata[place]}`,
      codes: [...trace.customdata[place]],
      text: Array.isArray(trace.hovertemplate) ? trace.hovertemplate[place] : trace.hovertemplate,
      panel,
      across: named ? `${panel} ${named[place]}` : `${index} ${place}`,
      lane: Array.isArray(trace.base) ? `row ${trace.base[place]}` : `trace ${index}`,
      along: named === null ? null : upright ? "x" : "y",
    };
  });
}

// Along the axis of names to the same part of the next bar, across it to the next part of the same bar. Where neither
// axis has names, as in a cloud of points, simply to the next one that way.
function neighbour(plot, at, key) {
  const marks = marksOf(plot);
  const middle = (mark, axis) => (axis === "x" ? mark.box.left + mark.box.right : mark.box.top + mark.box.bottom) / 2;
  const along = marks[0]?.along;
  const ordered = (some, axis) => [...some].sort((a, b) => middle(a, axis) - middle(b, axis));
  if (!along) {
    const [axis, step] = ARROWS[key] || ["x", 0];
    return stepped(ordered(marks, axis), at, key, step);
  }
  const other = along === "x" ? "y" : "x";
  const groups = new Map();
  // One of several small charts is walked through before the next.
  const panels = [...new Set(marks.map((mark) => mark.panel))];
  const inOrder = panels.flatMap((panel) => ordered(marks.filter((mark) => mark.panel === panel), along));
  for (const mark of inOrder) groups.set(mark.across, [...(groups.get(mark.across) || []), mark]);
  const columns = [...groups.values()].map((group) => ordered(group, other));
  const column = at ? columns.findIndex((group) => group.some((mark) => mark.id === at.id)) : -1;
  if (!ARROWS[key] || column < 0) return stepped(columns.flat(), null, key, key === "End" ? -1 : 1);
  const [axis, step] = ARROWS[key];
  if (axis === other) return stepped(columns[column], at, key, step);
  const next = columns[column + step];
  if (!next) return null;
  const away = (mark) => Math.abs(middle(mark, other) - middle(at, other));
  const same = at.lane === null ? null : next.find((mark) => mark.lane === at.lane);
  return same || next.reduce((best, mark) => (away(mark) < away(best) ? mark : best));
}

function stepped(marks, at, key, step) {
  if (key === "End" || (!at && step < 0)) return marks[marks.length - 1];
  if (key === "Home" || !at) return marks[0];
  return marks[marks.findIndex((mark) => mark.id === at.id) + step];
}

// What a hover template says, line by line: no tags, nothing of Plotly's.
function wording(mark) {
  const html = String(mark.text || "").replace(/<extra>.*?<\/extra>/g, "").replace(/<br\s*\/?>/g, "\n");
  return new DOMParser().parseFromString(html, "text/html").body.textContent.split("\n").filter(Boolean);
}

function bringIntoSight(element) {
  const frame = element.closest('[data-testid="stMain"]');
  const box = element.getBoundingClientRect();
  const height = element.ownerDocument.defaultView.innerHeight;
  if (frame && (box.top < 70 || box.bottom > height - 20)) frame.scrollBy(0, box.top - Math.min(height / 2, 300));
}

function place({ ring, tip }, mark) {
  ring.hidden = tip.hidden = !mark;
  if (!mark) return;
  const box = (mark.element.querySelector("path") || mark.element).getBoundingClientRect();
  Object.assign(ring.style, {
    left: `${box.left - 3}px`,
    top: `${box.top - 3}px`,
    width: `${box.width + 6}px`,
    height: `${box.height + 6}px`,
  });
  const view = ring.ownerDocument.defaultView;
  const [wide, tall] = [tip.offsetWidth, tip.offsetHeight];
  const below = box.bottom + 10 + tall < view.innerHeight;
  tip.style.left = `${Math.max(8, Math.min(box.left + box.width / 2 - wide / 2, view.innerWidth - wide - 16))}px`;
  tip.style.top = `${below ? box.bottom + 10 : Math.max(8, box.top - tall - 10)}px`;
}

// The first cell a chart led to, once: afterwards the reader scrolls.
function bringCellIntoSight(page) {
  const cell = page.querySelector(".oft td.picked");
  if (!cell) {
    if (!page.querySelector(".oft")) shownCell = "";
    return;
  }
  const words = new URL(page.location.href).searchParams;
  const wanted = ["agency", "year", "pick"].flatMap((name) => words.getAll(name)).join(" ");
  if (shownCell === wanted) return;
  shownCell = wanted;
  cell.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
}

// The button of a field for files says its English words no longer, and what is said instead is only painted on it.
function nameButtons(page) {
  for (const button of page.querySelectorAll('[data-testid="stFileUploaderDropzone"] button:not([aria-label])')) {
    button.setAttribute("aria-label", button.closest("[aria-label]")?.getAttribute("aria-label") || "");
  }
}
