// Our own HTML with parts that can be chosen: what carries data-key answers to a click, to Enter and to the arrow keys.
// What is chosen, or carries data-here, is brought into sight inside its own frame; the page itself never moves.

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  let box = parentElement.querySelector(":scope > .clickable");
  if (!box) {
    box = document.createElement("div");
    box.className = "clickable";
    parentElement.appendChild(box);
  }
  if (box.shown !== data.html) {
    const before = box.querySelector("[data-frame]");
    const top = before ? before.scrollTop : 0;
    box.innerHTML = data.html;
    box.shown = data.html;
    // A list of which a row has changed is the same list: it stays where it was scrolled to.
    const after = box.querySelector("[data-frame]");
    const same = before && after && before.dataset.frame === after.dataset.frame;
    if (same) after.scrollTop = top;
    box.brought = same ? after : null;
  }
  const parts = [...box.querySelectorAll("[data-key]")];
  const chosen = parts.filter((part) => part.dataset.key === data.chosen);
  for (const part of parts) {
    const isChosen = chosen.includes(part);
    part.classList.toggle("chosen", isChosen);
    part.setAttribute("aria-selected", String(isChosen));
    part.setAttribute("tabindex", isChosen ? "0" : "-1");
  }
  if (!chosen.length && parts.length) parts[0].setAttribute("tabindex", "0");
  bringIntoSight(box, chosen[0] || box.querySelector("[data-here]"));

  const pick = (part) => part && setTriggerValue("picked", part.dataset.key);
  const clicked = (event) => pick(event.target.closest("[data-key]"));
  const pressed = (event) => {
    const part = event.target.closest("[data-key]");
    if (!part) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      pick(part);
      return;
    }
    const next = neighbour(parts, part, event.key);
    if (next) {
      event.preventDefault();
      next.setAttribute("tabindex", "0");
      next.focus();
    }
  };
  box.addEventListener("click", clicked);
  box.addEventListener("keydown", pressed);
  return () => {
    box.removeEventListener("click", clicked);
    box.removeEventListener("keydown", pressed);
  };
}

function neighbour(parts, part, key) {
  const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key];
  if (!way) return null;
  const from = part.getBoundingClientRect();
  const distance = (other) => {
    const to = other.getBoundingClientRect();
    const right = (to.left + to.right - from.left - from.right) / 2;
    const down = (to.top + to.bottom - from.top - from.bottom) / 2;
    const ahead = right * way[0] + down * way[1];
    const aside = Math.abs(right * way[1]) + Math.abs(down * way[0]);
    return ahead > 1 ? ahead + 4 * aside : Infinity;
  };
  const nearest = parts.reduce((best, other) => (distance(other) < distance(best) ? other : best), part);
  return nearest === part ? null : nearest;
}

function bringIntoSight(box, part) {
  if (!part || box.brought === part) return;
  const first = box.brought === null || box.brought === undefined;
  box.brought = part;
  const frame = part.closest(".scrolls, .st-key-page-frame");
  if (!frame) return;
  const inside = part.getBoundingClientRect();
  const around = frame.getBoundingClientRect();
  const hidden = inside.top < around.top + 30 || inside.bottom > around.bottom - 10;
  if (hidden || first) frame.scrollTop += (inside.top + inside.bottom - around.top - around.bottom) / 2;
  if (inside.left < around.left || inside.right > around.right) {
    frame.scrollLeft += (inside.left + inside.right - around.left - around.right) / 2;
  }
}
