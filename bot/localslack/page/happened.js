/** What happened: each delivery to the app and each request of its, with payloads, time taken and Slack's refusals. */

import { el, sync } from "./dom.js";
import { icon } from "./icons.js";

const KINDS = {
  delivery: { words: "Slack → app", drawing: "outgoing" },
  request: { words: "App → Slack", drawing: "incoming" },
  response_url: { words: "App → Slack", drawing: "incoming" },
  file: { words: "App → Slack", drawing: "incoming" },
  answer: { words: "App’s answer", drawing: "incoming" },
};

/** The panel. `render(log)` shows the log, the newest entry first. */
export class Happened {
  constructor(app) {
    this.list = el("ol", { class: "happened-list", role: "list", "aria-label": "What happened, newest first" });
    this.none = el("p", { class: "empty" }, "Nothing yet. Write to the app or press a button.");
    this.only = el("input", { type: "checkbox", onchange: () => this.render(this.log) });
    const close = el(
      "button",
      {
        type: "button",
        class: "icon-button",
        "aria-label": "Close What happened",
        onclick: () => app.toggleHappened(false),
      },
      icon("close"),
    );
    this.node = el(
      "aside",
      {
        class: "happened",
        id: "happened",
        "aria-labelledby": "happened-title",
        hidden: true,
        onkeydown: (event) => event.key === "Escape" && app.toggleHappened(false),
      },
      el(
        "header",
        {},
        el("h2", { id: "happened-title", tabindex: -1 }, "What happened"),
        el("label", { class: "tick" }, this.only, el("span", {}, "Refused only")),
        close,
      ),
      this.none,
      this.list,
    );
    this.log = [];
  }

  /** Show the log, if the panel is open. */
  render(log) {
    this.log = log;
    if (this.node.hidden) return;
    const shown = this.only.checked ? log.filter(({ error }) => error) : log;
    this.none.hidden = shown.length > 0;
    sync(
      this.list,
      shown.toReversed().map((entry) => ({ key: String(entry.n), stamp: "", build: () => row(entry) })),
    );
  }
}

function row(entry) {
  const { words, drawing } = KINDS[entry.kind] ?? { words: entry.kind, drawing: "incoming" };
  const details = el(
    "details",
    {},
    el("summary", {}, icon(drawing), el("span", { class: "happened-name" }, entry.name), ...outcome(entry)),
  );
  // Payloads are long and mostly unread: they are drawn when somebody looks.
  details.addEventListener("toggle", () => details.append(...payloads(entry)), { once: true });
  return el(
    "li",
    { class: entry.error ? "entry refused" : "entry" },
    el("span", { class: "happened-kind" }, words),
    details,
    refusal(entry),
  );
}

function outcome({ error, status, seconds, attempt }) {
  const again = attempt ? el("span", { class: "mark" }, `try ${attempt + 1}`) : null;
  const ended = el(
    "span",
    { class: error ? "mark bad" : "mark good" },
    error ? String(status && status !== 200 ? status : "refused") : "ok",
  );
  return [again, ended, el("span", { class: "happened-time" }, milliseconds(seconds))].filter(Boolean);
}

const milliseconds = (seconds) => (seconds < 0.9995 ? `${Math.round(seconds * 1000)} ms` : `${seconds.toFixed(1)} s`);

function refusal({ error, messages }) {
  if (!error) return null;
  return el(
    "div",
    { class: "refusal" },
    el("code", {}, error),
    messages?.map((message) => el("p", {}, message)),
  );
}

const payloads = ({ arguments: sent, answer, at, kind }) => [
  el("p", { class: "happened-at" }, new Date(at).toLocaleTimeString()),
  el("h3", {}, kind === "delivery" ? "Payload" : "Arguments"),
  tree(sent),
  el("h3", {}, kind === "delivery" ? "Acknowledged with" : "Answer"),
  tree(answer),
];

/** JSON to fold and unfold; what is folded is drawn when it is unfolded. */
function tree(value, name, isOpen = true) {
  const label = name == null ? null : el("span", { class: "json-name" }, `${name}: `);
  if (value === null || typeof value !== "object") return leaf(value, label);
  const entries = Object.entries(value);
  if (!entries.length) return el("div", { class: "json" }, label, Array.isArray(value) ? "[]" : "{}");
  const count = Array.isArray(value) ? `[${entries.length}]` : `{${entries.length}}`;
  const details = el(
    "details",
    { class: "json", open: isOpen },
    el("summary", {}, label, el("span", { class: "json-count" }, count)),
  );
  const draw = () => details.append(...entries.map(([key, each]) => tree(each, key, entries.length === 1)));
  if (isOpen) draw();
  else details.addEventListener("toggle", draw, { once: true });
  return details;
}

const leaf = (value, label) =>
  el(
    "div",
    { class: "json" },
    label,
    el("span", { class: `json-${value === null ? "null" : typeof value}`, dir: "auto" }, JSON.stringify(value) ?? "–"),
  );
