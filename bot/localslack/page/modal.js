/** The modal before a person: the top of the stack, drawn in one dialog that lasts as long as the stack. */

import { blocks } from "./blocks.js";
import { busy, el, fill, focusWithin } from "./dom.js";
import { icon } from "./icons.js";
import { closePopover } from "./menus.js";
import { avatar } from "./people.js";
import { forgetAllBut, Surface } from "./surface.js";

const ID = "modal-title";
const SNAPSHOT_BEHIND = 100;
const FIRST = ".modal-body :is(input:not([hidden]), textarea, button)";

/** Shows whatever stack of views a snapshot has. */
export class Modal {
  constructor(app) {
    this.app = app;
    this.form = el("form", { novalidate: true, method: "dialog", onsubmit: (event) => this.#submit(event) });
    this.dialog = el(
      "dialog",
      { class: "modal", "aria-labelledby": ID, onkeydown: (event) => this.#press(event) },
      this.form,
    );
    // A browser closes a dialog on a second Escape by itself; the stack alone decides.
    this.dialog.addEventListener("cancel", (event) => event.preventDefault());
    document.body.append(this.dialog);
  }

  /** Show the top view, or none. */
  render(modals) {
    forgetAllBut([...modals, this.app.snapshot.home].filter(Boolean));
    const view = modals.at(-1);
    if (!view) return this.#close();
    const stamp = JSON.stringify([view.id, view.hash, view.blocks, view.errors, files(view)]);
    if (stamp !== this.stamp) this.#show(view);
    this.stamp = stamp;
    return undefined;
  }

  #show(view) {
    const isNew = view.id !== this.view?.id;
    const scroll = isNew ? 0 : this.body.scrollTop;
    const refocus = isNew ? null : focusWithin(this.form);
    if (isNew) closePopover();
    if (isNew) this.failure = "";
    this.view = view;
    this.surface = new Surface(this.app, { view: view.id }, { values: view.state?.values, errors: view.errors });
    this.body = el("div", { class: "modal-body", tabindex: -1 }, blocks(view.blocks, this.surface));
    fill(this.form, this.#head(view), this.body, this.#foot(view));
    if (!this.dialog.open) this.dialog.showModal();
    this.body.scrollTop = scroll;
    this.#focus(view, isNew, refocus);
  }

  #focus(view, isNew, refocus) {
    const wrong = this.form.querySelector("[aria-invalid=true]");
    if (wrong) wrong.focus();
    else if (isNew) this.#begin();
    else refocus?.(this.body);
    // Nothing had focus in a view that was only loading.
    if (!this.dialog.contains(document.activeElement) || document.activeElement === this.dialog) this.#begin();
  }

  #begin() {
    const chosen = this.form.querySelector("[autofocus]") ?? this.form.querySelector(FIRST) ?? this.body;
    chosen.focus({ preventScroll: true });
    this.body.scrollTop = 0;
  }

  #head({ title }) {
    const { name } = this.app.snapshot.app;
    const closeAll = el(
      "button",
      { type: "button", class: "icon-button", "aria-label": "Close", onclick: () => this.#leave(true) },
      icon("close"),
    );
    return el(
      "header",
      { class: "modal-head" },
      avatar("app", name, { isApp: true, size: "small" }),
      el("h2", { id: ID, dir: "auto" }, title.text),
      closeAll,
    );
  }

  #foot({ submit, close }) {
    const words = close?.text ?? (submit ? "Cancel" : "Close");
    this.failed = el("p", { class: "modal-failed", role: "alert" }, this.failure);
    this.go = submit && el("button", { type: "submit", class: "button primary" }, submit.text);
    const leave = el("button", { type: "button", class: "button", onclick: () => this.#leave(false) }, words);
    return el("footer", { class: "modal-foot" }, this.failed, leave, this.go);
  }

  async #submit(event) {
    event.preventDefault();
    if (!this.go) return;
    const { view, surface } = this;
    this.#fail("");
    const answer = await busy(this.go, async () => {
      await surface.flush();
      return this.app.live.act("submit", { view: view.id });
    });
    if (!answer || answer.ok) return;
    // What is wrong with a field stands under the field, in a snapshot just behind this answer; the rest is said here.
    await new Promise((resolve) => setTimeout(resolve, SNAPSHOT_BEHIND));
    const isUnderField = Object.values(this.view?.errors ?? {}).includes(answer.error);
    if (this.view?.id === view.id && !isUnderField) this.#fail(answer.error);
  }

  #fail(words) {
    this.failure = words;
    this.failed.textContent = words;
  }

  #leave(all) {
    const { view } = this;
    return this.app.act("close", { view: view.id, ...(all && { all: true }) });
  }

  #press(event) {
    if (event.key === "Escape") {
      event.preventDefault();
      this.#leave(false);
    } else if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) {
      this.form.requestSubmit();
    }
  }

  #close() {
    if (!this.dialog.open) return;
    Object.assign(this, { view: null, stamp: null, failure: "" });
    closePopover();
    // The browser gives focus back to what had it before, unless that was drawn anew meanwhile.
    this.dialog.close();
    fill(this.form);
    if (document.activeElement === document.body) this.app.focusPlace();
  }
}

/** What file inputs hold; it is shown from the state, unlike words, which the field itself keeps. */
const files = ({ state }) =>
  Object.values(state?.values ?? {}).flatMap((block) => Object.values(block).flatMap((each) => each.files ?? []));
