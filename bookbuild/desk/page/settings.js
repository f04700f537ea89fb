/* What the author chose on this machine; kept by the browser, and nowhere else. */

const KEPT_AS = "bookbuild-desk";

/** What holds until something else is chosen. */
const AT_FIRST = {
  view: "print",
  mode: "",
  zoom: 0,
  small: 104,
  marks: false,
  device: "reader",
  size: 1,
  light: "day",
  face: "book",
  chrome: "auto",
  editor: "",
  template: "",
  folder: "",
  keys: true,
  sections: true,
  side: true,
};

/** What is chosen; a browser that keeps nothing gives what holds at first. */
export const settings = { ...AT_FIRST, ...kept() };

/** Choose something, and keep it. */
export function choose(changes) {
  Object.assign(settings, changes);
  try {
    localStorage.setItem(KEPT_AS, JSON.stringify(settings));
  } catch {
    // It holds until the page is closed.
  }
}

/** Return what was kept, as far as it is of the sort that it must be. */
function kept() {
  try {
    const found = JSON.parse(localStorage.getItem(KEPT_AS)) ?? {};
    const sound = ([key, value]) => typeof value === typeof AT_FIRST[key];
    return Object.fromEntries(Object.entries(found).filter(sound));
  } catch {
    return {};
  }
}
