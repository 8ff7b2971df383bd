/** Files: read for sending, shown in messages, put into a modal's file input. */

import { busy, el, fill } from "./dom.js";
import { icon } from "./icons.js";
import { chip } from "./select.js";

/** A file's bytes in base64. */
export function base64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}

/** A file in a message: an image as itself, anything else as a card to download. */
export function fileCard(file, me) {
  const address = `/page/file/${encodeURIComponent(file.id)}?as=${encodeURIComponent(me)}`;
  const name = file.title || file.name;
  if (file.mimetype?.startsWith("image/")) {
    return el("a", { href: address, target: "_blank" }, el("img", { class: "picture large", src: address, alt: name }));
  }
  const about = [file.filetype?.toUpperCase(), size(file.size)].filter(Boolean).join(" · ");
  return el(
    "a",
    { class: "file-card", href: address, download: file.name },
    icon("file"),
    el("span", {}, el("strong", { dir: "auto" }, name), el("small", {}, about)),
  );
}

function size(bytes) {
  if (bytes == null) return "";
  return bytes < 1024
    ? `${bytes} B`
    : bytes < 1024 ** 2
      ? `${Math.round(bytes / 1024)} kB`
      : `${(bytes / 1024 ** 2).toFixed(1)} MB`;
}

/** A modal's file_input: what was added, and a button to add more. */
export function fileInput(spot, surface, attributes) {
  const { filetypes, max_files: most = 10 } = spot.element;
  const files = surface.state(spot)?.files ?? [];
  const accept = filetypes?.map((type) => `.${type}`).join(",");
  const chosen = el("input", { type: "file", hidden: true, accept, multiple: most > 1 });
  const add = el(
    "button",
    { ...attributes, type: "button", class: "button" },
    icon("paperclip"),
    most > 1 ? "Add files" : "Add a file",
  );
  const keep = (left) => surface.change(spot, { files: left });
  const chips = el(
    "span",
    { class: "chips" },
    files.map((file) => chip(file.name, () => keep(files.filter((each) => each !== file)))),
  );
  add.addEventListener("click", () => chosen.click());
  chosen.addEventListener("change", () => busy(add, () => attachAll([...chosen.files].slice(0, most - files.length))));
  add.hidden = files.length >= most;
  return el("span", { class: "select-set" }, chips, add, chosen);

  async function attachAll(picked) {
    fill(
      chips,
      [...chips.childNodes],
      picked.map(({ name }) => el("span", { class: "chip" }, name)),
    );
    surface.release(spot);
    for (const file of picked) await surface.attach(spot, file.name, await base64(file));
  }
}
