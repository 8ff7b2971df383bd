/**
 * Block Kit as DOM nodes: one small function for each block and each element, named as in Slack's reference
 * (docs.slack.dev/reference/block-kit). What they need of the world is a `Surface`; an element and the block it
 * stands in are a `spot`. The server has refused whatever breaks a limit, so none is checked here.
 */

import { channels, conversations, fromApp, fromOptions, users } from "./choices.js";
import { busy, el, newId } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { fileInput } from "./files.js";
import { icon } from "./icons.js";
import { confirmed, menu } from "./menus.js";
import { mrkdwn } from "./mrkdwn.js";
import { markdown, richText } from "./richtext.js";
import { select } from "./select.js";
import { fromLocal, isoMinute } from "./time.js";

/** The blocks of a message or view as nodes. A block unknown here says so, as it would be a gap of this page. */
export const blocks = (list, surface) =>
  (list ?? []).map((block) => {
    const draw = BLOCKS[block.type] ?? unknown;
    return el("div", { class: `block block-${block.type}`, "data-block": block.block_id }, draw(block, surface));
  });

/** A text object as nodes. */
export const text = (object, surface) =>
  object.type === "mrkdwn" ? mrkdwn(object.text, surface.context) : [withEmoji(object.text)];

// -- blocks

function section(block, surface) {
  const fields = block.fields?.map((field) => words("div", field, surface));
  return [
    el(
      "div",
      { class: "section-words" },
      block.text && words("div", block.text, surface),
      fields && el("div", { class: "fields" }, fields),
    ),
    block.accessory && el("div", { class: "accessory" }, element({ block, element: block.accessory }, surface)),
  ];
}

function actions(block, surface) {
  return block.elements.map((each) => element({ block, element: each }, surface));
}

function context(block, surface) {
  return block.elements.map((each) => (each.type === "image" ? picture(each, "tiny") : words("span", each, surface)));
}

function header(block, surface) {
  return el("h3", { dir: "auto" }, text(block.text, surface));
}

const divider = () => el("hr");

function image(block, surface) {
  const title = block.title && el("figcaption", { dir: "auto" }, text(block.title, surface));
  return el("figure", {}, title, picture(block, "large"));
}

function input(block, surface) {
  const ids = { field: newId("field"), label: newId("label"), about: newId("about") };
  const error = surface.errors[block.block_id];
  const optional = block.optional && el("span", { class: "optional" }, " (optional)");
  const label = block.label.text;
  return [
    el("label", { id: ids.label, for: ids.field, dir: "auto" }, withEmoji(label), optional),
    element({ block, element: block.element, label, ids, error }, surface),
    el(
      "div",
      { id: ids.about },
      error && el("p", { class: "field-error", dir: "auto" }, error),
      block.hint && el("p", { class: "hint", dir: "auto" }, text(block.hint, surface)),
    ),
  ];
}

const rich_text = (block, surface) => el("div", { class: "words", dir: "auto" }, richText(block, surface.context));

const markdownBlock = (block) => el("div", { class: "words", dir: "auto" }, markdown(block.text));

const file = (block) => el("p", { class: "placeholder" }, `File ${block.external_id}`);

const video = (block, surface) =>
  el("figure", {}, el("figcaption", {}, text(block.title, surface)), unseen(block.alt_text));

const unknown = (block) => el("p", { class: "placeholder" }, `This page does not draw “${block.type}” blocks.`);

const BLOCKS = {
  section,
  actions,
  context,
  header,
  divider,
  image,
  input,
  rich_text,
  markdown: markdownBlock,
  file,
  video,
};

const words = (tag, object, surface) => el(tag, { class: "words", dir: "auto" }, text(object, surface));

/** An image, if it is served from here; nothing is ever fetched from elsewhere, so others show their words. */
function picture({ image_url: address = "", alt_text }, size) {
  const here = address && new URL(address, location.href).origin === location.origin;
  return here || address.startsWith("data:image/")
    ? el("img", { class: `picture ${size}`, src: address, alt: alt_text })
    : unseen(alt_text, size);
}

const unseen = (alt, size = "large") =>
  el("span", { class: `unseen ${size}`, role: "img", "aria-label": alt, title: alt }, icon("image"), alt);

// -- elements

const element = (spot, surface) => (ELEMENTS[spot.element.type] ?? unknownElement)(spot, surface);

const unknownElement = ({ element }) => el("span", { class: "placeholder" }, `“${element.type}” is not drawn here.`);

function button(spot, surface) {
  const { text: object, style, url, accessibility_label: label } = spot.element;
  const onclick = async () => {
    if (!(await agreed(spot, surface))) return;
    if (url) window.open(url, "_blank", "noopener,noreferrer");
    await busy(node, () => surface.press(spot));
  };
  const look = { type: "button", class: `button ${style ?? ""}`, "aria-label": label };
  const node = el("button", { ...look, ...named(spot, surface), onclick }, text(object, surface));
  return node;
}

function overflow(spot, surface) {
  const choose = async (option) => {
    if (!(await agreed(spot, surface))) return;
    if (option.url) window.open(option.url, "_blank", "noopener,noreferrer");
    await busy(more, () => surface.press(spot, option.value));
  };
  const items = spot.element.options.map((option) => ({
    label: withEmoji(option.text.text),
    onchoose: () => choose(option),
  }));
  const open = () => menu(more, items, { label: "More actions" });
  const look = {
    type: "button",
    class: "button square",
    "aria-label": "More actions",
    "aria-haspopup": "menu",
    "aria-expanded": "false",
  };
  const more = el("button", { ...look, ...named(spot, surface), onclick: open }, icon("dots"));
  return more;
}

const textInput =
  (type, attributes = {}) =>
  (spot, surface) => {
    const { multiline, placeholder, initial_value: initial } = spot.element;
    const about = {
      ...attributes,
      class: "text-input",
      dir: "auto",
      placeholder: placeholder?.text,
      autocomplete: "off",
      ...labelled(spot, surface),
    };
    const field = multiline ? el("textarea", { ...about, rows: 4 }) : el("input", { ...about, type });
    field.value = (surface.state(spot) ?? { value: initial }).value ?? "";
    const tell = (how) => surface.change(spot, { value: field.value || null }, how);
    field.addEventListener("input", () => tell({ soon: true }));
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || multiline || !spot.block.dispatch_action) return;
      event.preventDefault();
      tell({ entered: true });
    });
    return field;
  };

const dateInput = (type, key, initial) => (spot, surface) => {
  const field = el("input", { type, class: "text-input date", ...labelled(spot, surface) });
  const state = surface.state(spot);
  field.value = (state ? state[key] : spot.element[initial]) ?? "";
  field.addEventListener("change", () => changed(spot, surface, { [key]: field.value || null }));
  return field;
};

function datetimepicker(spot, surface) {
  const field = el("input", { type: "datetime-local", class: "text-input date", ...labelled(spot, surface) });
  const seconds = surface.state(spot)?.selected_date_time ?? spot.element.initial_date_time;
  if (seconds) field.value = isoMinute(new Date(seconds * 1000));
  const instant = () => (field.value ? fromLocal(field.value).getTime() / 1000 : null);
  field.addEventListener("change", () => changed(spot, surface, { selected_date_time: instant() }));
  return field;
}

function radio_buttons(spot, surface) {
  const now = (surface.state(spot) ?? { selected_option: spot.element.initial_option }).selected_option?.value;
  return ticks(
    spot,
    surface,
    "radio",
    (option) => option.value === now,
    ([option]) => ({ selected_option: option ?? null }),
  );
}

function checkboxes(spot, surface) {
  const now = (surface.state(spot) ?? { selected_options: spot.element.initial_options }).selected_options ?? [];
  const held = (option) => now.some(({ value }) => value === option.value);
  return ticks(spot, surface, "checkbox", held, (options) => ({ selected_options: options }));
}

function ticks(spot, surface, type, held, state) {
  const { options } = spot.element;
  const name = newId("ticks");
  const boxes = options.map((option, index) =>
    el("input", { type, name, checked: held(option), "data-focus": focusKey(spot, surface, index), onchange: change }),
  );
  const role = type === "radio" ? "radiogroup" : "group";
  return el(
    "div",
    { ...labelled(spot, surface), role, class: "ticks", "data-focus": null },
    options.map((option, index) => tick(option, boxes[index], surface)),
  );

  async function change({ target }) {
    const chosen = options.filter((_, index) => boxes[index].checked);
    if ((await changed(spot, surface, state(chosen))) !== false) return;
    boxes.forEach(
      (box, index) =>
        (box.checked = type === "radio" ? held(options[index]) : box === target ? !box.checked : box.checked),
    );
  }
}

function tick(option, box, surface) {
  const description = option.description && el("small", { class: "words" }, text(option.description, surface));
  return el("label", { class: "tick" }, box, el("span", { dir: "auto" }, text(option.text, surface), description));
}

/** A select: `find` gives its choices or how to ask for them, `key` is where its state is kept. */
const selects = (key, initial, find) => (spot, surface) => {
  const { element, block } = spot;
  const several = key.endsWith("s");
  const source = find(spot, surface);
  const state = surface.state(spot);
  const held = [(state ? state[key] : element[initial]) ?? []].flat();
  const onchange = (chosen) => {
    const kept = chosen.map(({ value }) => source.back(value, chosen));
    return changed(spot, surface, { [key]: several ? kept : (kept[0] ?? null) });
  };
  const placeholder = element.placeholder?.text ?? (several ? "Choose options" : "Choose an option");
  return select({
    ...source,
    name: spot.label ?? placeholder,
    placeholder,
    chosen: held.map(source.choice),
    several,
    most: element.max_selected_items,
    clearable: block.type === "input" && block.optional,
    attributes: { ...labelled(spot, surface), "aria-label": spot.label ?? placeholder, "aria-labelledby": null },
    onchange,
  });
};

const ELEMENTS = {
  button,
  workflow_button: button,
  overflow,
  image: ({ element }) => picture(element, "beside"),
  plain_text_input: textInput("text"),
  email_text_input: textInput("email", { inputmode: "email" }),
  url_text_input: textInput("url", { inputmode: "url" }),
  number_input: textInput("text", { inputmode: "decimal" }),
  file_input: (spot, surface) => fileInput(spot, surface, labelled(spot, surface)),
  radio_buttons,
  checkboxes,
  datepicker: dateInput("date", "selected_date", "initial_date"),
  timepicker: dateInput("time", "selected_time", "initial_time"),
  datetimepicker,
  static_select: selects("selected_option", "initial_option", fromOptions),
  external_select: selects("selected_option", "initial_option", fromApp),
  users_select: selects("selected_user", "initial_user", users),
  channels_select: selects("selected_channel", "initial_channel", channels),
  conversations_select: selects("selected_conversation", "initial_conversation", conversations),
  multi_static_select: selects("selected_options", "initial_options", fromOptions),
  multi_external_select: selects("selected_options", "initial_options", fromApp),
  multi_users_select: selects("selected_users", "initial_users", users),
  multi_channels_select: selects("selected_channels", "initial_channels", channels),
  multi_conversations_select: selects("selected_conversations", "initial_conversations", conversations),
};

// -- what elements share

const agreed = async ({ element }, surface) => !element.confirm || confirmed(element.confirm, surface.context);

/** Keep a choice and tell the app; false if the person was asked and thought better of it. */
async function changed(spot, surface, state) {
  if (!(await agreed(spot, surface))) return false;
  await surface.change(spot, state);
  return true;
}

const focusKey = ({ block, element }, surface, index = "") =>
  [surface.place, block.block_id, element.action_id, index].join("/");

const named = (spot, surface) => ({ "data-focus": focusKey(spot, surface), "data-action": spot.element.action_id });

/** What ties a control to the label, hint and error of its input block. */
const labelled = (spot, surface) => ({
  ...named(spot, surface),
  id: spot.ids?.field,
  autofocus: spot.element.focus_on_load,
  "aria-label": spot.ids ? null : (spot.element.placeholder?.text ?? "Choose"),
  "aria-labelledby": spot.ids?.label,
  "aria-describedby": spot.ids?.about,
  "aria-invalid": spot.error ? "true" : null,
  "aria-required": spot.ids && !spot.block.optional ? "true" : null,
});
