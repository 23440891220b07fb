// Small helpers that build and find elements. Text only ever enters the page as text nodes.

/** The one element matching a selector inside `root`; throws where the markup lacks it. */
export function find(selector, root = document) {
  const element = root.querySelector(selector);
  if (!element) throw new Error(`No element matches ${selector}`);
  return element;
}

/**
 * Creates an element.
 *
 * @param {string} tag
 * @param {Record<string, string | boolean | EventListener | undefined>} [attributes] functions of names like
 *   `onclick` become listeners; `true` sets an empty attribute; `false` and `undefined` set none
 * @param {...(Node | string | null | undefined)} children
 */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** An icon of the page's sprite, hidden from assistive technology. */
export function icon(name) {
  const namespace = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(namespace, "svg");
  const use = document.createElementNS(namespace, "use");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `#icon-${name}`);
  svg.append(use);
  return svg;
}

/** Text that only assistive technology gets. */
export function hiddenText(text) {
  return el("span", { class: "visually-hidden" }, text);
}

const NEAR_END_PX = 48;

/** Whether a scrolling element shows its end, give or take a line. */
export function isAtEnd(scroller) {
  return scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_END_PX;
}

/** Scrolls to the end of an element's content. */
export function scrollToEnd(scroller) {
  scroller.scrollTop = scroller.scrollHeight;
}

const KEPT_ANNOUNCEMENTS = 6;

/** Has a screen reader say a sentence when it next pauses. */
export function announce(text) {
  const announcer = find("#announcer");
  announcer.append(el("p", {}, text));
  while (announcer.children.length > KEPT_ANNOUNCEMENTS) announcer.firstElementChild.remove();
}
