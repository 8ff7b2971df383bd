/** Slack's select menus: a box that opens a list to choose from, with a field to type into. */

import { debounced, el, fill, newId } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { icon } from "./icons.js";
import { popover } from "./menus.js";

const TO_TYPE_FROM = 8; // shorter lists need no field to filter them
const TYPING = 150;

/**
 * A select menu. A choice is `{value, label, note?, group?}`.
 *
 * @param {object} about
 * @param {string} about.name what it is called, and `about.placeholder`, what it reads when empty
 * @param {object[]} [about.choices] all there is to choose from, or
 * @param {(typed: string) => Promise<object[]>} [about.ask] how to find it, from `about.least` characters on
 * @param {object[]} about.chosen what is chosen at first
 * @param {boolean} [about.several] whether more than one can be, up to `about.most`
 * @param {boolean} [about.clearable] whether none is a choice too
 * @param {(chosen: object[]) => Promise<boolean | void>} about.onchange false takes the choice back
 */
export const select = (about) => new Select(about).node;

class Select {
  constructor(about) {
    this.about = about;
    this.chosen = about.chosen;
    this.words = el("span", { class: "select-words", dir: "auto" });
    this.box = this.#box();
    this.chips = el("span", { class: "chips" });
    this.clear = cross(`Clear ${about.name}`, () => this.take([]));
    const look = about.several ? "select-set several" : "select-set";
    this.node = el("span", { class: look }, this.chips, this.box, this.clear);
    this.#show();
  }

  /** Choose these instead. */
  async take(next) {
    const before = this.chosen;
    this.chosen = next;
    this.#show();
    if ((await this.about.onchange(next)) !== false) return;
    this.chosen = before;
    this.#show();
  }

  #box() {
    const attributes = {
      type: "button",
      class: "select",
      role: "combobox",
      "aria-haspopup": "listbox",
      "aria-expanded": "false",
    };
    const open = () => new List(this);
    const onkeydown = (event) => {
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      event.preventDefault();
      open();
    };
    return el(
      "button",
      { ...attributes, onclick: open, onkeydown, ...this.about.attributes },
      this.words,
      icon("chevron"),
    );
  }

  #show() {
    const { placeholder, several, clearable } = this.about;
    const [only] = several ? [] : this.chosen;
    const reads = only ? withEmoji(only.label) : placeholder;
    this.words.textContent = reads;
    this.words.classList.toggle("placeholder", !only);
    this.clear.hidden = !(clearable && only);
    fill(this.chips, several ? this.chosen.map((choice) => this.#chip(choice)) : []);
  }

  #chip(choice) {
    return chip(choice.label, () => this.take(this.chosen.filter((each) => each !== choice)));
  }
}

/** One chosen thing, with a cross to take it away. */
export const chip = (label, onremove) =>
  el("span", { class: "chip" }, el("span", { dir: "auto" }, withEmoji(label)), cross(`Remove ${label}`, onremove));

const cross = (label, onclick) =>
  el("button", { type: "button", class: "icon-button small", "aria-label": label, onclick }, icon("close"));

/** The open list of a select. Focus stays in the field or on the list; `active` is where the arrow keys are. */
class List {
  constructor(owner) {
    this.owner = owner;
    this.about = owner.about;
    this.id = newId("list");
    this.offered = [];
    this.active = -1;
    this.asked = 0;
    this.list = this.#list();
    this.field = this.about.ask || this.about.choices.length >= TO_TYPE_FROM ? this.#field() : null;
    this.driver = this.field ?? this.list;
    this.opened = popover(owner.box, [this.field, this.list], { className: "select-list", label: this.about.name });
    if (this.opened) this.#begin();
  }

  #begin() {
    this.opened.node.style.minWidth = `${this.owner.box.offsetWidth}px`;
    this.opened.node.addEventListener("keydown", (event) => this.#press(event));
    this.#look();
    this.driver.focus({ preventScroll: true });
  }

  #list() {
    const many = this.about.several ? "true" : null;
    return el("ul", {
      role: "listbox",
      id: this.id,
      tabindex: -1,
      "aria-label": this.about.name,
      "aria-multiselectable": many,
    });
  }

  #field() {
    const look = debounced(() => this.#look(), this.about.ask ? TYPING : 0);
    const roles = { role: "combobox", "aria-expanded": "true", "aria-controls": this.id, "aria-autocomplete": "list" };
    const typed = { placeholder: "Type to find", autocomplete: "off", spellcheck: "false", dir: "auto" };
    return el("input", {
      class: "select-filter",
      "aria-label": `Find in ${this.about.name}`,
      ...roles,
      ...typed,
      oninput: look,
    });
  }

  async #look() {
    const { ask, choices, least } = this.about;
    const typed = this.field?.value.trim() ?? "";
    const turn = ++this.asked;
    if (!ask) return this.#offer(choices.filter(({ label }) => label.toLowerCase().includes(typed.toLowerCase())));
    if (typed.length < least) return this.#offer([], least > 1 ? `Type ${least} letters or more` : "Type to find");
    this.list.setAttribute("aria-busy", "true");
    const found = await ask(typed);
    // An answer to what was typed before is of no use any more.
    return turn === this.asked && this.#offer(found);
  }

  #offer(found, otherwise = "No results") {
    this.offered = found;
    this.active = -1;
    this.list.removeAttribute("aria-busy");
    const none = el("li", { class: "select-none", role: "presentation" }, otherwise);
    fill(this.list, found.length ? found.flatMap((choice, index) => this.#rows(choice, index)) : none);
    this.#activate(
      Math.max(
        0,
        found.findIndex((choice) => this.#holds(choice)),
      ),
    );
    this.opened.place();
  }

  #rows(choice, index) {
    const isFirst = choice.group && choice.group !== this.offered[index - 1]?.group;
    const group = isFirst && el("li", { class: "select-group", role: "presentation" }, choice.group);
    const act = { onclick: () => this.#pick(index), onpointermove: () => this.#activate(index) };
    const held = this.#holds(choice);
    const words = el(
      "span",
      { class: "option-words", dir: "auto" },
      withEmoji(choice.label),
      choice.note && el("small", {}, choice.note),
    );
    const option = { role: "option", id: `${this.id}-${index}`, "aria-selected": String(held) };
    return [group, el("li", { ...option, ...act }, words, held && icon("check"))];
  }

  #holds = (choice) => this.owner.chosen.some(({ value }) => value === choice.value);

  #activate(index) {
    if (index === this.active) return;
    this.active = index;
    this.list.querySelector(".active")?.classList.remove("active");
    const row = document.getElementById(`${this.id}-${index}`);
    row?.classList.add("active");
    row?.scrollIntoView({ block: "nearest" });
    if (row) this.driver.setAttribute("aria-activedescendant", row.id);
    else this.driver.removeAttribute("aria-activedescendant");
  }

  #pick(index) {
    const choice = this.offered[index];
    if (!choice) return;
    if (this.about.several) return this.#toggle(choice, index);
    this.opened.close();
    if (!this.#holds(choice)) this.owner.take([choice]);
  }

  #toggle(choice, index) {
    const { chosen } = this.owner;
    const others = chosen.filter(({ value }) => value !== choice.value);
    const next = others.length < chosen.length ? others : [...chosen, choice];
    if (next.length > (this.about.most ?? Infinity)) return;
    this.owner.take(next);
    this.#offer(this.offered);
    this.#activate(index);
  }

  #press(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const count = this.offered.length;
    if (event.key === "Tab") return this.opened.close();
    if (step && count) this.#activate((this.active + step + count) % count);
    else if (event.key === "Enter" || (event.key === " " && !this.field)) this.#pick(this.active);
    else return;
    event.preventDefault();
  }
}
