/* The ebook view: the pages of the EPUB on a device, as its reading system would show them. */

import { byId, make } from "./elements.js";
import { pathOf } from "./book.js";
import { putText, Wardrobe } from "./renewing.js";
import { DEVICES, GAP, leafOf, markedBlock, readerStyles } from "./reader_styles.js";
import { settings } from "./settings.js";

/** The share of the leaf at either edge that turns the page when it is tapped. */
const EDGE = 0.14;
/** Milliseconds to wait for the book's fonts before its pages are counted. */
const FONTS = 1500;
const SWIPE = 50;
const PAGE = "The page of the book";

export class Reader {
  constructor({ picked, moved, gone, key, outside }) {
    this.holder = byId("holder");
    this.body = byId("body");
    this.screen = byId("screen");
    this.leaf = byId("leaf");
    this.picked = picked;
    this.moved = moved;
    this.gone = gone;
    this.key = key;
    this.outside = outside;
    this.book = null;
    this.frame = null;
    this.href = "";
    this.page = 0;
    this.pages = 1;
    this.chosen = "";
    this.kept = null;
    this.asked = 0;
    new ResizeObserver(() => this.#fit()).observe(byId("ebook"));
    this.screen.addEventListener("click", (event) => this.#tapBeside(event));
    this.#beDevice();
  }

  /** Show a book where the reader is, or at a place of theirs. */
  async show(book, place = null) {
    const last = this.book;
    this.book = book;
    if (!book.ebook) {
      this.leaf.replaceChildren();
      this.frame = null;
      return;
    }
    const isSame = last?.ebook?.base === book.ebook.base && this.frame;
    const wanted = place && book.hrefOfPlace(place);
    if (isSame && (!wanted || wanted === this.href)) {
      if (wanted) this.go(place);
      return;
    }
    const href = wanted || this.#stillThere(last);
    const given = wanted ? placeIn(place) : {};
    const to = given.block || (wanted && wanted !== this.href) ? given : null;
    if (this.frame && href === this.href && (await this.#renew(to))) return;
    await this.#open(href, to ?? this.#keeping());
  }

  /**
   * Put the new text into the page that is shown; return whether that was all it took.
   *
   * `given` is a place to show then, null for where the reader is.
   */
  async #renew(given) {
    const asked = ++this.asked;
    const { base } = this.book.ebook;
    const address = new URL(base + encodeURI(this.href), location.href).href;
    const [text, isAlike] = await Promise.all([textAt(address), this.wardrobe.isAlike(base)]);
    if (asked !== this.asked) return true; // something newer is on its way
    const document = this.frame.contentDocument;
    const to = given ?? this.#keeping();
    if (text === null || !isAlike || !putText(document, text, address)) return false;
    this.#whenSet(this.frame, () => {
      if (asked !== this.asked) return;
      this.frame.title = document.title || PAGE;
      this.#count();
      this.#turnTo(this.#pageOf(to), this.#element(to.block) ? to : null);
    });
    return true;
  }

  /** Show a place of the book; return whether the ebook has it. */
  go(place) {
    const href = this.book?.hrefOfPlace(place);
    if (!href) return false;
    const to = placeIn(place);
    if (to.block) this.choose(to.block);
    if (href === this.href && this.frame) this.#turnTo(this.#pageOf(to));
    else this.#open(href, to);
    return true;
  }

  /** Return where the reader is. */
  place() {
    if (!this.frame) return {};
    const chosen = this.chosen && this.#element(this.chosen) ? this.chosen : "";
    return { href: this.href, block: chosen || this.#head().block };
  }

  /** Turn a page on or back, over the ends of sections. */
  turn(step) {
    if (!this.frame) return;
    const page = this.page + step;
    if (page >= 0 && page < this.pages) this.#turnTo(page);
    else this.section(step, step < 0);
  }

  /** Go to the first page of the section, or the last. */
  end(last) {
    if (this.frame) this.#turnTo(last ? this.pages - 1 : 0);
  }

  /** Go to the next page of the spine, or the one before, there to its beginning or its end. */
  section(step, atEnd = false) {
    const spine = this.book?.ebook?.spine ?? [];
    const href = spine[spine.indexOf(this.href) + step];
    if (href) this.#open(href, { atEnd });
  }

  /** Choose a block, or none. */
  choose(block) {
    this.chosen = block;
    this.mark?.replaceSync(markedBlock(block));
  }

  /** Choose the next block of the page, or the one before. */
  step(by) {
    if (!this.frame) return;
    const blocks = this.#blocks().filter((each) => this.book.isTyped(each.id));
    const here = blocks.findIndex((each) => each.id === this.chosen);
    const first = blocks.findIndex((each) => this.#begins(each) >= this.page);
    const next = blocks[here < 0 ? Math.max(first, 0) : here + by];
    if (!next) return;
    this.picked(next.id);
    this.#turnTo(this.#begins(next));
  }

  /** Lay the page anew as it was chosen to look, and keep the place. */
  relay() {
    const place = this.frame ? this.#keeping() : null;
    this.#beDevice();
    if (!this.frame) return;
    this.laid.replaceSync(readerStyles(settings));
    this.#whenSet(this.frame, () => {
      this.#count();
      this.#turnTo(this.#pageOf(place), place);
    });
  }

  /** Return where the reader is, in words. */
  where() {
    if (!this.frame) return "";
    const section = this.book.sectionOfHref(this.href);
    const name = section ? (section.name || section.label) : this.frame.contentDocument.title;
    return `${name}: page ${this.page + 1} of ${this.pages}`;
  }

  /** Return a page of the new book for the one that was open: itself, or the nearest still there. */
  #stillThere(last) {
    const spine = this.book.ebook.spine;
    if (spine.includes(this.href)) return this.href;
    // A file with another name makes another page of the same section.
    const was = last?.sectionOfHref(this.href);
    const isIt = (each) => each.href && each.name === was.name && each.label === was.label;
    const now = was && this.book.sections.find(isIt);
    if (now && spine.includes(pathOf(now.href))) return pathOf(now.href);
    const before = last?.ebook?.spine ?? [];
    const here = before.indexOf(this.href);
    const near = [...before.slice(here + 1), ...before.slice(0, Math.max(here, 0)).reverse()];
    return near.find((href) => spine.includes(href)) ?? spine[0];
  }

  /** Load a page behind the one that is shown, and show it when it is set. */
  async #open(href, to) {
    const asked = ++this.asked;
    const frame = make("iframe", {
      sandbox: "allow-same-origin",
      title: PAGE,
      class: "coming",
      src: this.book.ebook.base + encodeURI(href),
    });
    const loaded = new Promise((done) => frame.addEventListener("load", done, { once: true }));
    this.leaf.append(frame);
    await loaded;
    const isBook = frame.contentDocument?.contentType === "application/xhtml+xml";
    if (asked !== this.asked || !isBook) {
      frame.remove();
      if (asked === this.asked) this.gone();
      return;
    }
    const [laid, mark] = this.#dress(frame);
    this.#whenSet(frame, () => {
      if (asked !== this.asked) return frame.remove();
      this.#put(frame, href, laid, mark);
      this.#turnTo(this.#pageOf(to), to.order && this.#element(to.block) ? to : null);
    });
  }

  #put(frame, href, laid, mark) {
    const hadFocus = this.frame && document.activeElement === this.frame;
    const old = this.frame;
    Object.assign(this, { frame, href, laid, mark });
    this.wardrobe = new Wardrobe(frame, this.book.ebook.base);
    this.#count();
    this.#listen(frame);
    frame.title = frame.contentDocument.title || PAGE;
    frame.classList.remove("coming");
    for (const other of [...this.leaf.children]) if (other !== frame) other.remove();
    if (old && hadFocus) frame.focus({ preventScroll: true });
  }

  /** Lay our sheets over the document; it may have none written into it, and needs none. */
  #dress(frame) {
    const { CSSStyleSheet } = frame.contentWindow;
    const sheets = [new CSSStyleSheet(), new CSSStyleSheet()];
    sheets[0].replaceSync(readerStyles(settings));
    sheets[1].replaceSync(markedBlock(this.chosen));
    frame.contentDocument.adoptedStyleSheets = sheets;
    return sheets;
  }

  /** Call when the fonts and pictures of a document are there; its promises are not kept without scripts. */
  #whenSet(frame, call) {
    const document = frame.contentDocument;
    const until = performance.now() + FONTS;
    document.documentElement.getBoundingClientRect(); // fonts are asked for when they are needed
    const look = () => {
      const isSet =
        document.fonts.status !== "loading" && [...document.images].every((each) => each.complete);
      if (!isSet && performance.now() < until) setTimeout(look, 4);
      else call();
    };
    look();
  }

  #listen(frame) {
    const document = frame.contentDocument;
    document.addEventListener("click", (event) => this.#click(event));
    document.addEventListener("auxclick", (event) => event.preventDefault());
    document.addEventListener("keydown", (event) => this.key(event));
    document.addEventListener("focusin", (event) => this.#turnTo(this.#begins(event.target)));
    document.addEventListener("submit", (event) => event.preventDefault());
    let from = null;
    document.addEventListener("touchstart", (event) => (from = event.changedTouches[0].clientX));
    document.addEventListener("touchend", (event) => {
      const way = event.changedTouches[0].clientX - (from ?? 0);
      if (from !== null && Math.abs(way) > SWIPE) this.turn((way < 0) === this.#isLtr() ? 1 : -1);
      from = null;
    });
  }

  #click(event) {
    const link = event.target.closest?.("a[*|href]");
    if (link) {
      event.preventDefault();
      this.#follow(link);
      return;
    }
    if (!this.frame.contentWindow.getSelection().isCollapsed) return;
    const edge = event.clientX / this.frame.clientWidth;
    if (edge < EDGE || edge > 1 - EDGE) {
      this.turn((edge > 0.5) === this.#isLtr() ? 1 : -1);
      return;
    }
    this.picked(this.#blockAround(event.target));
  }

  /** Go where a link leads within the book; others are told, and lead nowhere. */
  #follow(link) {
    const base = new URL(this.book.ebook.base, location.href).href;
    let target = null;
    try {
      const typed = link.getAttribute("href") ?? link.getAttribute("xlink:href") ?? "";
      target = new URL(typed, base + encodeURI(this.href));
    } catch {
      return;
    }
    const path = decodeURI(target.href.startsWith(base) ? target.href.slice(base.length) : "");
    if (!this.book.ebook.spine.includes(pathOf(path))) {
      this.outside(target.href);
      return;
    }
    const block = decodeURIComponent(target.hash.slice(1));
    if (pathOf(path) === this.href) this.#turnTo(this.#pageOf({ block }));
    else this.#open(pathOf(path), { block });
  }

  #tapBeside(event) {
    const { left, right } = this.leaf.getBoundingClientRect();
    if (event.clientX < left) this.turn(this.#isLtr() ? -1 : 1);
    else if (event.clientX > right) this.turn(this.#isLtr() ? 1 : -1);
  }

  /** Return the block that an element is in, "" where it is in none. */
  #blockAround(element) {
    for (let each = element; each?.closest; each = each.parentElement) {
      if (each.id && this.book.isTyped(each.id)) return each.id;
    }
    return "";
  }

  #isLtr() {
    const root = this.frame.contentDocument.documentElement;
    return this.frame.contentWindow.getComputedStyle(root).direction !== "rtl";
  }

  #element(id) {
    return this.frame.contentDocument.getElementById(id);
  }

  /** Return the elements with names, in the order of the text, without the marks of pages. */
  #blocks() {
    const named = this.frame.contentDocument.body.querySelectorAll("[id]");
    const isBlock = (each) => each.localName !== "section" && !each.matches("[role=doc-pagebreak]");
    return [...named].filter((each) => isBlock(each) && each.getClientRects().length);
  }

  /** Return the page on which an element begins, from 0. */
  #begins(element) {
    const box = element.getClientRects?.()[0];
    if (!box) return this.page;
    const { width } = this.size;
    const root = this.frame.contentDocument.scrollingElement;
    const along = this.#isLtr() ? box.left + root.scrollLeft : width - box.right - root.scrollLeft;
    return this.#within(Math.floor((along + 1 + GAP / 2) / (width + GAP)));
  }

  #within(page) {
    return Math.min(Math.max(page, 0), this.pages - 1);
  }

  /** Return the block at the page's head, and how many pages before this one it began. */
  #head() {
    let before = null;
    for (const block of this.#blocks()) {
      const begins = this.#begins(block);
      if (begins === this.page) return { block: block.id, beyond: 0 };
      if (begins > this.page) break;
      before = { block: block.id, beyond: this.page - begins };
    }
    return before ?? { block: "", beyond: 0 };
  }

  /**
   * Return the place to be kept over another text or look: the head's block, and those around it.
   *
   * It is kept until the reader turns a page, so that several changes do not shift it bit by bit.
   */
  #keeping() {
    if (!this.frame) return {};
    this.kept ??= { ...this.#head(), page: this.page };
    return { ...this.kept, order: this.#blocks().map((each) => each.id) };
  }

  /** Return the page on which a place stands, from 0. */
  #pageOf({ block = "", beyond = 0, page = 0, order = [], atEnd = false }) {
    if (atEnd) return this.pages - 1;
    const there = block && this.#element(block);
    if (there) return this.#within(this.#begins(there) + beyond);
    const here = order.indexOf(block);
    const near = [...order.slice(here + 1), ...order.slice(0, Math.max(here, 0)).reverse()];
    const neighbour = near.map((id) => this.#element(id)).find((each) => each);
    return this.#within(neighbour ? this.#begins(neighbour) : page);
  }

  #count() {
    const { width } = this.size;
    const long = this.frame.contentDocument.scrollingElement.scrollWidth;
    this.pages = Math.max(1, Math.round((long + GAP) / (width + GAP)));
    return this.pages;
  }

  #turnTo(page, kept = null) {
    const { width } = this.size;
    const root = this.frame.contentDocument.scrollingElement;
    this.page = this.#within(page);
    this.kept = kept;
    root.scrollTop = 0;
    root.scrollLeft = this.page * (width + GAP) * (this.#isLtr() ? 1 : -1);
    byId("screen-head").textContent = this.book.title;
    byId("screen-foot").textContent = `${this.page + 1} of ${this.pages}`;
    this.moved();
  }

  #beDevice() {
    const { device, light } = settings;
    const { width, height, side, head } = DEVICES[device];
    const leaf = leafOf(device);
    this.size = leaf;
    Object.assign(this.body.dataset, { device, light });
    const measures = { width, height, side, head, "leaf-width": leaf.width, "leaf-height": leaf.height };
    for (const [name, value] of Object.entries(measures)) {
      this.body.style.setProperty(`--${name}`, `${value}px`);
    }
    this.#fit();
  }

  /** Make the device as large as the window allows, and no larger than it is. */
  #fit() {
    const { clientWidth, clientHeight } = byId("ebook");
    const { offsetWidth, offsetHeight } = this.body;
    if (!clientWidth || !offsetWidth) return;
    const around = innerWidth < 620 ? 8 : 28;
    const wide = (clientWidth - 2 * around) / offsetWidth;
    const high = (clientHeight - 2 * around) / offsetHeight;
    const scale = Math.min(wide, high, 1);
    this.body.style.setProperty("transform", `scale(${scale})`);
    this.holder.style.setProperty("width", `${offsetWidth * scale}px`);
    this.holder.style.setProperty("height", `${offsetHeight * scale}px`);
  }
}

/** Return the text at an address, null where there is none. */
async function textAt(address) {
  try {
    const answer = await fetch(address);
    return answer.ok ? await answer.text() : null;
  } catch {
    return null;
  }
}

/** Return a place as it is within its page: what stands behind the # names a block, too. */
function placeIn({ block = "", href = "" }) {
  return { block: block || href.split("#")[1] || "" };
}
