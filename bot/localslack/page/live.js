/** The line to the local Slack: snapshots come in over a socket, acts go out as requests. */

const SOONEST = 250;
const LATEST = 4000;
const UNKNOWN = 1008; // how the server closes the line of somebody who is not here

/**
 * One person's line. `onSnapshot(snapshot)` gets each one, `onLine(isUp)` hears when the line breaks and mends, and
 * `onStranger()` that nobody here has this id.
 */
export class Live {
  #as = null;
  #socket = null;
  #wait = SOONEST;
  #timer = 0;
  #log = [];

  constructor({ onSnapshot, onLine, onStranger }) {
    Object.assign(this, { onSnapshot, onLine, onStranger });
  }

  /** See and act as this person (an id) from now on. */
  as(person) {
    this.#as = person;
    this.#wait = SOONEST;
    leave(this.#socket);
    this.#connect();
  }

  /**
   * Do something, as Slack's own client would.
   *
   * @returns {Promise<{ok: boolean, error?: string}>} once the app has acknowledged it.
   */
  async act(name, details = {}) {
    const body = JSON.stringify({ as: this.#as, do: name, ...details });
    try {
      const answer = await fetch("/page/act", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body,
      });
      return await answer.json();
    } catch {
      return { ok: false, error: "The local Slack does not answer. Is it still running?" };
    }
  }

  #connect() {
    clearTimeout(this.#timer);
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    const socket = new WebSocket(`${scheme}://${location.host}/page/live?log=new&as=${encodeURIComponent(this.#as)}`);
    this.#socket = socket;
    this.#log = [];
    socket.onmessage = ({ data }) => socket === this.#socket && this.#hear(data);
    socket.onclose = ({ code }) => socket === this.#socket && (code === UNKNOWN ? this.onStranger() : this.#mend());
  }

  #hear(data) {
    this.#wait = SOONEST;
    this.onLine(true);
    const snapshot = JSON.parse(data);
    // Each snapshot brings only the log's new entries; `log_from` says which of the older ones are still kept.
    const kept = snapshot.log_from ? this.#log.filter(({ n }) => n >= snapshot.log_from) : [];
    this.#log = [...kept, ...snapshot.log];
    this.onSnapshot({ ...snapshot, log: this.#log });
  }

  #mend() {
    this.onLine(false);
    this.#timer = setTimeout(() => this.#connect(), this.#wait);
    this.#wait = Math.min(this.#wait * 2, LATEST);
  }
}

/** Ask the server to hang up, which it does between two snapshots; hanging up here could cut one in two. */
function leave(socket) {
  if (socket?.readyState === WebSocket.OPEN) {
    socket.send("bye");
  } else {
    socket?.close();
  }
}
