// What Streamlit's own elements cannot do for a review at the keyboard: a key that leads into a field, and bringing
// what was opened into sight when another finding is opened.

const TYPED_IN = "input, textarea, select, [contenteditable=true]";

export default function (component) {
  const { data, parentElement } = component;
  const page = parentElement.ownerDocument;
  const field = (name) => page.querySelector(`.st-key-${name} input, .st-key-${name} textarea`);

  if (parentElement.opened !== undefined && parentElement.opened !== data.opened) bringIntoSight(page);
  parentElement.opened = data.opened;
  if (data.wanted && parentElement.wanted !== data.wanted) field(data.wanted.split(" ")[0])?.focus();
  parentElement.wanted = data.wanted;

  const pressed = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape" && event.target.closest(".st-key-review-note")) event.target.blur();
    if (event.target.closest(TYPED_IN) || event.key.toLowerCase() !== data.key) return;
    const into = field("review-note");
    if (!into) return;
    event.preventDefault();
    into.focus();
  };
  page.addEventListener("keydown", pressed);
  return () => page.removeEventListener("keydown", pressed);
}

// The page moves only where the opened finding would begin above the window, or so low that little of it is seen.
function bringIntoSight(page) {
  const shown = page.querySelector(".st-key-opened-finding");
  if (!shown) return;
  const top = shown.getBoundingClientRect().top;
  if (top < 50 || top > page.defaultView.innerHeight * 0.6) shown.scrollIntoView({ block: "start" });
}
