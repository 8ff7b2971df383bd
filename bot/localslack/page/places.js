/** Where one can be: the sidebar, the head of a conversation, the Home tab, and the address of each. */

import { blocks } from "./blocks.js";
import { el, fill, focusWithin, whenChanged } from "./dom.js";
import { icon } from "./icons.js";
import { badge } from "./messages.js";
import { avatar } from "./people.js";
import { Surface } from "./surface.js";

const byName = (channel) => (channel.kind === "dm" ? "app" : channel.name);

/** The address of a channel, or of a tab of the app's. */
export const addressOf = (channel, tab) => `#/${byName(channel)}${tab === "home" ? "/home" : ""}`;

/** What an address names: `{channel, tab, ts}`; the app's messages if it names nothing. */
export function placeAt(address, channels) {
  const [key, rest] = decodeURIComponent(address.replace(/^#\/?/, "")).split("/");
  const dm = channels.find(({ kind }) => kind === "dm");
  const channel = channels.find((each) => byName(each) === key || each.id === key) ?? dm ?? channels[0];
  const isTs = /^\d+\.\d+$/.test(rest ?? "");
  return { channel, tab: rest === "home" && channel.kind === "dm" ? "home" : "messages", ts: isTs ? rest : null };
}

/** The list of channels and the app, as a navigation; on a phone it is a drawer. */
export class Sidebar {
  constructor(app) {
    this.app = app;
    this.list = el("div", { class: "sidebar-list" });
    this.who = el("div", { class: "switcher", role: "group", "aria-label": "Whose screen this is" });
    this.node = el(
      "nav",
      { class: "sidebar", id: "sidebar", "aria-label": "Channels and people" },
      el("p", { class: "workspace" }, "Local Slack"),
      this.list,
      this.who,
    );
    this.showList = whenChanged((channels, here) => this.#list(channels, here));
    this.showPeople = whenChanged((people, me) => this.#people(people, me));
  }

  /** Show where one can go, and whose screen this is. */
  render({ channels, people, me }, here) {
    this.showList(
      channels.map(({ id, name, kind, unread }) => ({ id, name, kind, unread })),
      here.channel.id,
    );
    this.showPeople(people, me.id);
  }

  #list(channels, here) {
    const refocus = focusWithin(this.list);
    const row = (channel) => this.#row(channel, channel.id === here);
    const rows = (kind) => el("ul", { role: "list" }, channels.filter((each) => each.kind === kind).map(row));
    fill(this.list, el("h2", {}, "Channels"), rows("channel"), el("h2", {}, "Apps"), rows("dm"));
    refocus(this.list);
  }

  #row(channel, isHere) {
    const { id, name, kind, unread } = channel;
    const look = ["place", isHere && "here", unread && "unread"].filter(Boolean).join(" ");
    const count = unread
      ? el("span", { class: "count" }, String(unread), el("span", { class: "unseen-words" }, " new"))
      : null;
    const picture = kind === "dm" ? avatar("app", name, { isApp: true, size: "small" }) : icon("hash");
    const link = { class: look, href: addressOf(channel), "aria-current": isHere ? "page" : null, "data-focus": id };
    return el("li", {}, el("a", link, picture, el("span", { class: "place-name", dir: "auto" }, name), count));
  }

  #people(people, me) {
    const choose = (person) =>
      el(
        "button",
        {
          type: "button",
          class: "person",
          "aria-pressed": String(person.id === me),
          onclick: () => this.app.as(person.id),
          title: person.title,
        },
        avatar(person.id, person.real_name, { size: "small" }),
        el("span", { class: "place-name", dir: "auto" }, person.name),
      );
    fill(
      this.who,
      el("p", { class: "switcher-title" }, "You are"),
      el("div", { class: "switcher-row" }, people.map(choose)),
    );
  }
}

/** The head of a conversation: its name, and the app's two tabs. */
export class Head {
  constructor() {
    this.node = el("div", { class: "place-head" });
    this.render = whenChanged((channel, tab) => this.#show(channel, tab));
  }

  #show(channel, tab) {
    const { name, kind } = channel;
    const refocus = focusWithin(this.node);
    const title = el(
      "h1",
      { dir: "auto" },
      kind === "dm" ? avatar("app", name, { isApp: true, size: "small" }) : icon("hash"),
      el("span", {}, name),
      kind === "dm" && badge(),
    );
    const link = (key, words) =>
      el(
        "a",
        {
          class: "tab",
          href: addressOf(channel, key),
          "aria-current": key === tab ? "page" : null,
          "data-focus": `tab ${key}`,
        },
        words,
      );
    const tabs = el(
      "nav",
      { class: "tabs", "aria-label": `${name}’s tabs` },
      link("home", "Home"),
      link("messages", "Messages"),
    );
    fill(this.node, title, kind === "dm" && tabs);
    refocus(this.node);
  }
}

/** The app's Home tab. */
export class Home {
  constructor(app) {
    this.app = app;
    this.inside = el("div", { class: "home-blocks", tabindex: -1 });
    this.node = el("div", { class: "home scroller" }, this.inside);
  }

  /** Show the view the app has published, if any. */
  render(view) {
    const stamp = JSON.stringify(view && [view.id, view.hash, view.blocks]);
    if (stamp === this.stamp) return;
    this.stamp = stamp;
    const refocus = focusWithin(this.inside);
    fill(this.inside, view ? this.#blocks(view) : this.#empty());
    refocus(this.inside);
  }

  #blocks(view) {
    return blocks(view.blocks, new Surface(this.app, { view: view.id }, { values: view.state?.values }));
  }

  #empty() {
    return el(
      "div",
      { class: "empty" },
      icon("home"),
      el("p", {}, `${this.app.snapshot.app.name} has not put anything here yet.`),
    );
  }
}
