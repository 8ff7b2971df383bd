/** What opens over the page: popovers, menus, the question before a deed, and notices. */

import { busy, el, fill, newId } from "./dom.js";
import { icon } from "./icons.js";
import { mrkdwn } from "./mrkdwn.js";

const GAP = 4;
const EDGE = 8;
let open = null;

/**
 * Open `content` beside `anchor`, or close it if it is open there already. Escape and a press elsewhere close it.
 *
 * @returns {{node: HTMLElement, close: (refocus?: boolean) => void, place: () => void} | null}
 */
export function popover(anchor, content, { className = "", label, role = "dialog", onclose } = {}) {
  const wasOpen = open?.anchor === anchor;
  open?.close(false);
  if (wasOpen) return null;
  const node = el("div", { class: `popover ${className}`, popover: "manual", role, "aria-label": label }, content);
  // Inside a modal dialog everything outside it is inert, so the popover has to live in it.
  (anchor.closest("dialog") ?? document.body).append(node);
  node.showPopover();
  const place = () => placeBeside(node, anchor);
  place();
  anchor.setAttribute("aria-expanded", "true");
  open = { anchor, node, place, close };
  document.addEventListener("pointerdown", closeElsewhere, true);
  node.addEventListener("keydown", closeByEscape);
  return open;

  function close(refocus = true) {
    if (open?.node === node) open = null;
    document.removeEventListener("pointerdown", closeElsewhere, true);
    anchor.setAttribute("aria-expanded", "false");
    node.remove();
    if (refocus) backTo(anchor);
    onclose?.();
  }
  function closeElsewhere({ target }) {
    if (!node.contains(target) && !anchor.contains(target)) close(false);
  }
  function closeByEscape(event) {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    close();
  }
}

/** Close whatever is open over the page. */
export const closePopover = () => open?.close(false);

/** Focus the control, or the one that took its place when what it stood in was drawn anew. */
function backTo(anchor) {
  const { focus } = anchor.dataset;
  const control = anchor.isConnected ? anchor : focus && document.querySelector(`[data-focus="${CSS.escape(focus)}"]`);
  control?.focus({ preventScroll: true });
}

function placeBeside(node, anchor) {
  const at = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = node;
  const below = at.bottom + GAP + height <= innerHeight - EDGE || at.top < height + GAP + EDGE;
  const left = Math.min(node.classList.contains("from-end") ? at.right - width : at.left, innerWidth - width - EDGE);
  node.style.left = `${Math.max(EDGE, left)}px`;
  node.style.top = `${Math.max(EDGE, Math.min(below ? at.bottom + GAP : at.top - GAP - height, innerHeight - height - EDGE))}px`;
}

/**
 * A menu of things to do.
 *
 * @param {{label: string, note?: string, icon?: string, danger?: boolean, onchoose: () => any}[]} items
 */
export function menu(anchor, items, { label, className = "" } = {}) {
  const list = items.map((item) => menuItem(item, () => opened.close()));
  const opened = popover(anchor, list, { className: `menu ${className}`, label, role: "menu" });
  if (!opened) return;
  opened.node.addEventListener("keydown", (event) => moveAmong(event, list));
  list[0]?.focus({ preventScroll: true });
}

function menuItem({ label, note, icon: drawing, danger, onchoose }, close) {
  const choose = () => {
    close();
    onchoose();
  };
  const look = danger ? "menu-item danger" : "menu-item";
  return el(
    "button",
    { type: "button", role: "menuitem", class: look, tabindex: -1, onclick: choose },
    drawing && icon(drawing),
    el("span", { class: "menu-label", dir: "auto" }, label),
    note && el("span", { class: "menu-note" }, note),
  );
}

/** Arrow keys, Home and End move focus among controls; Tab stays with them. */
export function moveAmong(event, controls) {
  const now = controls.indexOf(document.activeElement);
  const last = controls.length - 1;
  const steps = { ArrowDown: now + 1, ArrowUp: now < 0 ? last : now - 1, Home: 0, End: last };
  const next = event.key === "Tab" ? now + (event.shiftKey ? -1 : 1) : steps[event.key];
  if (next === undefined || !controls.length) return;
  event.preventDefault();
  controls[(next + controls.length) % controls.length].focus();
}

/** Ask what a confirm object asks. Resolves to whether the person went on. */
export function confirmed({ title, text, confirm, deny, style }, context) {
  return new Promise((resolve) => {
    const id = newId("confirm");
    const words = text.type === "mrkdwn" ? mrkdwn(text.text, context) : text.text;
    const yes = el("button", { class: `button ${style ?? "primary"}`, value: "yes" }, confirm.text);
    const form = el(
      "form",
      { method: "dialog" },
      el("h2", { id, dir: "auto" }, title.text),
      el("p", { class: "words", dir: "auto" }, words),
      el("div", { class: "dialog-row" }, el("button", { class: "button", value: "no" }, deny.text), yes),
    );
    const dialog = el("dialog", { class: "confirm", role: "alertdialog", "aria-labelledby": id }, form);
    // Escape would else reach a modal underneath and close that as well.
    dialog.addEventListener("keydown", (event) => event.stopPropagation());
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
    document.body.append(dialog);
    dialog.showModal();
    yes.focus();
  });
}

/** A confirm object from plain words. */
export function question(title, text, yes, style) {
  const plain = (words) => ({ type: "plain_text", text: words });
  return { title: plain(title), text: plain(text), confirm: plain(yes), deny: plain("Cancel"), style };
}

const LASTING = 8000;
const shown = new Map();

/** What Slack itself tells a person ("said"), or this page where Slack keeps silent; for a while, and once at a time. */
export function toast(words, kind = "said") {
  if (shown.has(words)) return;
  const region = document.getElementById("toasts");
  const dismiss = () => {
    clearTimeout(shown.get(words));
    shown.delete(words);
    node.remove();
  };
  const close = el(
    "button",
    { type: "button", class: "icon-button", "aria-label": "Dismiss", onclick: dismiss },
    icon("close"),
  );
  const node = el(
    "div",
    { class: `toast ${kind}` },
    icon(kind === "said" ? "chat" : "trouble"),
    el("p", { class: "words", dir: "auto" }, words),
    close,
  );
  shown.set(words, setTimeout(dismiss, LASTING));
  region.append(node);
  // A popover stands above an open modal dialog, where the person is looking.
  region.hidePopover?.();
  region.showPopover?.();
}

/** A button with a drawing and a name. */
export function iconButton(name, label, onclick, attributes = {}) {
  const press = (event) => busy(event.currentTarget, () => onclick(event));
  return el(
    "button",
    { type: "button", class: "icon-button", "aria-label": label, title: label, onclick: press, ...attributes },
    icon(name),
  );
}

/** Open a small panel of controls beside a button; `build(close)` gives what stands in it. */
export function panel(anchor, label, build) {
  const inside = el("div", { class: "panel" });
  const opened = popover(anchor, inside, { className: "from-end", label });
  if (!opened) return;
  fill(inside, build(opened.close));
  opened.place();
  inside.querySelector("button, input")?.focus({ preventScroll: true });
}
