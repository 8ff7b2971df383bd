/**
 * Slack's mrkdwn as DOM nodes. Read it beside docs.slack.dev/messaging/formatting-message-text.
 *
 * Nodes are built one by one and words only ever become text, so nothing anybody writes can become markup.
 * `context` is `{names, me}`: what ids are called, and whose screen it is.
 */

import { el } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { slackDate } from "./time.js";

const FENCE = /```\n?([\s\S]+?)\n?```/;
const QUOTED = /^(?:>|&gt;) ?/;
const BULLET = /^(?:•|◦|▪︎)\s+/;
const PROTECTED = /`([^`\n]+)`|<([@#!][^<>\n]+|[a-z][a-z0-9+.-]*:[^<>\n]+)>/gi;
// A stand-in for each protected piece, from Unicode's private use area: words of people have none of these.
const HOLE = /[\uE000-\uF8FF]/u;
const HOLES = new RegExp(HOLE, "gu");

const pair = (marker) =>
  new RegExp(
    `(?<![\\p{L}\\p{N}${marker}])${marker}(?=\\S)([^${marker}\\n]+)(?<=\\S)${marker}(?![\\p{L}\\p{N}${marker}])`,
    "u",
  );
const MARKERS = [
  ["strong", pair("\\*")],
  ["em", pair("_")],
  ["s", pair("~")],
];
const ADDRESS = /(https?:\/\/[^\s<>|]*[^\s<>|.,;:!?)\]'"]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)/;

/** The three characters Slack escapes, as themselves. */
export const unescaped = (words) => words.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

/** mrkdwn as nodes, to stand in something with `white-space: pre-wrap`. */
export function mrkdwn(words, context) {
  return words
    .replace(HOLES, "")
    .split(FENCE)
    .flatMap((part, index) => (index % 2 ? [el("pre", {}, unescaped(part))] : lines(part, context)));
}

/** mrkdwn as it reads, with no markers: for a screen reader's announcement. */
export const plainly = (words, context) => el("p", {}, mrkdwn(words, context)).textContent;

// -- lines: quotes, bullets, and the rest

function lines(part, context) {
  return runs(part.replace(/^\n|\n$/g, "")).flatMap(([kind, run]) => DRAWN[kind](run, context));
}

const DRAWN = {
  plain: (run, context) => inline(run.join("\n"), context),
  quote: (run, context) => [
    el("blockquote", {}, inline(run.map((line) => line.replace(QUOTED, "")).join("\n"), context)),
  ],
  bullet: (run, context) => [
    el(
      "ul",
      { class: "bullets" },
      run.map((line) => el("li", {}, inline(line.replace(BULLET, ""), context))),
    ),
  ],
};

/** Neighbouring lines of one kind together; ">>>" quotes all that follows. */
function runs(part) {
  const found = [];
  let toTheEnd = false;
  for (const line of part.split("\n")) {
    toTheEnd ||= /^(?:>>>|&gt;&gt;&gt;)/.test(line);
    const kind = toTheEnd || QUOTED.test(line) ? "quote" : BULLET.test(line) ? "bullet" : "plain";
    const words = line.replace(/^(?:>>|&gt;&gt;)(?=>|&gt;)/, "");
    if (found.at(-1)?.[0] === kind) found.at(-1)[1].push(words);
    else found.push([kind, [words]]);
  }
  return found.filter(([kind, run]) => kind !== "plain" || run.join("") || found.length === 1);
}

// -- within a line: code and references first, since markers inside them mean nothing

function inline(words, context) {
  const pieces = [];
  const holed = words.replace(PROTECTED, (_, code, reference) => {
    pieces.push(code ? el("code", {}, unescaped(code)) : referred(reference, context));
    return String.fromCharCode(0xe000 + pieces.length - 1);
  });
  return marked(holed, pieces);
}

function marked(words, pieces) {
  const found = MARKERS.map(([tag, pattern]) => ({ tag, match: pattern.exec(words) })).filter(({ match }) => match);
  if (!found.length) return filled(words, pieces);
  const { tag, match } = found.reduce((first, next) => (next.match.index < first.match.index ? next : first));
  const [before, after] = [words.slice(0, match.index), words.slice(match.index + match[0].length)];
  return [...filled(before, pieces), el(tag, {}, marked(match[1], pieces)), ...marked(after, pieces)];
}

const filled = (words, pieces) =>
  words
    .split(/([\uE000-\uF8FF])/u)
    .flatMap((part) => (HOLE.test(part) ? [pieces[part.charCodeAt(0) - 0xe000]] : addressed(part)));

/** Plain words; addresses in them become links, as in Slack. */
const addressed = (words) =>
  words.split(ADDRESS).map((part, index) => {
    if (index % 2 === 0) return withEmoji(unescaped(part));
    const address = unescaped(part);
    return link(address.includes("://") ? address : `mailto:${address}`, address);
  });

// -- what stands in angle brackets

function referred(reference, context) {
  const [target, ...rest] = reference.split("|");
  const label = unescaped(rest.join("|"));
  if (target.startsWith("@")) return userMention(target.slice(1), label, context);
  if (target.startsWith("#")) return channelMention(target.slice(1), label, context);
  if (target.startsWith("!")) return special(target.slice(1), label);
  return link(unescaped(target), withEmoji(label));
}

/** A person, as `@Ada`. */
export function userMention(id, label, { names, me }) {
  const name = names[id] ?? (label || id);
  return el("span", { class: id === me ? "mention mention-me" : "mention", dir: "auto" }, `@${name}`);
}

/** A channel, as `#intros`; pressing it goes there. */
export function channelMention(id, label, { names }) {
  return el("a", { class: "mention", href: `#/${encodeURIComponent(id)}` }, `#${names[id] ?? (label || id)}`);
}

function special(target, label) {
  const [kind, seconds, pattern, address] = target.split("^");
  if (kind === "date") return dated(seconds, unescaped(pattern ?? ""), address, label);
  if (kind === "subteam") return el("span", { class: "mention" }, label || `@${seconds}`);
  return el("span", { class: "mention mention-me" }, `@${kind}`);
}

function dated(seconds, pattern, address, fallback) {
  const words = slackDate(seconds, pattern) ?? fallback;
  return address ? link(unescaped(address), words) : el("time", {}, words);
}

/** A link, if its address is of a kind that is safe to follow; else its words. One to a message here goes there. */
export function link(address, label) {
  const words = label || address.replace(/^(mailto|tel):/, "");
  if (!/^(https?|mailto|tel):/i.test(address)) return words;
  const here = /\.slack\.com\/archives\/(\w+)\/p(\d+)(\d{6})(?:\?|$)/.exec(address);
  if (here) return el("a", { class: "link", href: `#/${here[1]}/${here[2]}.${here[3]}` }, words);
  return el("a", { class: "link", href: address, target: "_blank", rel: "noopener noreferrer" }, words);
}
