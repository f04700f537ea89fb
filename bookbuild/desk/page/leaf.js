/* One page of the PDF as it lies on the desk: its picture, its folio, what was remarked on it. */

import { make } from "./elements.js";
import { Picture } from "./pictures.js";

/** A page of the PDF as it lies on the desk. */
export class Leaf {
  constructor(page, gone) {
    this.page = page;
    this.number = page.number;
    this.isSeen = false;
    this.isLaid = true;
    this.image = make("img", { alt: "", draggable: "false", hidden: true });
    this.picture = new Picture(this.image, gone);
    this.caption = make("span", { class: "folio" });
    this.remarks = make("span", { class: "remarks" });
    this.chosen = make("span", { class: "chosen", hidden: true });
    this.sheet = make("span", { class: "sheet" }, this.image, this.chosen);
    this.element = make(
      "div",
      { class: "leaf", "data-page": page.number },
      this.sheet,
      this.caption,
      this.remarks,
    );
  }

  paint(address) {
    this.picture.want(address);
  }

  /** Say what the page is, and what was remarked on it. */
  dress(book, { current, all }) {
    const { number, folio, remarks } = this.page;
    const section = book.sectionOfPage(number);
    const name = section ? (section.name || section.label) : "";
    this.element.classList.toggle("recto", number % 2 === 1);
    this.element.classList.toggle("current", current);
    this.image.alt = `Page ${number}${name ? ` of the book, in ${name}` : " of the book"}`;
    this.caption.textContent = folio || "·";
    this.caption.title = `Page ${number} of the file${folio ? `, numbered ${folio}` : ", no number"}`;
    this.remarks.replaceChildren(...(remarks.length ? [remark(number, remarks)] : []));
    this.#beButton(all);
  }

  /** In the contact sheet a page is something to press. */
  #beButton(is) {
    const given = { role: "button", tabindex: "0", "aria-label": `Show page ${this.number}` };
    for (const [name, value] of Object.entries(given)) {
      if (is) this.sheet.setAttribute(name, value);
      else this.sheet.removeAttribute(name);
    }
  }

  /** Mark a block where it stands on the page. */
  mark(block) {
    const placed = block && this.page.blocks.find(([each]) => each === block);
    this.chosen.hidden = !placed;
    if (placed) {
      this.chosen.style.setProperty("--top", placed[1]);
      this.chosen.style.setProperty("--high", placed[2] - placed[1]);
    }
  }

  /** Return the block at so many points from the page's head, or the nearest; "" for none. */
  blockAt(points) {
    let nearest = "";
    let least = Infinity;
    for (const [block, top, bottom] of this.page.blocks) {
      const away = Math.max(top - points, points - bottom, 0);
      if (away < least) [nearest, least] = [block, away];
    }
    return nearest;
  }
}

function remark(number, remarks) {
  const words = remarks.join("; ");
  const sign = make("button", { type: "button", class: "remark", "aria-label": `Page ${number}: ${words}` });
  return make("span", { class: "remark-place" }, sign, make("span", { class: "words", "aria-hidden": "true" }, words));
}
