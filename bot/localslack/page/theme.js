/** Light, dark, or as the system has it. The style sheets know light and dark only. */

const KEPT = "theme";
const THEMES = ["auto", "light", "dark"];
const WORDS = { auto: "as the system", light: "light", dark: "dark" };
const system = matchMedia("(prefers-color-scheme: dark)");

let chosen = THEMES.includes(localStorage.getItem(KEPT)) ? localStorage.getItem(KEPT) : "auto";

/** Wear the theme chosen last; `button` says which it is. */
export function startTheme(button) {
  system.addEventListener("change", () => wear(button));
  wear(button);
}

/** Go on to the next theme. */
export function nextTheme(button) {
  chosen = THEMES[(THEMES.indexOf(chosen) + 1) % THEMES.length];
  localStorage.setItem(KEPT, chosen);
  wear(button);
}

function wear(button) {
  const ofSystem = system.matches ? "dark" : "light";
  document.documentElement.dataset.theme = chosen === "auto" ? ofSystem : chosen;
  button.title = `Colours: ${WORDS[chosen]}`;
  button.setAttribute("aria-label", button.title);
}
