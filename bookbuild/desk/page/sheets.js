/* The print view: facing pages as pictures, by page, by spread, by chapter, or all of them. */

import { byId, make } from "./elements.js";
import { Leaf } from "./leaf.js";
import { addressOf } from "./pictures.js";
import { choose, settings } from "./settings.js";

const PIXELS_OF_A_POINT = 96 / 72;
const ZOOMS = [0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 2.5, 3, 4];
const SMALL = [72, 104, 150, 210, 300];
const AROUND = 36;
/** As narrow as this, one page is shown at a time until something else is chosen. */
const NARROW = 620;
/** How many pixels a finger goes to turn a page. */
const SWIPE = 50;
/** How far beside what is visible pictures are fetched, before they are looked at. */
const AHEAD = "900px";

export class Sheets {
  constructor({ picked, moved, gone }) {
    this.root = byId("sheets");
    this.picked = picked;
    this.moved = moved;
    this.gone = gone;
    this.book = null;
    this.current = 1;
    this.chosen = "";
    this.leaves = new Map();
    this.shown = "";
    this.seen = new IntersectionObserver((seen) => this.#seen(seen), {
      root: this.root,
      rootMargin: AHEAD,
    });
    new ResizeObserver(() => this.#fit()).observe(this.root);
    this.root.addEventListener("click", (event) => this.#click(event));
    this.root.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    this.#listenToFingers();
    this.#watchPixels();
  }

  get mode() {
    return settings.mode || (innerWidth < NARROW ? "page" : "spread");
  }

  /** Show a book where the reader is, or at a place of theirs. */
  show(book, place = null) {
    const from = this.book ? this.#anchor() : null;
    const isOther = this.book?.print?.base !== book.print?.base;
    this.book = book;
    if (!book.print) {
      this.root.replaceChildren();
      this.leaves.clear();
      this.shown = "";
      return;
    }
    const page = (place && book.pageOfPlace(place)) || (from && this.#found(from)) || this.current;
    this.current = book.page(page).number;
    if (isOther) this.#renew();
    this.#lay();
    if (place) this.#toCurrent("center");
  }

  /** Show the page of a place; return whether it is on paper. */
  go(place) {
    if (!this.book?.print) return false;
    const page = this.book.pageOfPlace(place);
    if (place.block) this.choose(place.block);
    if (page) this.#goTo(page);
    return page > 0;
  }

  /** Return where the reader is. */
  place() {
    const page = this.book?.print ? this.book.page(this.current) : null;
    if (!page) return {};
    return { page: page.number, block: this.#chosenHere() || page.blocks[0]?.[0] || "" };
  }

  /** Turn to the next spread, or back. */
  turn(step) {
    if (!this.book?.print) return;
    switch (this.mode) {
      case "page":
        this.#goTo(this.current + step);
        break;
      case "spread":
        this.#goTo(this.#writtenOn(this.#spreadOf(this.current) + 2 * step));
        break;
      case "chapter":
        this.section(step);
        break;
      case "all":
        this.root.scrollBy({ top: step * this.root.clientHeight * 0.85 });
        break;
    }
  }

  /** Go to the first page, or the last. */
  end(last) {
    if (this.book?.print) this.#goTo(last ? this.book.print.pages.length : 1);
  }

  /** Go to the next section, or the one before. */
  section(step) {
    const runs = this.book?.runs ?? [];
    const here = runs.findIndex((run) => run.first <= this.current && this.current <= run.last);
    const run = runs[Math.min(Math.max(here + step, 0), runs.length - 1)];
    if (run) this.#goTo(run.first);
  }

  /** Choose a block, or none. */
  choose(block) {
    this.chosen = block;
    for (const leaf of this.leaves.values()) leaf.mark(block);
  }

  /** Choose the next block of the pages that are shown, or the one before. */
  step(by) {
    const pages = [...this.leaves.values()].filter((leaf) => leaf.isLaid).map((leaf) => leaf.page);
    const blocks = [...new Set(pages.flatMap((page) => page.blocks.map(([block]) => block)))];
    const here = blocks.indexOf(this.chosen);
    const first = blocks.indexOf(this.book?.page(this.current).blocks[0]?.[0]);
    const next = blocks[here < 0 ? Math.max(first, 0) : here + by];
    if (!next) return;
    this.picked(next);
    this.leaves.get(this.book.pageOf(next))?.element.scrollIntoView({ block: "nearest" });
  }

  /** Show the pages larger or smaller; 0 fits them to the window. */
  zoom(step) {
    if (this.mode === "all") {
      const at = SMALL.indexOf(settings.small) + step;
      choose({ small: step ? SMALL[Math.min(Math.max(at, 0), SMALL.length - 1)] : SMALL[1] });
    } else if (step === 0) {
      choose({ zoom: 0 });
    } else {
      const now = this.#scale();
      const larger = ZOOMS.find((each) => each > now * 1.01);
      const smaller = ZOOMS.findLast((each) => each < now * 0.99);
      choose({ zoom: (step > 0 ? larger : smaller) ?? now });
    }
    const { root } = this;
    const [across, down] = [
      (root.scrollLeft + root.clientWidth / 2) / root.scrollWidth,
      (root.scrollTop + root.clientHeight / 2) / root.scrollHeight,
    ];
    this.#fit();
    root.scrollLeft = across * root.scrollWidth - root.clientWidth / 2;
    root.scrollTop = down * root.scrollHeight - root.clientHeight / 2;
  }

  /** Lay the pages as they are to lie now. */
  relay() {
    if (!this.book?.print) return;
    this.#lay();
    this.#toCurrent("center");
  }

  /** Return how large the pages are shown: "Fit", or a share of their real size. */
  sizeInWords() {
    if (this.mode === "all") return "Reset";
    return settings.zoom ? `${Math.round(settings.zoom * 100)} %` : "Fit";
  }

  /** Return where the reader is, in words. */
  where() {
    if (!this.book?.print) return "";
    const pages = this.book.print.pages;
    if (this.mode === "all") return `${pages.length} pages`;
    const shown = this.#numbers().filter((each) => each);
    const [first, last] = [shown[0], shown.at(-1)];
    const which = first === last ? `Page ${first}` : `Pages ${first} and ${last}`;
    const run = this.mode === "chapter" ? `Pages ${first} to ${last}` : which;
    return `${run} of ${pages.length}`;
  }

  #anchor() {
    const page = this.book.print ? this.book.page(this.current) : null;
    const run = this.book.runs.find((one) => one.first <= this.current && this.current <= one.last);
    const blocks = page?.blocks.map(([id]) => id);
    return page && { number: page.number, unit: run.unit, into: page.number - run.first, blocks };
  }

  /** Return the page of the new book on which the old one's first known block stands. */
  #found(from) {
    const block = from.blocks.find((each) => this.book.pageOf(each));
    const unit = this.book.runs.find((run) => run.unit === from.unit);
    if (block) {
      // A block that began on the page before is still at this page's head.
      const begins = this.book.pageOf(block);
      const held = this.book.print.pages.filter(({ blocks }) => blocks.some(([id]) => id === block));
      const same = held.some(({ number }) => number === from.number);
      return same ? from.number : begins;
    }
    return unit ? Math.min(unit.first + from.into, unit.last) : from.number;
  }

  #goTo(number) {
    const page = this.book.page(number).number;
    const before = this.current;
    this.current = page;
    this.#lay();
    if (this.#isScrolled()) this.#toCurrent("nearest");
    else if (before !== page) this.root.scrollTop = 0;
  }

  #isScrolled() {
    return this.mode === "chapter" || this.mode === "all";
  }

  #toCurrent(block) {
    if (this.#isScrolled()) this.leaves.get(this.current)?.element.scrollIntoView({ block });
  }

  /** Return the page of a spread on which there is something; a blank verso is nobody's place. */
  #writtenOn(verso) {
    const page = this.book.page(verso);
    const isBlank = page.folio === "" && page.blocks.length === 0;
    return isBlank && page.number === verso ? verso + 1 : verso;
  }

  #spreadOf(page) {
    return page - (page % 2);
  }

  /** Return the numbers of the pages that lie there: pairs, null for the side of none. */
  #numbers() {
    const last = this.book.print.pages.length;
    const pair = (even) => [even, even + 1].map((each) => (each < 1 || each > last ? null : each));
    const run = this.book.runs.find((one) => one.first <= this.current && this.current <= one.last);
    const [from, to] = {
      page: [this.current, this.current],
      spread: [this.current, this.current],
      chapter: [run?.first ?? 1, run?.last ?? last],
      all: [1, last],
    }[this.mode];
    if (this.mode === "page") return [this.current];
    const spreads = [];
    for (let even = this.#spreadOf(from); even <= to; even += 2) spreads.push(...pair(even));
    return spreads;
  }

  /** Put the pages where they lie; those that stay keep their pictures. */
  #lay() {
    const numbers = this.#numbers();
    const rtl = this.book.print.right_to_left;
    const now = `${this.mode} ${numbers} ${rtl} ${this.book.print.pages.length}`;
    this.root.dataset.mode = this.mode;
    this.root.dir = rtl ? "rtl" : "ltr";
    if (now !== this.shown) {
      this.shown = now;
      const size = this.mode === "page" ? 1 : 2;
      const spreads = [];
      for (let at = 0; at < numbers.length; at += size) {
        const sides = numbers.slice(at, at + size);
        spreads.push(make("div", { class: "spread" }, sides.map((each) => this.#side(each))));
      }
      this.root.replaceChildren(...spreads);
      for (const [number, leaf] of this.leaves) leaf.isLaid = numbers.includes(number);
    }
    this.#fit();
    for (const leaf of this.leaves.values()) {
      leaf.dress(this.book, { current: leaf.number === this.current, all: this.mode === "all" });
    }
    this.moved();
  }

  #side(number) {
    if (number === null) return make("div", { class: "no-page" });
    let leaf = this.leaves.get(number);
    if (!leaf) {
      leaf = new Leaf(this.book.page(number), this.gone);
      this.leaves.set(number, leaf);
      this.seen.observe(leaf.element);
      leaf.mark(this.chosen);
    }
    return leaf.element;
  }

  /** Give the leaves the pages of another book; their pictures stay until the new ones come. */
  #renew() {
    const pages = this.book.print.pages;
    for (const [number, leaf] of this.leaves) {
      if (number > pages.length) {
        this.seen.unobserve(leaf.element);
        leaf.element.remove();
        this.leaves.delete(number);
        this.shown = "";
      } else {
        leaf.page = pages[number - 1];
        leaf.mark(this.chosen);
      }
    }
  }

  #scale() {
    return settings.zoom || this.#fitting();
  }

  /** Return how large the pages can be in the window, as a share of their real size. */
  #fitting() {
    const { width, height } = this.book.print;
    const sides = this.mode === "page" ? 1 : 2;
    const around = innerWidth < NARROW ? 12 : AROUND;
    const wide = (this.root.clientWidth - 2 * around) / (sides * width * PIXELS_OF_A_POINT);
    const high = (this.root.clientHeight - 2 * around) / (height * PIXELS_OF_A_POINT);
    return Math.max(this.#isScrolled() ? Math.min(wide, Math.max(high, 0.8)) : Math.min(wide, high), 0.1);
  }

  /** Make the pages as large as they are to be, and ask for pictures of that size. */
  #fit() {
    if (!this.book?.print || !this.root.clientWidth) return;
    const { width, height } = this.book.print;
    const real = width * PIXELS_OF_A_POINT;
    this.pageWidth = this.mode === "all" ? settings.small : Math.max(Math.floor(real * this.#scale()), 40);
    this.root.style.setProperty("--page-width", `${this.pageWidth}px`);
    this.root.style.setProperty("--page-ratio", `${width} / ${height}`);
    this.root.style.setProperty("--points", height);
    for (const leaf of this.leaves.values()) if (leaf.isSeen) this.#paint(leaf);
  }

  #paint(leaf) {
    if (leaf.isLaid) leaf.paint(addressOf(this.book.print.base, leaf.number, this.pageWidth));
  }

  #seen(entries) {
    for (const { target, isIntersecting } of entries) {
      const leaf = this.leaves.get(Number(target.dataset.page));
      if (!leaf) continue;
      leaf.isSeen = isIntersecting;
      if (isIntersecting && this.book?.print) this.#paint(leaf);
    }
  }

  #click(event) {
    const element = event.target.closest(".leaf");
    if (!element || event.target.closest(".remark")) return;
    const leaf = this.leaves.get(Number(element.dataset.page));
    if (this.mode === "all") {
      choose({ mode: innerWidth < NARROW ? "page" : "spread" });
      this.#goTo(leaf.number);
      this.root.focus({ preventScroll: true });
      return;
    }
    this.current = leaf.number;
    const box = leaf.image.getBoundingClientRect();
    const points = ((event.clientY - box.top) / box.height) * this.book.print.height;
    this.picked(leaf.blockAt(points), leaf.number);
  }

  #scrolled() {
    if (this.mode !== "chapter" || this.scrolling) return;
    this.scrolling = true;
    requestAnimationFrame(() => {
      this.scrolling = false;
      const { top, bottom } = this.root.getBoundingClientRect();
      const middle = top + (bottom - top) / 3;
      const here = [...this.leaves.values()].find(
        (leaf) => leaf.isLaid && leaf.element.getBoundingClientRect().bottom > middle,
      );
      if (here && here.number !== this.current) {
        this.current = here.number;
        this.moved();
      }
    });
  }

  /** Turn pages that are shown whole where a finger wipes over them. */
  #listenToFingers() {
    let from = null;
    const isWhole = (event) => event.touches.length < 2 && !settings.zoom && !this.#isScrolled();
    this.root.addEventListener(
      "touchstart",
      (event) => (from = isWhole(event) ? event.changedTouches[0].clientX : null),
      { passive: true },
    );
    this.root.addEventListener("touchend", (event) => {
      const way = event.changedTouches[0].clientX - (from ?? 0);
      const step = (way < 0) === (this.root.dir !== "rtl") ? 1 : -1;
      if (from !== null && Math.abs(way) > SWIPE) this.turn(step);
      from = null;
    });
  }

  #chosenHere() {
    const page = this.book.page(this.current);
    return page.blocks.some(([block]) => block === this.chosen) ? this.chosen : "";
  }

  /** Ask for other pictures where the window goes to a screen with other pixels. */
  #watchPixels() {
    const pixels = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
    const other = () => {
      this.#fit();
      this.#watchPixels();
    };
    pixels.addEventListener("change", other, { once: true });
  }
}
