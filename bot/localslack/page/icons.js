/** The page's own drawings: strokes on a grid of 20 by 20. */

const STROKES = {
  hash: "M8 3 6 17 M14 3 12 17 M3.5 7.5H17 M3 12.5H16.5",
  plus: "M10 4V16 M4 10H16",
  send: "M3.5 16.5 17 10 3.5 3.5 5 9.2 12 10 5 10.8Z",
  more: "M10 4.6V4.7 M10 10V10.1 M10 15.4V15.5",
  dots: "M4.6 10H4.7 M10 10H10.1 M15.4 10H15.5",
  close: "M5 5 15 15 M15 5 5 15",
  menu: "M3 5.5H17 M3 10H17 M3 14.5H17",
  eye: "M2 10C4.5 5.5 7 4 10 4S15.5 5.5 18 10C15.5 14.5 13 16 10 16S4.5 14.5 2 10Z M10 7.5A2.5 2.5 0 1 1 9.99 7.5",
  clock: "M10 3A7 7 0 1 1 9.99 3Z M10 6V10.3L13 12",
  trouble: "M11 2.5 4.5 11.5H9.5L8.5 17.5 15.5 8H10.5Z",
  happened: "M7 5H17 M7 10H17 M7 15H17 M3.2 5H3.3 M3.2 10H3.3 M3.2 15H3.3",
  theme: "M16.5 12A7 7 0 1 1 8 3.5A5.6 5.6 0 0 0 16.5 12Z",
  home: "M3 10 10 3.5 17 10 M5 8.5V16.5H15V8.5",
  chat: "M3 4H17V13.5H9L5.5 16.5V13.5H3Z",
  paperclip:
    "M15.5 9.5 9.8 15.2A3.5 3.5 0 0 1 4.8 10.2L11 4A2.4 2.4 0 0 1 14.4 7.4L8.4 13.4A1.2 1.2 0 0 1 6.7 11.7L12 6.4",
  mention: "M13 10A3 3 0 1 1 12.99 9.5 M13 6.8V11.3A2 2 0 0 0 17 11.3V10A7 7 0 1 0 14 15.7",
  chevron: "M5.5 8 10 12.5 14.5 8",
  check: "M4.5 10.5 8.5 14.5 15.5 6",
  person: "M8 4A3 3 0 1 1 7.99 4Z M2.5 16.5C2.5 12.5 5 11.5 8 11.5S13.5 12.5 13.5 16.5 M16 7V12 M13.5 9.5H18.5",
  file: "M5 2.5H11.5L15.5 6.5V17.5H5Z M11.5 2.5V6.5H15.5",
  image: "M3 4H17V16H3Z M3 13.5 7.5 9.5 11 12.5 13.5 10.5 17 13.5",
  restart: "M4 10A6 6 0 1 1 6 14.5 M4 5.5V10H8.5",
  copy: "M7 7H16.5V16.5H7Z M4 13H3.5V3.5H13V4",
  down: "M10 4V15.5 M5 11 10 16 15 11",
  incoming: "M16 10H4 M8.5 5.5 4 10 8.5 14.5",
  outgoing: "M4 10H16 M11.5 5.5 16 10 11.5 14.5",
};

const SVG = "http://www.w3.org/2000/svg";

/** A drawing by name; it says nothing to a screen reader, whoever holds it has a label. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", STROKES[name]);
  svg.append(path);
  return svg;
}
