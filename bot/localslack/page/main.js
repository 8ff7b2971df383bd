/** The page's beginning: it puts the parts together and passes each snapshot to them. */

import { Clock } from "./clock.js";
import { Composer } from "./composer.js";
import { busy, el } from "./dom.js";
import { Happened } from "./happened.js";
import { icon } from "./icons.js";
import { Live } from "./live.js";
import { closePopover, confirmed, question, toast } from "./menus.js";
import { Messages } from "./messages.js";
import { Modal } from "./modal.js";
import { Head, Home, placeAt, Sidebar } from "./places.js";
import { Strip } from "./strip.js";
import { nextTheme, startTheme } from "./theme.js";
import { forgetClock, setClock } from "./time.js";
import { Trouble } from "./trouble.js";

const WHO = "whose-screen";
const FIRST = document.documentElement.dataset.first;

/** What the parts share: the newest snapshot, ways to act and to go somewhere, and each other. */
class App {
  constructor() {
    this.snapshot = null;
    this.live = new Live({
      onSnapshot: (snapshot) => this.#show(snapshot),
      onLine: (isUp) => (document.getElementById("line").hidden = isUp),
      onStranger: () => this.#begin(),
    });
    this.sidebar = new Sidebar(this);
    this.head = new Head();
    this.messages = new Messages(this);
    this.composer = new Composer(this);
    this.home = new Home(this);
    this.modal = new Modal(this);
    this.happened = new Happened(this);
    this.clock = new Clock(this);
    this.trouble = new Trouble(this);
    this.strip = new Strip(this);
  }

  /** Lay the parts out and begin. */
  start() {
    this.#layOut();
    addEventListener("hashchange", () => this.#arrive());
    document.addEventListener("visibilitychange", () => this.#read());
    document.addEventListener("keydown", (event) => event.key === "Escape" && this.toggleDrawer(false));
    this.live.as(sessionStorage.getItem(WHO) ?? FIRST);
  }

  /** Do something; what Slack tells the person if it fails is shown. */
  async act(name, details) {
    const answer = await this.live.act(name, details);
    if (!answer.ok && answer.error) toast(answer.error);
    return answer;
  }

  /** See the workspace as somebody else; nothing of the first person's screen is kept. */
  as(person) {
    if (person === this.snapshot?.me.id) return;
    sessionStorage.setItem(WHO, person);
    this.#forget();
    this.live.as(person);
  }

  /** Go to an address of this page. */
  go(address) {
    if (location.hash === address) this.#arrive();
    else location.hash = address;
  }

  /** Put focus where writing goes on, when what had it is gone. */
  focusPlace() {
    if (this.place?.tab === "home") this.home.inside.focus({ preventScroll: true });
    else this.composer.field.focus({ preventScroll: true });
  }

  /** Open or close the panel of what happened. */
  toggleHappened(open = this.happened.node.hidden) {
    const { node } = this.happened;
    node.hidden = !open;
    this.happenedButton.setAttribute("aria-expanded", String(open));
    if (open) this.happened.render(this.snapshot?.log ?? []);
    (open ? document.getElementById("happened-title") : this.happenedButton).focus();
  }

  /** Open or close the sidebar where it is a drawer. */
  toggleDrawer(open = !document.body.classList.contains("drawer-open")) {
    document.body.classList.toggle("drawer-open", open);
    this.drawerButton.setAttribute("aria-expanded", String(open));
    if (open) this.sidebar.node.querySelector("a")?.focus();
  }

  // -- a snapshot

  #show(snapshot) {
    const before = this.snapshot;
    this.snapshot = snapshot;
    setClock(snapshot.clock, snapshot.me.locale);
    document.title = `${snapshot.app.name} in a local Slack`;
    this.#say(before, snapshot);
    if (!before) this.#arrive();
    else this.#render();
  }

  #render() {
    const { snapshot } = this;
    this.place = placeAt(location.hash, snapshot.channels);
    const { channel, tab } = this.place;
    this.sidebar.render(snapshot, this.place);
    this.head.render({ id: channel.id, name: channel.name, kind: channel.kind }, tab);
    this.#tab(tab === "home");
    if (tab === "home") this.home.render(snapshot.home);
    else this.messages.render(channel);
    this.composer.render(channel);
    this.modal.render(snapshot.modals);
    this.happened.render(snapshot.log);
    this.clock.render();
    this.trouble.render(snapshot);
    this.#unread(snapshot.channels);
    this.#read();
  }

  #tab(isHome) {
    this.home.node.hidden = !isHome;
    this.messages.node.hidden = this.composer.node.hidden = isHome;
  }

  /** Notices that came since; those from before this page was opened are old, and a modal says its own. */
  #say(before, { notices }) {
    const known = new Set((before?.notices ?? notices).map(({ id }) => id));
    for (const { id, text, kind, place } of notices) {
      if (!known.has(id) && (kind === "silent" || !place?.view)) toast(text, kind);
    }
  }

  #unread(channels) {
    const isSome = channels.some(({ id, unread }) => unread && id !== this.place.channel.id);
    this.drawerButton.classList.toggle("lit", isSome);
  }

  #read() {
    const { channel, tab } = this.place ?? {};
    const isSeen = tab === "messages" && document.visibilityState === "visible";
    if (isSeen && channel.unread) this.live.act("read", { channel: channel.id });
  }

  // -- going somewhere

  #arrive() {
    if (!this.snapshot) return;
    closePopover();
    this.toggleDrawer(false);
    this.#render();
    const { channel, tab, ts } = this.place;
    if (channel.kind === "dm") this.act("open", { tab });
    if (ts) this.messages.point(ts);
    else if (tab === "messages" && matchMedia("(hover: hover)").matches) this.composer.field.focus();
  }

  #forget() {
    closePopover();
    this.modal.render([]);
    this.composer.forget();
    this.snapshot = null;
    this.messages.forget();
    document.getElementById("announcer").replaceChildren();
  }

  async #startOver() {
    const words =
      "Every message, contact and reminder made here is thrown away, and the clock shows the real time again.";
    if (!(await confirmed(question("Start over?", words, "Start over", "danger")))) return;
    forgetClock();
    this.#forget();
    this.strip.again();
    await busy(this.overButton, () => this.act("start_over"));
    this.#begin();
  }

  /** Begin as the first person of the workspace. */
  #begin() {
    sessionStorage.removeItem(WHO);
    this.live.as(FIRST);
  }

  // -- laying out

  #layOut() {
    document.getElementById("bar").append(...this.#bar());
    document
      .getElementById("app")
      .append(
        this.sidebar.node,
        el("div", { class: "scrim", onclick: () => this.toggleDrawer(false) }),
        el(
          "main",
          { id: "main" },
          this.strip.node,
          this.head.node,
          this.messages.node,
          this.home.node,
          this.composer.node,
        ),
        this.happened.node,
      );
  }

  #bar() {
    const expands = { "aria-expanded": "false" };
    this.drawerButton = barButton("menu", "Channels and people", () => this.toggleDrawer(), {
      class: "bar-button narrow-only",
      "aria-controls": "sidebar",
      ...expands,
    });
    this.happenedButton = barButton(
      "happened",
      "What happened",
      () => this.toggleHappened(),
      { "aria-controls": "happened", ...expands },
      "What happened",
    );
    this.overButton = barButton("restart", "Start over", () => this.#startOver());
    const themeButton = barButton("theme", "Light or dark", () => nextTheme(themeButton));
    startTheme(themeButton);
    return [
      this.drawerButton,
      this.clock.node,
      el("span", { class: "spacer" }),
      this.trouble.node,
      this.happenedButton,
      themeButton,
      this.overButton,
    ];
  }
}

function barButton(drawing, label, onclick, attributes = {}, words = null) {
  const look = { type: "button", class: "bar-button", "aria-label": label, title: label, onclick, ...attributes };
  return el("button", look, icon(drawing), words && el("span", { class: "bar-words wide" }, words));
}

new App().start();
