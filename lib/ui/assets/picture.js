// A chart as a picture that stands alone: Plotly's layers as one SVG, the title and what belongs to it above, where the
// figures come from below. Made in the browser from what is on the screen; nothing is sent anywhere.

const XMLNS = "http://www.w3.org/2000/svg";
const EDGE = 24;
// What only answers the pointer, and the bar of buttons.
const LEFT_OUT = ".hoverlayer, .draglayer, .zoomlayer, .select-outline, .cursor-pointer-helper";
// These must not begin a line, and these not end one.
const CLOSING = "，。；：！？、）》”’」』】％%…·,.;:!?)]}";
const OPENING = "（《“‘「『【([{";

export default function (component) {
  const { data, parentElement } = component;
  const page = parentElement.ownerDocument;
  let box = parentElement.querySelector(":scope > .picture");
  if (!box) {
    box = parentElement.appendChild(page.createElement("div"));
    box.className = "picture";
    for (const kind of ["png", "svg"]) {
      const button = box.appendChild(page.createElement("button"));
      button.type = "button";
      button.dataset.kind = kind;
      button.textContent = kind.toUpperCase();
    }
  }
  for (const button of box.children) {
    button.setAttribute("aria-label", data.labels[button.dataset.kind]);
    button.title = data.labels[button.dataset.kind];
  }
  const clicked = async (event) => {
    const kind = event.target.closest("button")?.dataset.kind;
    const plot = page.querySelector(`.st-key-chart-${data.chart} .js-plotly-plot`);
    if (!kind || !plot) return;
    const drawn = compose(plot, data);
    const text = `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(drawn)}`;
    const svg = new Blob([text], { type: "image/svg+xml;charset=utf-8" });
    save(page, kind === "svg" ? svg : await painted(svg, drawn, data.scale), `${data.filename}.${kind}`);
  };
  box.addEventListener("click", clicked);
  return () => box.removeEventListener("click", clicked);
}

function compose(plot, data) {
  const layers = [...plot.querySelectorAll("svg.main-svg")];
  const size = plot.querySelector(".svg-container").getBoundingClientRect();
  const wide = Math.max(size.width, data.narrowest);
  const written = { fill: data.ink, wide, fonts: data.fonts };
  const above = [...set(data.title, { ...written, size: 20, weight: 700 }), ...set(data.said, { ...written, size: 15 })];
  const below = data.lines.flatMap((line) => set(line, { ...written, size: 12, fill: data.muted }));
  const head = height(above) + (above.length ? 8 : 0);
  const whole = EDGE + head + size.height + 10 + height(below) + EDGE - 8;
  const root = element("svg", { width: wide + 2 * EDGE, height: Math.ceil(whole), "font-family": data.fonts });
  root.setAttribute("xmlns", XMLNS);
  root.setAttribute("viewBox", `0 0 ${wide + 2 * EDGE} ${Math.ceil(whole)}`);
  root.appendChild(element("title", {})).textContent = data.title;
  root.appendChild(element("desc", {})).textContent = [data.said, ...data.lines].filter(Boolean).join("\n");
  root.appendChild(element("rect", { width: "100%", height: "100%", fill: data.background }));
  write(root, above, EDGE);
  const drawn = root.appendChild(element("g", { transform: `translate(${EDGE + (wide - size.width) / 2},${EDGE + head})` }));
  for (const layer of layers) drawn.appendChild(copied(layer));
  write(root, below, EDGE + head + size.height + 10);
  return root;
}

// A layer with everything it refers to inside itself: Plotly names clips and hatches by the address of the page.
function copied(layer) {
  const copy = layer.cloneNode(true);
  for (const one of copy.querySelectorAll(LEFT_OUT)) one.remove();
  for (const one of [copy, ...copy.querySelectorAll("*")]) {
    for (const { name, value } of [...one.attributes]) {
      if (value.includes("url(")) one.setAttribute(name, value.replace(/url\((["']?)[^"')]*#([^"')]+)\1\)/g, "url(#$2)"));
      if ((name === "href" || name === "xlink:href") && !value.startsWith("#") && !value.startsWith("data:")) one.removeAttribute(name);
    }
    if (one.classList.contains("crisp")) one.setAttribute("shape-rendering", "crispEdges");
    one.removeAttribute("tabindex");
  }
  // A background of its own would hide the layer below.
  copy.style.background = "none";
  copy.setAttribute("overflow", "visible");
  return copy;
}

// Words into lines no wider than `wide`: between words, and between Chinese characters where neither mark forbids it.
function set(text, { size, weight = 400, fill, wide, fonts }) {
  if (!text) return [];
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `${weight} ${size}px ${fonts}`;
  const pieces = text.match(/[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]|\s+|[^\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]+/g) || [];
  const units = [];
  for (const piece of pieces) {
    const last = units[units.length - 1];
    if (last && (CLOSING.includes(piece[0]) || OPENING.includes(last[last.length - 1]))) units[units.length - 1] += piece;
    else units.push(piece);
  }
  const lines = [""];
  for (const unit of units) {
    const longer = lines[lines.length - 1] + unit;
    if (lines[lines.length - 1] && pen.measureText(longer.trimEnd()).width > wide) lines.push(unit.trimStart());
    else lines[lines.length - 1] = longer;
  }
  return lines.map((line) => ({ line: line.trimEnd(), size, weight, fill }));
}

function height(lines) {
  return lines.reduce((sum, { size }) => sum + size * 1.5, 0);
}

function write(root, lines, top) {
  let at = top;
  for (const { line, size, weight, fill } of lines) {
    const text = element("text", { x: EDGE, y: at + size * 1.1, "font-size": size, "font-weight": weight, fill });
    root.appendChild(text).textContent = line;
    at += size * 1.5;
  }
}

function element(name, attributes) {
  const made = document.createElementNS(XMLNS, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

async function painted(svg, drawn, scale) {
  const address = URL.createObjectURL(svg);
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = Math.ceil(drawn.getAttribute("width") * scale);
    canvas.height = Math.ceil(drawn.getAttribute("height") * scale);
    const pen = canvas.getContext("2d");
    pen.scale(scale, scale);
    pen.drawImage(image, 0, 0);
    return await new Promise((done) => canvas.toBlob(done, "image/png"));
  } finally {
    URL.revokeObjectURL(address);
  }
}

function save(page, blob, name) {
  const link = page.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}
