/** A conversation: its messages in order, under their days, each with a menu of what can be done with it. */

import { blocks } from "./blocks.js";
import { announce, busy, el, sync } from "./dom.js";
import { fileCard } from "./files.js";
import { icon } from "./icons.js";
import { menu } from "./menus.js";
import { mrkdwn, plainly } from "./mrkdwn.js";
import { avatar } from "./people.js";
import { Surface } from "./surface.js";
import { dayTitle, hour, isoDay, timeOf } from "./time.js";

const TOGETHER = 5 * 60 * 1000; // messages this close by one author share a head, as in Slack
const NEAR = 80;
const LONG_PRESS = 500;
const OWN_ARROWS = "input, textarea, [role=combobox], [aria-expanded=true]";

/** The pane of messages. `render(channel)` shows a channel as it is now. */
export class Messages {
  constructor(app) {
    this.app = app;
    this.list = el("ol", {
      class: "messages",
      role: "list",
      onkeydown: (event) => this.#move(event),
      onfocusin: ({ target }) => this.#stopAt(target.closest(".message")),
    });
    this.scroller = el("div", { class: "scroller", tabindex: -1 }, this.list);
    this.newer = el(
      "button",
      { type: "button", class: "newer", hidden: true, onclick: () => this.toEnd() },
      icon("down"),
      "New messages",
    );
    this.node = el("div", { class: "message-pane" }, this.scroller, this.newer);
    this.atEnd = true;
    this.scroller.addEventListener("scroll", () => this.#scrolled());
    // The composer grows and images arrive: who was at the end stays there.
    const stay = new ResizeObserver(() => this.atEnd && this.toEnd());
    stay.observe(this.scroller);
    stay.observe(this.list);
  }

  /** Show a channel. Newcomers come into view if the end was in view. */
  render(channel) {
    const isOther = this.channel !== channel.id;
    const seen = isOther ? null : this.seen;
    this.channel = channel.id;
    this.list.setAttribute("aria-label", `Messages in ${channel.name}`);
    sync(this.list, this.#rows(channel));
    this.#stopAt(this.list.querySelector(".message[tabindex='0']") ?? this.list.querySelector(".message:last-child"));
    this.#hear(channel, seen);
    if (isOther || this.atEnd) this.toEnd();
  }

  /** Show nothing, and remember nothing of what was shown. */
  forget() {
    this.channel = this.seen = null;
    sync(this.list, []);
  }

  /** Scroll to the newest message. */
  toEnd() {
    this.scroller.scrollTop = this.scroller.scrollHeight;
    this.atEnd = true;
    this.newer.hidden = true;
  }

  /** Show one message, and that it is the one. */
  point(ts) {
    const node = this.list.querySelector(`[data-ts="${CSS.escape(ts)}"]`);
    if (!node) return;
    node.scrollIntoView({ block: "center" });
    node.classList.add("pointed");
    node.focus({ preventScroll: true });
    setTimeout(() => node.classList.remove("pointed"), 2500);
  }

  #rows(channel) {
    if (!channel.messages.length) return [this.#beginning(channel)];
    return channel.messages.flatMap((message, index) => this.#row(channel, message, channel.messages[index - 1]));
  }

  #beginning({ id, name, kind }) {
    const words =
      kind === "dm" ? `This is the beginning of your messages with ${name}.` : `Nobody has written in #${name} yet.`;
    return {
      key: `begin ${id}`,
      stamp: words,
      build: () => el("li", { class: "empty" }, icon("chat"), el("p", {}, words)),
    };
  }

  #row(channel, message, before) {
    const at = timeOf(message.ts);
    const day = before && isoDay(timeOf(before.ts)) === isoDay(at) ? null : dayTitle(at);
    const isCompact = !day && follows(message, before);
    const divider = day && {
      key: `day ${message.ts}`,
      stamp: day,
      build: () => el("li", { class: "day" }, el("span", {}, day)),
    };
    const row = {
      key: `${channel.id} ${message.ts}`,
      stamp: JSON.stringify([message, isCompact]),
      build: () => this.#message(channel, message, isCompact),
    };
    return divider ? [divider, row] : [row];
  }

  #message(channel, message, isCompact) {
    const look = ["message", isCompact && "compact", message.is_ephemeral && "ephemeral"].filter(Boolean).join(" ");
    const node = el(
      "li",
      { class: look, "data-ts": message.ts, tabindex: -1 },
      head(message, isCompact),
      this.#body(channel, message),
    );
    if (!message.is_ephemeral) this.#offerMenu(node, channel, message);
    return node;
  }

  #body(channel, message) {
    const surface = new Surface(this.app, { channel: channel.id, ts: message.ts }, message.state);
    const shown = message.blocks?.length
      ? blocks(message.blocks, surface)
      : el("div", { class: "words", dir: "auto" }, mrkdwn(message.text ?? "", surface.context));
    const edited = message.edited && el("span", { class: "edited" }, "(edited)");
    const files = message.files?.map((file) => fileCard(file, this.app.snapshot.me.id));
    return el("div", { class: "message-body" }, shown, files, edited);
  }

  // -- the menu: by pointer, by keyboard, by a long press

  #offerMenu(node, channel, message) {
    const label = "More actions";
    const open = () => menu(more, this.#deeds(channel, message, more), { label, className: "from-end" });
    const more = el(
      "button",
      {
        type: "button",
        class: "icon-button",
        "aria-label": label,
        title: label,
        "aria-haspopup": "menu",
        "aria-expanded": "false",
        tabindex: -1,
        onclick: open,
        "data-focus": `menu ${message.ts}`,
      },
      icon("more"),
    );
    node.append(el("div", { class: "toolbar" }, more));
    node.addEventListener("contextmenu", (event) => !event.target.closest("a") && (event.preventDefault(), open()));
    onLongPress(node, open);
  }

  #deeds(channel, message, control) {
    const { shortcuts, name } = this.app.snapshot.app;
    const use = (callback_id) =>
      busy(control, () => this.app.act("message_shortcut", { callback_id, channel: channel.id, ts: message.ts }));
    const offered = shortcuts.filter(({ type }) => type === "message");
    const copy = () => navigator.clipboard?.writeText(this.#words(message));
    return [
      ...offered.map((each) => ({
        label: each.name,
        note: name,
        icon: "person",
        onchoose: () => use(each.callback_id),
      })),
      { label: "Copy text", icon: "copy", onchoose: copy },
    ];
  }

  #words(message) {
    const { names, me } = this.app.snapshot;
    return plainly(message.text ?? "", { names, me: me.id });
  }

  // -- moving among messages, and noticing new ones

  #move(event) {
    const rows = [...this.list.querySelectorAll(".message")];
    const now = event.target.matches(OWN_ARROWS) ? -1 : rows.indexOf(event.target.closest(".message"));
    const next = { ArrowUp: now - 1, ArrowDown: now + 1, Home: 0, End: rows.length - 1 }[event.key];
    if (now < 0 || !rows[next]) return;
    event.preventDefault();
    rows[next].focus();
  }

  /** One message, with its menu, is a stop for Tab; the arrow keys reach the others. */
  #stopAt(message) {
    if (!message) return;
    for (const row of this.list.querySelectorAll(".message")) {
      const order = row === message ? 0 : -1;
      for (const node of [row, row.querySelector(".toolbar button")]) if (node) node.tabIndex = order;
    }
  }

  #hear({ messages }, seen) {
    const fresh = seen ? messages.filter(({ ts }) => !seen.has(ts)) : [];
    this.seen = new Set(messages.map(({ ts }) => ts));
    for (const message of fresh) {
      if (message.user === this.app.snapshot.me.id) this.atEnd = true;
      else announce(`${message.author}: ${this.#words(message)}`);
    }
    if (fresh.length && !this.atEnd) this.newer.hidden = false;
  }

  #scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    this.atEnd = scrollHeight - scrollTop - clientHeight < NEAR;
    if (this.atEnd) this.newer.hidden = true;
  }
}

function follows(message, before) {
  const isAlike =
    before && before.user === message.user && Boolean(before.is_ephemeral) === Boolean(message.is_ephemeral);
  return isAlike && !message.is_ephemeral && timeOf(message.ts) - timeOf(before.ts) < TOGETHER;
}

function head(message, isCompact) {
  const at = timeOf(message.ts);
  const time = el("time", { datetime: at.toISOString() }, hour(at));
  const isApp = Boolean(message.bot_id);
  if (isCompact) return [el("span", { class: "gutter" }, time)];
  return [
    message.is_ephemeral && el("p", { class: "only-you" }, icon("eye"), "Only visible to you"),
    avatar(message.user, message.author, { isApp }),
    el("p", { class: "message-head" }, el("strong", { dir: "auto" }, message.author), isApp && badge(), time),
  ];
}

/** What Slack puts beside an app's name. */
export const badge = () => el("span", { class: "badge" }, "APP");

function onLongPress(node, act) {
  let timer;
  const stop = () => clearTimeout(timer);
  node.addEventListener("pointerdown", ({ pointerType, target }) => {
    if (pointerType === "touch" && !target.closest("button, a, input, select")) timer = setTimeout(act, LONG_PRESS);
  });
  for (const name of ["pointerup", "pointercancel", "pointermove"]) node.addEventListener(name, stop);
}
