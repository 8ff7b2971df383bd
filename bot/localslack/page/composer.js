/** The message box: it knows commands and their verbs, people, files and the app's global shortcuts. */

import { busy, el, fill, isBusy } from "./dom.js";
import { completionsFor, withCompletion } from "./completing.js";
import { base64 } from "./files.js";
import { iconButton, menu } from "./menus.js";
import { chip } from "./select.js";

/** The composer under the messages. `render(channel)` readies it for a channel; each channel keeps its own draft. */
export class Composer {
  constructor(app) {
    this.app = app;
    this.drafts = new Map();
    this.files = [];
    this.completion = { items: [], active: -1 };
    this.field = el("textarea", {
      rows: 1,
      dir: "auto",
      class: "composer-field",
      "aria-autocomplete": "list",
      "aria-controls": "completions",
      "aria-haspopup": "listbox",
      oninput: () => this.#typed(),
      onkeydown: (event) => this.#press(event),
      onblur: () => this.#offer([]),
      onclick: () => this.#complete(),
      "data-focus": "composer",
    });
    this.list = el("div", {
      id: "completions",
      role: "listbox",
      class: "completions",
      "aria-label": "Suggestions",
      hidden: true,
    });
    this.chips = el("div", { class: "chips", hidden: true });
    this.picker = el("input", {
      type: "file",
      hidden: true,
      multiple: true,
      onchange: () => this.#attach([...this.picker.files]),
    });
    this.send = iconButton("send", "Send now", () => this.submit(), { class: "icon-button send" });
    this.node = el("div", { class: "composer" }, this.list, this.#box());
  }

  /** Ready the box for a channel. */
  render({ id, name, kind }) {
    if (this.channel !== id) {
      this.drafts.set(this.channel, this.field.value);
      this.channel = id;
      this.fill(this.drafts.get(id) ?? "", false);
    }
    const label = kind === "dm" ? `Message ${name}` : `Message #${name}`;
    this.field.placeholder = label;
    this.field.setAttribute("aria-label", label);
  }

  /** Forget what was typed and not sent. */
  forget() {
    this.drafts.clear();
    this.files = [];
    this.fill("", false);
  }

  /** Put words into the box, ready to be sent. */
  fill(words, focus = true) {
    this.field.value = words;
    if (focus) this.field.focus();
    this.#grow();
    this.#offer([]);
  }

  /** Send what is written, and any files. */
  async submit() {
    const text = this.field.value.trim();
    const [channel, files] = [this.channel, this.files];
    if (!text && !files.length) return;
    this.files = [];
    this.fill("");
    this.#showFiles();
    const answer = await (files.length ? this.#upload(channel, text, files) : this.app.act("type", { channel, text }));
    // A command that failed leaves nothing behind; its words should not be lost.
    if (!answer.ok && text.startsWith("/") && this.channel === channel && !this.field.value) this.fill(text, false);
  }

  #box() {
    const plus = iconButton("plus", "Attach a file or use a shortcut", () => this.#openShortcuts(plus), {
      "aria-haspopup": "menu",
      "aria-expanded": "false",
    });
    const mention = iconButton("mention", "Mention someone", () => this.#insert("@"));
    const row = el("div", { class: "composer-row" }, plus, mention, el("span", { class: "spacer" }), this.send);
    const box = el("div", { class: "composer-box" }, this.field, this.chips, row, this.picker);
    box.addEventListener("dragover", (event) => event.preventDefault());
    box.addEventListener("drop", (event) => (event.preventDefault(), this.#attach([...event.dataTransfer.files])));
    return box;
  }

  // -- shortcuts and files

  #openShortcuts(anchor) {
    const { shortcuts, name } = this.app.snapshot.app;
    const use = (callback_id) => busy(anchor, () => this.app.act("shortcut", { callback_id }));
    const offered = shortcuts.filter(({ type }) => type === "global");
    menu(
      anchor,
      [
        ...offered.map((each) => ({
          label: each.name,
          note: name,
          icon: "person",
          onchoose: () => use(each.callback_id),
        })),
        { label: "Upload from your computer", icon: "paperclip", onchoose: () => this.picker.click() },
      ],
      { label: "Shortcuts" },
    );
  }

  #attach(files) {
    this.files = [...this.files, ...files];
    this.picker.value = "";
    this.#showFiles();
    this.field.focus();
  }

  #showFiles() {
    const remove = (file) => {
      this.files = this.files.filter((each) => each !== file);
      this.#showFiles();
    };
    fill(
      this.chips,
      this.files.map((file) => chip(file.name, () => remove(file))),
    );
    this.chips.hidden = !this.files.length;
    this.#grow();
  }

  /** Each file is a message of its own; the words go with the first. */
  async #upload(channel, text, files) {
    let answer = { ok: true };
    for (const [index, file] of files.entries()) {
      const data = await base64(file);
      answer = await this.app.act("upload", { channel, filename: file.name, data, text: index ? "" : text });
    }
    return answer;
  }

  // -- typing

  #typed() {
    this.#grow();
    this.#complete();
  }

  #grow() {
    this.field.style.height = "auto";
    this.field.style.height = `${this.field.scrollHeight}px`;
    this.send.classList.toggle("ready", Boolean(this.field.value.trim() || this.files.length));
  }

  #insert(words) {
    const { selectionStart: at, value } = this.field;
    this.field.setRangeText(
      at && !/\s$/.test(value.slice(0, at)) ? ` ${words}` : words,
      at,
      this.field.selectionEnd,
      "end",
    );
    this.field.focus();
    this.#typed();
  }

  #press(event) {
    if (event.isComposing) return;
    const isTaken = this.completion.items.length > 0 && this.#choose(event);
    const isSent = !isTaken && event.key === "Enter" && !event.shiftKey;
    if (isTaken || isSent) event.preventDefault();
    if (isSent && !isBusy(this.send)) this.submit();
  }

  /** Whether a key was meant for the open list of completions. */
  #choose({ key, shiftKey }) {
    const { items, active } = this.completion;
    const step = { ArrowDown: 1, ArrowUp: -1 }[key];
    if (step) this.#activate(nextOf(active, step, items.length));
    else if (key === "Escape") this.#offer([]);
    else if (key === "Tab" && !shiftKey) this.#take(items[Math.max(0, active)]);
    else if (key === "Enter" && active >= 0) this.#take(items[active]);
    else return false;
    return true;
  }

  // -- completing

  #complete() {
    const { value, selectionStart, selectionEnd } = this.field;
    const found =
      selectionStart === selectionEnd ? completionsFor(value.slice(0, selectionStart), this.app.snapshot) : null;
    this.#offer(found?.items ?? [], found ?? {});
  }

  #offer(items, { title = "", active = -1, from = 0 } = {}) {
    this.completion = { items, active: -1, from };
    this.list.hidden = !items.length;
    fill(
      this.list,
      title && el("div", { class: "completion-title", role: "presentation" }, title),
      items.map((item, index) => this.#option(item, index)),
    );
    this.#activate(active);
  }

  #option(item, index) {
    // mousedown, since the field's blur would close the list before a click
    const take = (event) => (event.preventDefault(), this.#take(item));
    return el(
      "div",
      { role: "option", id: `completion-${index}`, class: "completion", "aria-selected": "false", onmousedown: take },
      item.picture ?? null,
      el("span", { class: "completion-words", dir: "auto" }, item.label),
      item.note && el("span", { class: "completion-note" }, item.note),
    );
  }

  #activate(index) {
    this.completion.active = index;
    [...this.list.querySelectorAll("[role=option]")].forEach((option, place) => {
      option.setAttribute("aria-selected", String(place === index));
      if (place === index) option.scrollIntoView({ block: "nearest" });
    });
    if (index >= 0) this.field.setAttribute("aria-activedescendant", `completion-${index}`);
    else this.field.removeAttribute("aria-activedescendant");
  }

  #take(item) {
    const { value, selectionStart } = this.field;
    const { words, at } = withCompletion(value, this.completion.from, selectionStart, item);
    this.field.value = words;
    this.field.setSelectionRange(at, at);
    this.#typed();
  }
}

/** Where an arrow key leads; before the first and after the last is the box itself again. */
const nextOf = (active, step, count) => ((active + 1 + step + (count + 1)) % (count + 1)) - 1;
