/* What a reading system lays over the book's own style sheets: its page, its type, its light. */

/** The devices: their screens, the margins of the text on them, and five type sizes, in pixels. */
export const DEVICES = {
  reader: { width: 536, height: 724, side: 44, head: 52, foot: 54, sizes: [16, 20, 24, 30, 38] },
  phone: { width: 390, height: 780, side: 28, head: 58, foot: 52, sizes: [14, 17, 21, 26, 33] },
  tablet: { width: 810, height: 1080, side: 110, head: 84, foot: 80, sizes: [16, 20, 24, 30, 38] },
};

/** The space between two pages of the running text, in pixels; nobody sees it. */
export const GAP = 60;

const FACES = {
  serif: '"Charter", "Bitstream Charter", "Iowan Old Style", "Georgia", "Noto Serif", serif',
  sans: '"Avenir Next", "Seravek", "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif',
};

const LIGHTS = {
  day: null,
  sepia: { ink: "#45351f", paper: "#f4e8d2" },
  night: { ink: "#c8c4bb", paper: "#131312" },
};

/** Return the text's width and height on a device, in pixels. */
export function leafOf(device) {
  const { width, height, side, head, foot } = DEVICES[device];
  return { width: width - 2 * side, height: height - head - foot };
}

/** Return the style sheet that a device lays over a page of the book. */
export function readerStyles({ device, size, light, face }) {
  return [pagesOf(device, size), faceOf(face), lightOf(light)].join("\n");
}

/** Return the style sheet that marks one block. */
export function markedBlock(block) {
  if (!block) return "";
  return `#${CSS.escape(block)} {
    background-color: rgb(88 136 196 / .2) !important;
    box-shadow: 0 0 0 .2em rgb(88 136 196 / .2);
    -webkit-box-decoration-break: clone; box-decoration-break: clone;
  }`;
}

function pagesOf(device, size) {
  const { width, height } = leafOf(device);
  const type = DEVICES[device].sizes[size];
  return `
    html {
      box-sizing: border-box; margin: 0 !important; padding: 0 !important;
      width: ${width}px !important; height: ${height}px !important;
      column-width: ${width}px; column-gap: ${GAP}px; column-fill: auto;
      overflow: hidden !important; font-size: ${type}px !important; line-height: 1.4;
      -webkit-text-size-adjust: none; text-size-adjust: none;
    }
    body {
      margin: 0 !important; padding: 0 !important; max-width: none !important;
      text-align: justify;
    }
    img, svg { max-width: 100% !important; max-height: ${height - 8}px !important; }
    img { object-fit: contain; break-inside: avoid; }
    .cover img { width: 100%; height: ${height - 8}px; }
    a:focus-visible { outline: 2px solid currentColor; outline-offset: 2px; }`;
}

function faceOf(face) {
  return face === "book" ? "" : `* { font-family: ${FACES[face]} !important; }`;
}

function lightOf(light) {
  const colours = LIGHTS[light];
  if (!colours) return "";
  return `
    html { background: ${colours.paper} !important; color: ${colours.ink} !important; }
    body, body * {
      color: inherit !important; background-color: transparent !important;
      border-color: currentColor;
    }
    img { opacity: .88; }`;
}
