/** The first visit's strip: three things to try. Once dismissed it stays away for this visit. */

import { el } from "./dom.js";
import { icon } from "./icons.js";

const DISMISSED = "strip-dismissed";
const LINE = "add Jane Doe, CTO at Acme, follow up in 2 weeks";

/** The strip. */
export class Strip {
  constructor(app) {
    this.app = app;
    this.node = el("section", {
      class: "strip",
      "aria-label": "Three things to try",
      hidden: Boolean(sessionStorage.getItem(DISMISSED)),
    });
    this.node.append(
      el("p", { class: "strip-title" }, "Three things to try"),
      el("ol", {}, [
        this.#item("Write about somebody you met", () => this.#write()),
        this.#item("Log a lead from a message’s menu", () => this.#lead()),
        this.#item("Jump the clock to a reminder", () => app.clock.open()),
      ]),
      el(
        "button",
        { type: "button", class: "icon-button", "aria-label": "Dismiss", onclick: () => this.#dismiss() },
        icon("close"),
      ),
    );
  }

  /** Show it again, as on a first visit. */
  again() {
    sessionStorage.removeItem(DISMISSED);
    this.node.hidden = false;
  }

  #item(words, onclick) {
    return el("li", {}, el("button", { type: "button", class: "strip-item", onclick }, el("span", {}, words)));
  }

  #write() {
    const command = this.app.snapshot.app.commands[0]?.command;
    this.app.go("#/app");
    this.app.composer.fill(command ? `${command} ${LINE}` : LINE);
  }

  #lead() {
    const { channels } = this.app.snapshot;
    const channel = channels.find(({ name }) => name === "intros") ?? channels[0];
    const [first] = channel.messages;
    this.app.go(`#/${channel.id}/${first?.ts ?? ""}`);
  }

  #dismiss() {
    sessionStorage.setItem(DISMISSED, "yes");
    this.node.hidden = true;
    this.app.composer.field.focus();
  }
}
