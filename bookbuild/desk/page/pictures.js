/* Pictures of pages, at the very size at which they are shown. */

const NARROWEST = 60;
const WIDEST = 4000;

/** Return the address of a page's picture for a width in the page's own pixels. */
export function addressOf(base, number, width) {
  const pixels = Math.round(width * devicePixelRatio);
  return `${base}${number}.png?width=${Math.min(Math.max(pixels, NARROWEST), WIDEST)}`;
}

/** A picture that stays until the next one is there. */
export class Picture {
  constructor(image, gone) {
    this.image = image;
    this.gone = gone;
    this.wanted = "";
  }

  /** Show another picture as soon as it is loaded; what is wanted later comes before it. */
  async want(address) {
    if (address === this.wanted) return;
    this.wanted = address;
    const coming = new Image();
    coming.src = address;
    try {
      await coming.decode();
    } catch {
      if (this.wanted === address) {
        this.wanted = "";
        this.gone();
      }
      return;
    }
    if (this.wanted === address) {
      this.image.src = address;
      this.image.hidden = false;
    }
  }
}
