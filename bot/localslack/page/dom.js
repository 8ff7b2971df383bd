/** Making and keeping DOM nodes. Nothing here takes HTML as text, so nothing a message says can become markup. */

/**
 * Make an element: `el("a", {href, class: "link", onclick: go}, "words", child)`.
 * Absent children and attributes (null, undefined, false) are left out.
 */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) setAttribute(node, name, value);
  node.append(...children.flat(Infinity).filter((child) => child != null && child !== false));
  return node;
}

function setAttribute(node, name, value) {
  if (value == null || value === false) return;
  if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
  else node.setAttribute(name, value === true ? "" : value);
}

/** Put these children in place of all others. */
export function fill(node, ...children) {
  node.replaceChildren(...children.flat(Infinity).filter((child) => child != null && child !== false));
  return node;
}

/**
 * A function that does its work only when what it shows has changed.
 *
 * @param {(...values: any[]) => any} show called with the values when their JSON differs from the last time.
 */
export function whenChanged(show) {
  let last;
  return (...values) => {
    const now = JSON.stringify(values);
    if (now === last) return;
    last = now;
    show(...values);
  };
}

const kept = new WeakMap();

/**
 * Show rows as children of `parent`, rebuilding only those whose stamp changed. Focus inside a rebuilt row stays.
 *
 * @param {{key: string, stamp: string, build: () => HTMLElement}[]} rows
 */
export function sync(parent, rows) {
  const before = kept.get(parent) ?? new Map();
  const after = new Map();
  for (const row of rows) after.set(row.key, upToDate(before.get(row.key), row));
  for (const [key, old] of before) if (!after.has(key)) old.node.remove();
  let place = parent.firstElementChild;
  for (const { node } of after.values()) {
    if (node === place) place = place.nextElementSibling;
    else parent.insertBefore(node, place);
  }
  kept.set(parent, after);
}

function upToDate(old, { stamp, build }) {
  if (old?.stamp === stamp) return old;
  const node = build();
  if (old) replaceKeepingFocus(old.node, node);
  return { stamp, node };
}

function replaceKeepingFocus(old, node) {
  const refocus = focusWithin(old);
  old.replaceWith(node);
  refocus(node);
}

/**
 * Remember what has focus inside `node`. Call the result with what took the node's place: focus goes to the control
 * with the same `data-focus`, else to the new node itself, whose new words a screen reader then reads.
 */
export function focusWithin(node) {
  const active = document.activeElement;
  if (!active || !node.contains(active)) return () => {};
  const { selectionStart, selectionEnd } = active;
  return (replacement) => {
    const same =
      active.dataset.focus && replacement.querySelector(`[data-focus="${CSS.escape(active.dataset.focus)}"]`);
    (same || replacement).focus({ preventScroll: true });
    if (same && selectionStart != null) same.setSelectionRange(selectionStart, selectionEnd);
  };
}

/** Mark a control as waiting for `work`, and let no second press through meanwhile. */
export async function busy(control, work) {
  if (isBusy(control)) return undefined;
  control.setAttribute("aria-busy", "true");
  try {
    return await work();
  } finally {
    control.removeAttribute("aria-busy");
  }
}

/** Whether a press on this control is still being answered. */
export const isBusy = (control) => control.getAttribute("aria-busy") === "true";

/** Have a screen reader say something. */
export function announce(words) {
  const region = document.getElementById("announcer");
  region.append(el("p", {}, words));
  while (region.childElementCount > 5) region.firstElementChild.remove();
}

let ids = 0;

/** An id no other element has. */
export const newId = (prefix = "id") => `${prefix}-${++ids}`;

/** Call `work` once things have been quiet for `wait` milliseconds. */
export function debounced(work, wait) {
  let timer;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => work(...values), wait);
  };
}
