/** A modest table of Slack's emoji shortcodes. What is not in it stays as it was written. */

const TABLE = {
  smile: "😄", smiley: "😃", grinning: "😀", blush: "😊", slightly_smiling_face: "🙂", wink: "😉", joy: "😂",
  laughing: "😆", heart_eyes: "😍", thinking_face: "🤔", neutral_face: "😐", relieved: "😌", sweat_smile: "😅",
  cry: "😢", sob: "😭", disappointed: "😞", confused: "😕", open_mouth: "😮", sleeping: "😴", hugging_face: "🤗",
  see_no_evil: "🙈", wave: "👋", "+1": "👍", thumbsup: "👍", "-1": "👎", thumbsdown: "👎", clap: "👏", pray: "🙏",
  raised_hands: "🙌", ok_hand: "👌", handshake: "🤝", muscle: "💪", point_right: "👉", point_left: "👈",
  point_up: "☝️", point_down: "👇", eyes: "👀", brain: "🧠", bust_in_silhouette: "👤", busts_in_silhouette: "👥",
  heart: "❤️", green_heart: "💚", blue_heart: "💙", sparkling_heart: "💖", star: "⭐", star2: "🌟", sparkles: "✨",
  tada: "🎉", gift: "🎁", trophy: "🏆", medal: "🏅", fire: "🔥", rocket: "🚀", zap: "⚡", boom: "💥", bulb: "💡",
  sunny: "☀️", partly_sunny: "⛅", cloud: "☁️", rainbow: "🌈", seedling: "🌱", herb: "🌿", deciduous_tree: "🌳",
  coffee: "☕", tea: "🍵", cake: "🍰", pizza: "🍕", beers: "🍻", calendar: "📅", date: "📅", spiral_calendar_pad: "🗓️",
  alarm_clock: "⏰", hourglass: "⌛", hourglass_flowing_sand: "⏳", clock3: "🕒", bell: "🔔", no_bell: "🔕",
  mega: "📣", loudspeaker: "📢", speech_balloon: "💬", thought_balloon: "💭", email: "📧", envelope: "✉️",
  inbox_tray: "📥", outbox_tray: "📤", phone: "☎️", telephone_receiver: "📞", iphone: "📱", computer: "💻",
  memo: "📝", pencil: "📝", pencil2: "✏️", clipboard: "📋", pushpin: "📌", round_pushpin: "📍", paperclip: "📎",
  link: "🔗", mag: "🔍", mag_right: "🔎", lock: "🔒", unlock: "🔓", key: "🔑", book: "📖", books: "📚", bookmark: "🔖",
  card_index: "📇", file_folder: "📁", page_facing_up: "📄", bar_chart: "📊", chart_with_upwards_trend: "📈",
  chart_with_downwards_trend: "📉", moneybag: "💰", credit_card: "💳", office: "🏢", house: "🏠", airplane: "✈️",
  world_map: "🗺️", earth_africa: "🌍", earth_americas: "🌎", dart: "🎯", art: "🎨", wrench: "🔧",
  hammer_and_wrench: "🛠️", gear: "⚙️", broom: "🧹", package: "📦", wastebasket: "🗑️", recycle: "♻️",
  white_check_mark: "✅", heavy_check_mark: "✔️", ballot_box_with_check: "☑️", x: "❌", heavy_plus_sign: "➕",
  warning: "⚠️", exclamation: "❗", question: "❓", no_entry: "⛔", no_entry_sign: "🚫", information_source: "ℹ️",
  arrow_right: "➡️", arrow_left: "⬅️", arrow_up: "⬆️", arrow_down: "⬇️", arrows_counterclockwise: "🔄",
  back: "🔙", red_circle: "🔴", large_blue_circle: "🔵", large_green_circle: "🟢", white_circle: "⚪",
  black_circle: "⚫", 100: "💯",
};

/** Words with the shortcodes that are known as emoji. */
export const withEmoji = (words) =>
  words.replace(/:([a-z0-9_+-]+):/g, (code, name) => (Object.hasOwn(TABLE, name) ? TABLE[name] : code));
