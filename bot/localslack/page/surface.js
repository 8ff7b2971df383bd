/**
 * What a rendered message or view needs of the world: who looks, what was typed and chosen, and how to act.
 *
 * What is typed is kept here, by place, block_id and action_id, as Slack's client keeps it: an app that changes the
 * view does not take somebody's words away, unless it changes one of the ids.
 */

const TYPING = 250;
const held = new Map();
const waiting = new Map();
const underWay = new Map();

/** A message or view on the screen. `at` is `{channel, ts}` or `{view}`. */
export class Surface {
  constructor(app, at, { values = {}, errors = {} } = {}) {
    const { me, people, names, channels } = app.snapshot;
    Object.assign(this, { at, errors, me, people, names, channels });
    this.values = values;
    this.app = app;
    this.place = at.view ?? `${at.channel}/${at.ts}`;
  }

  /** What mrkdwn needs. */
  get context() {
    return { names: this.names, me: this.me.id };
  }

  /** The state of an element as Slack keeps it, or undefined. */
  state({ block, element }) {
    const mine = held.get(this.#key(block, element));
    const known = mine ?? this.values[block.block_id]?.[element.action_id];
    return known?.type === element.type ? known : undefined;
  }

  /**
   * Put a state into an element: at once, or `soon`, when the person pauses. `entered` says that Enter was pressed,
   * for which some apps wait.
   */
  change({ block, element }, value, { soon = false, entered } = {}) {
    const key = this.#key(block, element);
    const state = { type: element.type, ...value };
    if (this.at.view) held.set(key, state);
    const ids = { block_id: block.block_id, action_id: element.action_id };
    const send = () => this.#send(() => this.app.act("set", { at: this.at, ...ids, state, entered }));
    clearTimeout(waiting.get(key)?.timer);
    waiting.delete(key);
    if (!soon) return send();
    const timer = setTimeout(() => flushOne(key), TYPING);
    waiting.set(key, { timer, send, place: this.place });
    return undefined;
  }

  /** Press a button, or an option of a menu. */
  async press({ block, element }, option) {
    await this.flush();
    const ids = { block_id: block.block_id, action_id: element.action_id };
    return this.app.act("press", { at: this.at, ...ids, ...(option && { option }) });
  }

  /** The options an app offers for what was typed so far. */
  async suggest({ block, element }, typed) {
    const ids = { block_id: block.block_id, action_id: element.action_id };
    const answer = await this.app.act("suggest", { at: this.at, ...ids, typed });
    return answer.ok ? answer : { options: [] };
  }

  /** Put a file into a file input. */
  attach({ block, element }, filename, data) {
    const ids = { block_id: block.block_id, action_id: element.action_id };
    return this.#send(() => this.app.act("upload", { at: this.at, ...ids, filename, data }));
  }

  /** Forget what was held for an element, so that the snapshot's state shows. */
  release({ block, element }) {
    held.delete(this.#key(block, element));
  }

  /** Send what still waits for a pause in typing, and wait for all of it to arrive. */
  async flush() {
    for (const [key, { place }] of [...waiting]) if (place === this.place) flushOne(key);
    await underWay.get(this.place);
  }

  #key(block, element) {
    return `${this.place}/${block.block_id}/${element.action_id}`;
  }

  /** One after the other, so that the last word typed is the one that stays. */
  #send(work) {
    const sent = (underWay.get(this.place) ?? Promise.resolve()).then(work);
    underWay.set(this.place, sent);
    return sent;
  }
}

function flushOne(key) {
  const { timer, send } = waiting.get(key);
  clearTimeout(timer);
  waiting.delete(key);
  send();
}

/** Forget what was typed into views that are no longer open. */
export function forgetAllBut(open) {
  for (const key of held.keys()) if (!open.some((view) => key.startsWith(`${view.id}/`))) held.delete(key);
}
