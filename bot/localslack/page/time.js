/** Times as Slack shows them: in the viewer's zone and manner, by the clock that can be moved. */

const MARKS = "clock-marks";
let viewer = { zone: "UTC", locale: "en-US" };
let now = { at: Date.now(), seen: performance.now() };
// A message's ts is real time even when the clock was moved. Each mark says how far ahead the clock was from when on.
let marks = JSON.parse(sessionStorage.getItem(MARKS) ?? "[]");

/** Take over the snapshot's clock and the viewer's zone. */
export function setClock(clock, locale) {
  viewer = { zone: clock.zone, locale: locale || "en-US" };
  now = { at: Date.parse(clock.now), seen: performance.now() };
  const ahead = clock.ahead * 1000;
  if (marks.at(-1)?.ahead === ahead) return;
  marks.push({ from: marks.length ? Date.now() : 0, ahead });
  sessionStorage.setItem(MARKS, JSON.stringify(marks));
}

/** Forget where the clock was moved to before. */
export function forgetClock() {
  marks = [];
  sessionStorage.removeItem(MARKS);
}

/** The pretended instant. */
export const currentTime = () => new Date(now.at + performance.now() - now.seen);

/** The pretended instant a message was written at. */
export function timeOf(ts) {
  const real = Number(ts) * 1000;
  const mark = marks.findLast(({ from }) => from <= real) ?? { ahead: 0 };
  return new Date(real + mark.ahead);
}

/** "9:00 AM", or as the viewer's locale has it. */
export const hour = (date) => format(date, { hour: "numeric", minute: "2-digit" });

/** "Monday, November 23rd" in the viewer's words, or Today, Yesterday. */
export const dayTitle = (date) => near(date) ?? format(date, { weekday: "long", month: "long", day: "numeric" });

/** "Mon, Nov 23, 9:00 AM". */
export const dayAndHour = (date) =>
  format(date, { weekday: "short", month: "short", day: "numeric", hour: "numeric", minute: "2-digit" });

/** The local day as YYYY-MM-DD. */
export const isoDay = (date) =>
  new Intl.DateTimeFormat("en-CA", { timeZone: viewer.zone, dateStyle: "short" }).format(date);

/** The local day and time as an input of type datetime-local has it. */
export function isoMinute(date) {
  const time = { timeZone: viewer.zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  return `${isoDay(date)}T${new Intl.DateTimeFormat("en-GB", time).format(date)}`;
}

/** The instant that a wall-clock time, "2026-11-24T09:00", is in the viewer's zone. */
export function fromLocal(wall) {
  const guess = Date.parse(`${wall}Z`);
  const off = (instant) => Date.parse(`${isoMinute(new Date(instant))}Z`) - instant;
  // Twice: the offset at the guess may be that of the other side of a change of the hour.
  return new Date(guess - off(guess - off(guess)));
}

const PIECES = {
  date_num: (date) => isoDay(date),
  date: (date) => format(date, { year: "numeric", month: "long", day: "numeric" }),
  date_short: (date) => format(date, { year: "numeric", month: "short", day: "numeric" }),
  date_long: (date) => format(date, { weekday: "long", year: "numeric", month: "long", day: "numeric" }),
  date_pretty: (date) => near(date)?.toLowerCase() ?? PIECES.date(date),
  date_short_pretty: (date) => near(date)?.toLowerCase() ?? PIECES.date_short(date),
  date_long_pretty: (date) => near(date)?.toLowerCase() ?? PIECES.date_long(date),
  day_divider_pretty: (date) => near(date)?.toLowerCase() ?? PIECES.date_long(date),
  time: (date) => hour(date),
  time_secs: (date) => format(date, { hour: "numeric", minute: "2-digit", second: "2-digit" }),
  ago: (date) => ago(date),
};

/** Slack's `<!date^seconds^words with {date_short}^…>`; null if the format asks for what Slack does not know. */
export function slackDate(seconds, pattern) {
  const date = new Date(Number(seconds) * 1000);
  const names = [...pattern.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
  if (Number.isNaN(date.getTime()) || names.some((name) => !(name in PIECES))) return null;
  return pattern.replace(/\{(\w+)\}/g, (_, name) => PIECES[name](date));
}

function format(date, options) {
  return new Intl.DateTimeFormat(viewer.locale, { timeZone: viewer.zone, ...options }).format(date);
}

function near(date) {
  const days = (Date.parse(isoDay(date)) - Date.parse(isoDay(currentTime()))) / 86_400_000;
  return { "-1": "Yesterday", 0: "Today", 1: "Tomorrow" }[days];
}

function ago(date) {
  const minutes = Math.round((date - currentTime()) / 60_000);
  const [amount, unit] =
    Math.abs(minutes) < 60
      ? [minutes, "minute"]
      : Math.abs(minutes) < 1440
        ? [minutes / 60, "hour"]
        : [minutes / 1440, "day"];
  return new Intl.RelativeTimeFormat(viewer.locale, { numeric: "auto" }).format(Math.round(amount), unit);
}
