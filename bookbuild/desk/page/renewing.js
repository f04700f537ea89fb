/* Putting a new text into a page of the book that is shown already.

A whole page takes its style sheets and fonts along, which seldom change from one save to the next.
Where they are the same, byte for byte, the text alone is put in the place of the old one. */

const XHTML = "application/xhtml+xml";
/** Milliseconds after which a page's own fonts are kept to be compared; they are loaded by then. */
const IN_A_WHILE = 400;
const XLINK = "http://www.w3.org/1999/xlink";

/** What a page was dressed in when it was loaded: its style sheets and fonts, by their paths. */
export class Wardrobe {
  constructor(frame, base) {
    const { contentDocument: document, contentWindow: window } = frame;
    // All the fonts come now: the book from which they come is gone after some saves.
    for (const face of document.fonts) face.load();
    this.base = new URL(base, location.href).href;
    this.window = window;
    this.pieces = new Map();
    setTimeout(() => this.#paths().forEach((path) => this.#piece(path)), IN_A_WHILE);
  }

  /** Return whether another book's style sheets and fonts are those of this page. */
  async isAlike(base) {
    const paths = this.#paths();
    const same = await Promise.all(paths.map((path) => this.#isSame(path, base)));
    return same.every((each) => each);
  }

  /** Return the paths of all that the page loaded but its pictures. */
  #paths() {
    const loaded = this.window.performance.getEntriesByType("resource");
    const worn = loaded.filter((each) => ["link", "css", "other"].includes(each.initiatorType));
    const own = worn.map((each) => each.name).filter((name) => name.startsWith(this.base));
    return [...new Set(own.map((name) => name.slice(this.base.length)))];
  }

  async #isSame(path, base) {
    const [old, now] = await Promise.all([this.#piece(path), bytesAt(base + path)]);
    return old !== null && now !== null && areSame(old, now);
  }

  #piece(path) {
    if (!this.pieces.has(path)) this.pieces.set(path, bytesAt(this.base + path));
    return this.pieces.get(path);
  }
}

/**
 * Put a page's text into a document, and return whether it could be.
 *
 * `address` is the page's own: its pictures are looked for from there. No script of it runs, here
 * no more than in the page as it was loaded.
 */
export function putText(document, text, address) {
  const page = new DOMParser().parseFromString(text, XHTML);
  if (page.querySelector("parsererror") || !page.body) return false;
  if (sheetsOf(page).join() !== sheetsOf(document).join()) return false;
  const body = document.importNode(page.body, true);
  for (const each of body.querySelectorAll("[src]")) {
    each.setAttribute("src", new URL(each.getAttribute("src"), address).href);
  }
  for (const each of body.querySelectorAll("image")) {
    for (const [space, name] of [[XLINK, "xlink:href"], [null, "href"]]) {
      const local = name.split(":").at(-1);
      const typed = each.getAttributeNS(space, local);
      if (typed) each.setAttributeNS(space, name, new URL(typed, address).href);
    }
  }
  copyNames(page.documentElement, document.documentElement);
  document.title = page.title;
  document.body.replaceWith(body);
  return true;
}

function sheetsOf(document) {
  const links = [...document.querySelectorAll("link")];
  return links.map((each) => `${each.getAttribute("rel")} ${each.getAttribute("href")}`);
}

function copyNames(from, to) {
  for (const name of ["lang", "xml:lang", "dir", "class"]) {
    if (from.hasAttribute(name)) to.setAttribute(name, from.getAttribute(name));
    else to.removeAttribute(name);
  }
}

async function bytesAt(address) {
  try {
    const answer = await fetch(address);
    return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : null;
  } catch {
    return null;
  }
}

function areSame(one, other) {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}
