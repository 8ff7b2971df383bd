/** rich_text and markdown blocks as DOM nodes. Read it beside docs.slack.dev/reference/block-kit/blocks. */

import { el } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { channelMention, link, userMention } from "./mrkdwn.js";
import { slackDate } from "./time.js";

// -- rich text: parts made of spans

/** A rich_text block's parts. */
export const richText = (block, context) => block.elements.map((part) => PARTS[part.type]?.(part, context));

const spans = (part, context) => part.elements.map((span) => styled(span, SPANS[span.type]?.(span, context)));

const PARTS = {
  rich_text_section: (part, context) => el("p", {}, spans(part, context)),
  rich_text_preformatted: (part, context) => el("pre", {}, spans(part, context)),
  rich_text_quote: (part, context) => el("blockquote", {}, spans(part, context)),
  rich_text_list: (part, context) =>
    el(
      part.style === "ordered" ? "ol" : "ul",
      { class: `bullets indent-${part.indent ?? 0}`, start: part.offset ? part.offset + 1 : null },
      part.elements.map((item) => el("li", {}, spans(item, context))),
    ),
};

const SPANS = {
  text: (span) => span.text,
  link: (span) => link(span.url, span.text),
  user: (span, context) => userMention(span.user_id, "", context),
  usergroup: (span, { names }) => el("span", { class: "mention" }, `@${names[span.usergroup_id] ?? span.usergroup_id}`),
  team: (span, { names }) => names[span.team_id] ?? span.team_id,
  channel: (span, context) => channelMention(span.channel_id, "", context),
  broadcast: (span) => el("span", { class: "mention mention-me" }, `@${span.range}`),
  emoji: (span) => (span.unicode ? fromPoints(span.unicode) : withEmoji(`:${span.name}:`)),
  date: (span) => el("time", {}, slackDate(span.timestamp, span.format) ?? span.fallback),
  color: (span) => span.value,
};

const STYLES = { code: "code", bold: "strong", italic: "em", strike: "s", underline: "u", highlight: "mark" };

const styled = (span, node) =>
  Object.entries(STYLES).reduce((inner, [style, tag]) => (span.style?.[style] ? el(tag, {}, inner) : inner), node);

const fromPoints = (points) => String.fromCodePoint(...points.split("-").map((point) => parseInt(point, 16)));

// -- markdown: the part of it Slack takes

const LINE = [
  ["heading", /^#{1,6}\s+(.*)$/],
  ["rule", /^(?:---+|\*\*\*+)$/],
  ["quote", /^>\s?(.*)$/],
  ["ul", /^\s*[-*+]\s+(.*)$/],
  ["ol", /^\s*\d+[.)]\s+(.*)$/],
];

const BLOCK = {
  heading: (run) => run.map((line) => el("p", {}, el("strong", {}, span(line)))),
  rule: () => el("hr"),
  quote: (run) => el("blockquote", {}, span(run.join("\n"))),
  ul: (run) =>
    el(
      "ul",
      { class: "bullets" },
      run.map((line) => el("li", {}, span(line))),
    ),
  ol: (run) =>
    el(
      "ol",
      { class: "bullets" },
      run.map((line) => el("li", {}, span(line))),
    ),
  plain: (run) => (run.join("").trim() ? el("p", {}, span(run.join("\n"))) : null),
};

const SPAN = /`([^`\n]+)`|\[([^\]]+)\]\(([^)\s]+)\)|\*\*(.+?)\*\*|__(.+?)__|~~(.+?)~~|\*([^*\n]+)\*|\b_([^_\n]+)_\b/;

/** A markdown block's text as nodes. */
export function markdown(words) {
  return words
    .split(/^```\w*\n([\s\S]*?)\n?```$/m)
    .flatMap((part, index) => (index % 2 ? [el("pre", {}, part)] : runs(part).map(([kind, run]) => BLOCK[kind](run))));
}

function runs(part) {
  const found = [];
  for (const line of part.split("\n")) {
    const [kind, pattern] = LINE.find(([, pattern]) => pattern.test(line)) ?? ["plain", null];
    const words = pattern?.exec(line)[1] ?? line;
    if (found.at(-1)?.[0] === kind) found.at(-1)[1].push(words);
    else found.push([kind, [words]]);
  }
  return found;
}

function span(words) {
  const match = SPAN.exec(words);
  if (!match) return [withEmoji(words)];
  const [whole, code, label, address, bold, bold2, strike, italic, italic2] = match;
  const before = withEmoji(words.slice(0, match.index));
  const inner = code
    ? el("code", {}, code)
    : label
      ? link(address, label)
      : el(bold || bold2 ? "strong" : strike ? "s" : "em", {}, span(bold || bold2 || strike || italic || italic2));
  return [before, inner, ...span(words.slice(match.index + whole.length))];
}
