/** What may follow what was typed so far: a command, one of its verbs, or somebody to mention. */

import { avatar } from "./people.js";

const MOST = 8;

/**
 * @param {string} before the words up to the caret
 * @returns {{items: {label, note, insert}[], from: number, active: number, title?: string} | null}
 *   `from` is where the words to replace begin; `active` is -1 where Enter should send what is there.
 */
export function completionsFor(before, snapshot) {
  return commands(before, snapshot) ?? verbs(before, snapshot) ?? mentions(before, snapshot);
}

/** The words with a completion taken, and where the caret goes. */
export function withCompletion(words, from, caret, { insert }) {
  const after = words.slice(caret);
  const gap = /^\s/.test(after) || insert.endsWith(" ") ? "" : " ";
  return { words: words.slice(0, from) + insert + gap + after, at: from + insert.length + gap.length };
}

function commands(before, { app }) {
  if (!/^\/\S*$/.test(before)) return null;
  const items = app.commands
    .filter(({ command }) => command.startsWith(before.toLowerCase()))
    .map(({ command, description }) => ({ label: command, note: description, insert: command }));
  const isWhole = items.length === 1 && items[0].label === before;
  return { items, from: 0, active: isWhole ? -1 : 0, title: app.name };
}

function verbs(before, { app }) {
  const command = app.commands.find((each) => before.startsWith(`${each.command} `));
  if (!command) return null;
  const from = command.command.length + 1;
  const typed = before.slice(from).toLowerCase();
  const fitting = command.completions.filter(({ text }) => text.startsWith(typed) && text !== typed);
  const items = fitting.map(({ text, hint }) => ({ label: text, note: hint, insert: text }));
  // None fits: perhaps somebody is mentioned further on.
  if (!items.length) return null;
  return { items: items.slice(0, 12), from, active: -1, title: `${command.command} ${command.usage_hint ?? ""}` };
}

function mentions(before, { people, channels }) {
  const found = /(?:^|[\s(])([@#])([\p{L}\p{N}._-]*)$/u.exec(before);
  if (!found) return null;
  const [, mark, typed] = found;
  const offered = mark === "@" ? people.map(person) : channels.filter(({ kind }) => kind === "channel").map(channel);
  const items = offered.filter(({ known }) => known.some((name) => name.toLowerCase().startsWith(typed.toLowerCase())));
  return { items: items.slice(0, MOST), from: before.length - typed.length - 1, active: 0 };
}

const person = ({ id, name, real_name: real, title }) => ({
  label: real,
  note: title,
  insert: `@${real}`,
  known: [name, ...real.split(" ")],
  picture: avatar(id, real, { size: "small" }),
});

const channel = ({ name }) => ({ label: `#${name}`, insert: `#${name}`, known: [name] });
