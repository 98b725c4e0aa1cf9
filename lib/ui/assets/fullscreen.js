// The whole screen for a deck: a browser gives it only to a press of a key or a button in the page itself.

export default function (component) {
  const { data, parentElement } = component;
  const page = parentElement.ownerDocument;
  let button = parentElement.querySelector(":scope > button");
  if (!button) {
    button = parentElement.appendChild(page.createElement("button"));
    button.type = "button";
    button.className = "whole-screen";
  }
  button.textContent = data.label;
  button.appendChild(page.createElement("kbd")).textContent = "F";

  const turn = () => (page.fullscreenElement ? page.exitFullscreen() : page.documentElement.requestFullscreen());
  const pressed = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest("input, textarea, select, [contenteditable=true]")) return;
    if (event.key.toLowerCase() === "f") turn();
  };
  button.addEventListener("click", turn);
  page.addEventListener("keydown", pressed);
  return () => {
    button.removeEventListener("click", turn);
    page.removeEventListener("keydown", pressed);
  };
}
