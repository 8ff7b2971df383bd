/** Switches for trouble: what real Slack does on a bad day. */

import { busy, el, isBusy } from "./dom.js";
import { icon } from "./icons.js";
import { panel } from "./menus.js";

const SLOW = 2;

const SWITCHES = [
  {
    name: "slow",
    words: "Slack is slow",
    note: `Each answer to the app takes ${SLOW} seconds more`,
    details: { seconds: SLOW },
  },
  { name: "rate_limited", words: "Too many requests", note: "The app’s requests get 429 with Retry-After" },
  { name: "failing", words: "Slack is failing", note: "The app’s requests get a 500" },
  { name: "expired_triggers", words: "Triggers expire", note: "A form the app wants to open comes too late" },
];

/** The button in the bar on top; lit while there is trouble. */
export class Trouble {
  constructor(app) {
    this.app = app;
    this.inside = null;
    this.node = el(
      "button",
      {
        type: "button",
        class: "bar-button",
        id: "trouble",
        "aria-haspopup": "dialog",
        "aria-expanded": "false",
        onclick: () => this.#open(),
      },
      icon("trouble"),
      el("span", { class: "bar-words wide" }, "Trouble"),
    );
  }

  /** Show what trouble there is. */
  render({ trouble }) {
    const on = SWITCHES.filter(({ name }) => trouble[name]);
    this.node.classList.toggle("lit", on.length > 0);
    this.node.setAttribute("aria-label", on.length ? `Trouble: ${on.map(({ words }) => words).join(", ")}` : "Trouble");
    for (const { name } of SWITCHES) {
      const box = this.inside?.querySelector(`[name="${name}"]`);
      // A snapshot from before the press must not turn the switch back.
      if (box && !isBusy(box)) box.checked = Boolean(trouble[name]);
    }
  }

  #open() {
    panel(this.node, "Trouble", () => {
      this.inside = el(
        "div",
        { class: "panel-choices" },
        SWITCHES.map((each) => this.#switch(each)),
      );
      const drop = el(
        "button",
        { type: "button", class: "button", onclick: (event) => this.#once(event, "drop_sockets") },
        "Drop the app’s sockets",
      );
      return [el("p", { class: "panel-title" }, "A bad day at Slack"), this.inside, drop];
    });
    if (this.inside) this.render(this.app.snapshot);
  }

  #switch({ name, words, note, details }) {
    const flip = ({ target }) =>
      busy(target, () => this.app.act("trouble", { switch: name, on: target.checked, ...details }));
    const box = el("input", { type: "checkbox", role: "switch", name, class: "switch", onchange: flip });
    return el("label", { class: "tick" }, box, el("span", {}, words, el("small", {}, note)));
  }

  #once({ currentTarget }, name) {
    return busy(currentTarget, () => this.app.act("trouble", { switch: name }));
  }
}
