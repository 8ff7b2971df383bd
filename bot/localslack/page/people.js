/** How people look: initials on a colour of their own. */

import { el } from "./dom.js";

const COLOURS = 8;

/** Somebody's avatar. It says nothing to a screen reader: the name stands beside it. */
export function avatar(id, name, { isApp = false, size = "" } = {}) {
  const initials = name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => [...word][0] ?? "")
    .join("")
    .toUpperCase();
  const look = isApp ? "app" : `colour-${[...id].reduce((sum, letter) => sum + letter.codePointAt(0), 0) % COLOURS}`;
  return el("span", { class: `avatar ${look} ${size}`, "aria-hidden": "true" }, isApp ? initials[0] : initials);
}
