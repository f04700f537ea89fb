/* Making and finding elements; words always go in as text, never as HTML. */

/** Return an element with its attributes and what it holds; null and false are left out. */
export function make(name, given = {}, ...held) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(given)) {
    if (value === null || value === false) continue;
    if (key === "on") {
      for (const [event, listener] of Object.entries(value)) {
        element.addEventListener(event, listener);
      }
    } else {
      element.setAttribute(key, value === true ? "" : value);
    }
  }
  element.append(...held.flat().filter((each) => each !== null && each !== false && each !== ""));
  return element;
}

/** Return the element of an id. */
export function byId(id) {
  return document.getElementById(id);
}

/** Say something to those who listen to the page, and in the line at its foot. */
export function say(words) {
  byId("quiet").textContent = words;
}

/** Return a number with its thousands apart: 12,345. */
export function counted(number) {
  return number.toLocaleString("en-GB");
}

/** Return an ISO day as people write it: 4 May 2005. */
export function dayInWords(iso) {
  const [year, month, day] = iso.split("-").map(Number);
  const format = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
  return new Intl.DateTimeFormat("en-GB", format).format(Date.UTC(year, month - 1, day));
}
