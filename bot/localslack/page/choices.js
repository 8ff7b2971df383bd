/** Where the choices of each kind of select menu come from, and how a choice stands in its state. */

const optionChoice = (group) => (option) => ({
  value: option.value,
  label: option.text.text,
  note: option.description?.text,
  group,
  option,
});
const ofOptions = {
  choice: optionChoice(),
  back: (value, chosen) => chosen.find((each) => each.value === value).option,
};

/** The options written into a static select. */
export const fromOptions = ({ element }) => ({
  ...ofOptions,
  choices: element.option_groups
    ? element.option_groups.flatMap(({ label, options }) => options.map(optionChoice(label.text)))
    : element.options.map(optionChoice()),
});

/** The options the app gives for what was typed. */
export const fromApp = (spot, surface) => ({
  ...ofOptions,
  least: spot.element.min_query_length ?? 3,
  ask: async (typed) => (await surface.suggest(spot, typed)).options.map(optionChoice()),
});

const fromIds = (list) => (_, surface) => ({
  choice: (id) => ({ value: id, label: surface.names[id] ?? id }),
  back: (id) => id,
  choices: list(surface),
});

/** Everybody. */
export const users = fromIds(({ people }) => people.map(({ id, real_name: label }) => ({ value: id, label })));
/** Every channel. */
export const channels = fromIds((surface) =>
  surface.channels.filter(({ kind }) => kind === "channel").map(({ id, name }) => ({ value: id, label: `#${name}` })),
);
/** Every channel, and the app's messages. */
export const conversations = fromIds((surface) =>
  surface.channels.map(({ id, name, kind }) => ({ value: id, label: kind === "dm" ? name : `#${name}` })),
);
