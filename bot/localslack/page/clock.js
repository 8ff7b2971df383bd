/** The clock that can be moved. Moving it runs the app's worker, so reminders that came due arrive. */

import { busy, el } from "./dom.js";
import { icon } from "./icons.js";
import { panel } from "./menus.js";
import { currentTime, dayAndHour, fromLocal, isoMinute } from "./time.js";

const MINUTE = 60_000;
const JUMPS = [
  ["hour", "+1 hour"],
  ["tomorrow", "Tomorrow, 09:00"],
  ["monday", "Next Monday, 09:00"],
];

/** The clock's button in the bar on top. `render()` shows the time it is here. */
export class Clock {
  constructor(app) {
    this.app = app;
    this.words = el("span", { class: "bar-words" });
    this.node = el(
      "button",
      {
        type: "button",
        class: "bar-button clock",
        id: "clock",
        "aria-haspopup": "dialog",
        "aria-expanded": "false",
        onclick: () => this.open(),
      },
      icon("clock"),
      this.words,
    );
    setInterval(() => this.render(), 5000);
  }

  /** Show the time. */
  render() {
    if (!this.app.snapshot) return;
    const now = dayAndHour(currentTime());
    this.words.textContent = now;
    this.node.setAttribute("aria-label", `The clock: ${now}. Move it`);
  }

  /** Open the panel to move it with. */
  open() {
    panel(this.node, "Move the clock", (close) => [
      el("p", { class: "panel-title" }, "It is ", el("strong", {}, dayAndHour(currentTime()))),
      el("p", { class: "hint" }, `In ${this.app.snapshot.clock.zone}. Reminders that are due by then arrive.`),
      el(
        "div",
        { class: "panel-choices" },
        JUMPS.map(([by, words]) => this.#jump(words, () => ({ by }), close)),
      ),
      this.#date(close),
    ]);
  }

  #date(close) {
    const field = el("input", {
      type: "datetime-local",
      class: "text-input",
      "aria-label": "Date and time",
      min: isoMinute(currentTime()),
    });
    field.value = isoMinute(new Date(currentTime().getTime() + MINUTE));
    return el(
      "div",
      { class: "panel-row" },
      field,
      this.#jump("Go", () => ({ to: fromLocal(field.value).toISOString() }), close),
    );
  }

  #jump(words, where, close) {
    const go = async ({ currentTarget }) => {
      const answer = await busy(currentTarget, () => this.app.act("clock", where()));
      if (answer?.ok) close();
    };
    return el("button", { type: "button", class: "button", onclick: go }, words);
  }
}
