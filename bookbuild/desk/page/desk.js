/* The desk: holds the book as it was last told, and puts its parts where the author looks. */

import { fetchBook } from "./book.js";
import { byId, say } from "./elements.js";
import { startKeys, startTabs } from "./keys.js";
import { listen, oneAtATime } from "./live.js";
import { showCurrent, showFindings, showNews, showSections, showTrouble } from "./panels.js";
import { learnEditors, openPlace, showPlace, startPlaces } from "./place.js";
import { Reader } from "./reader.js";
import { startSearch } from "./searching.js";
import { choose, settings } from "./settings.js";
import { Sheets } from "./sheets.js";

const MODES = ["page", "spread", "chapter", "all"];
const DEVICE_NAMES = ["reader", "phone", "tablet"];
const LIGHT_NAMES = ["day", "sepia", "night"];
const FACE_NAMES = ["book", "serif", "sans"];
const LARGEST = 4;
/** Milliseconds between two questions for a book that is gone. */
const AGAIN = 1000;
const AWAY = "The desk does not answer. It goes on when bookbuild serve runs again.";

let book = null;
let progress = "";
let isAway = false;
let askedAgain = -Infinity;

const isPrint = () => settings.view === "print";
const view = () => (isPrint() ? sheets : reader);
const isTurned = () => Boolean(book?.[settings.view]?.right_to_left);
const isSmall = () => matchMedia("(max-width: 60rem)").matches;

// --------------------------------------------------------------------------- the keys

const pressKey = startKeys([
  [["PageDown", " "], "On: the next page", () => turn(1)],
  [["PageUp"], "Back: the page before", () => turn(-1)],
  [["ArrowRight"], "To the page at the right", () => turn(isTurned() ? -1 : 1)],
  [["ArrowLeft"], "To the page at the left", () => turn(isTurned() ? 1 : -1)],
  [["Home"], "To the beginning, of the section or of the printed book", () => view().end(false)],
  [["End"], "To the end", () => view().end(true)],
  [["n"], "The next section", () => view().section(1)],
  [["p"], "The section before", () => view().section(-1)],
  [["j"], "Choose the next paragraph", () => view().step(1)],
  [["k"], "Choose the paragraph before", () => view().step(-1)],
  [["Enter", "e"], "Open the chosen paragraph in your editor", openChosen],
  [["v"], "Change between print and ebook", () => look(isPrint() ? "ebook" : "print")],
  [["l"], "Lay the pages otherwise: page, spread, chapter, whole book", nextMode],
  [["+", "="], "Larger: the pages, or the type", () => larger(1)],
  [["-"], "Smaller", () => larger(-1)],
  [["0"], "As large as the window allows, or medium type", () => larger(0)],
  [["m"], "Show the marks on pages to look at again", () => press("marks")],
  [["d"], "The next device", () => next("device", DEVICE_NAMES)],
  [["t"], "The next light: light, sepia, night", () => next("light", LIGHT_NAMES)],
  [["f"], "The book’s fonts, or the reader’s", () => next("face", FACE_NAMES)],
  [["/"], "Search", () => openTab("search")],
  [["s"], "The sections", () => togglePanel("sections")],
  [["g"], "The findings", () => openTab("findings")],
  [["w"], "What is new since the last release", () => openTab("news")],
  [[","], "Settings", () => byId("settings").showModal()],
  [["?"], "These keys", () => byId("help").showModal()],
  [["Escape"], "Close a panel, or let go of the paragraph", escape],
]);

// -------------------------------------------------------------------------- the views

const told = { picked: pick, moved, gone };
const sheets = new Sheets(told);
const reader = new Reader({
  ...told,
  key: pressKey,
  outside: (address) => showPlace(null, `This link leads out of the book: ${address}`),
});

/** Ask again where a book is gone, and not without end where it stays away. */
function gone() {
  const now = performance.now();
  if (now - askedAgain < AGAIN) return;
  askedAgain = now;
  refresh();
}

function look(name) {
  if (name === settings.view) return;
  const place = view().place();
  choose({ view: name });
  showView(place);
}

/** Show the view that is chosen, at a place of the other one. */
function showView(place = null) {
  for (const button of byId("views").children) {
    button.setAttribute("aria-pressed", String(button.dataset.view === settings.view));
  }
  byId("print-tools").hidden = !isPrint();
  byId("ebook-tools").hidden = isPrint();
  const has = Boolean(book && (isPrint() ? book.print : book.ebook));
  byId("nothing").hidden = has;
  byId("nothing").textContent = nothingInWords();
  byId("sheets").hidden = !has || !isPrint();
  byId("ebook").hidden = !has || isPrint();
  if (book) view().show(book, place);
  moved();
}

function nothingInWords() {
  if (!book || (book.number === 0 && !book.trouble.length)) return "The book is being read.";
  if (book.trouble.length) return "There is no book to show yet.";
  if (!isPrint()) return "This edition has no ebook.";
  const isDone = book.printed === book.number;
  return isDone ? "This edition is not printed." : "The pages are being printed.";
}

/** Say where the reader is, and mark the section. */
function moved() {
  byId("where").textContent = view().where();
  byId("zoom").textContent = sheets.sizeInWords();
  byId("mode").value = sheets.mode;
  if (!book) return;
  const section = isPrint() ? book.sectionOfPage(sheets.current) : book.sectionOfHref(reader.href);
  showCurrent(section);
}

function turn(step) {
  view().turn(step);
}

function larger(step) {
  if (isPrint()) {
    sheets.zoom(step);
    moved();
  } else {
    const size = step ? Math.min(Math.max(settings.size + step, 0), LARGEST) : 1;
    chooseLook({ size });
  }
}

function nextMode() {
  if (!isPrint()) return;
  chooseMode(MODES[(MODES.indexOf(sheets.mode) + 1) % MODES.length]);
}

function chooseMode(mode) {
  choose({ mode });
  sheets.relay();
}

function next(name, values) {
  if (isPrint()) look("ebook");
  chooseLook({ [name]: values[(values.indexOf(settings[name]) + 1) % values.length] });
}

/** Choose how the ebook looks. */
function chooseLook(changes) {
  choose(changes);
  fillTools();
  if (!isPrint()) reader.relay();
}

// ------------------------------------------------------------------------ the places

/** Choose a paragraph: mark it in both views, and say where it was typed. */
function pick(block, page = 0) {
  sheets.choose(block);
  reader.choose(block);
  const section = isPrint() ? book.sectionOfPage(page) : book.sectionOfHref(reader.href);
  const source = book.sourceOf(block) ?? (section && { file: section.file, line: section.line });
  showPlace(source, "bookbuild made this page: you typed it in no file.");
}

function letGo() {
  sheets.choose("");
  reader.choose("");
  showPlace(null);
}

/** Show a place in the view that is open. */
function go(place) {
  if (isSmall()) closePanels();
  const has = view().go(place);
  const source = place.block ? book.sourceOf(place.block) : place.section;
  if (!place.block) {
    sheets.choose("");
    reader.choose("");
  }
  if (source) showPlace({ file: source.file, line: source.line });
  if (!has) say(isPrint() ? "This is not in the printed book." : "This is not in the ebook.");
}

/** Show where a diagnostic is meant, as far as the book has it. */
function goToFinding({ file, line }) {
  const block = book.blockAt(file, line);
  const section = book.sectionAt(file, line);
  const isWithin = block && section && section.line < line;
  if (isWithin || section) go({ block: isWithin ? block : "", unit: section.unit, section });
  showPlace({ file, line });
}

function openChosen() {
  if (!openPlace()) byId("settings").showModal();
}

// ------------------------------------------------------------------------ the panels

const showTab = startTabs(byId("tabs"), () => {});
const search = startSearch(go);

function setPanel(name, open) {
  byId(name).classList.toggle("closed", !open);
  byId(`open-${name}`).setAttribute("aria-expanded", String(open));
  if (!isSmall()) choose({ [name]: open });
}

function isOpen(name) {
  return !byId(name).classList.contains("closed");
}

function togglePanel(name) {
  const open = !isOpen(name);
  const held = byId(name).contains(document.activeElement);
  if (open && isSmall()) closePanels();
  setPanel(name, open);
  if (open) byId(name).focus({ preventScroll: true });
  else if (held) byId(`open-${name}`).focus();
}

function openTab(name) {
  if (isSmall()) setPanel("sections", false);
  setPanel("side", true);
  showTab(name);
  const inside = { search: "words" }[name] ?? `tab-${name}`;
  byId(inside).focus();
  byId("words").select();
}

function closePanels() {
  setPanel("sections", false);
  setPanel("side", false);
}

function escape() {
  const at = document.activeElement?.closest(".panel");
  if (at && (isSmall() || at.id === "side")) {
    if (isSmall()) setPanel(at.id, false);
    byId("stage").focus({ preventScroll: true });
  } else if (isSmall() && (isOpen("sections") || isOpen("side"))) {
    closePanels();
  } else {
    letGo();
  }
}

function fitPanels() {
  for (const name of ["sections", "side"]) setPanel(name, !isSmall() && settings[name]);
}

// ----------------------------------------------------------------------- what is live

const refresh = oneAtATime(async () => {
  try {
    show(await fetchBook());
    isAway = false;
  } catch {
    isAway = true;
  }
  sayState();
});

function show(newest) {
  book = newest;
  document.title = book.title ? `${book.title}: the desk` : "The desk";
  byId("title").textContent = book.title || "The desk";
  byId("title").lang = book.language;
  document.querySelector(".pager").dir = isTurned() ? "rtl" : "ltr";
  showTrouble(book, goToFinding);
  showView(); // first: it is what the author waits for
  showSections(book, go);
  showFindings(book, goToFinding);
  showNews(book, go);
  learnEditors(book);
  moved();
  if (byId("words").value) search();
}

function sayState() {
  const behind = book?.print && book.printed !== book.number && !book.trouble.length;
  const pages = behind ? "the pages follow" : "";
  say(isAway ? AWAY : progress || pages);
  document.body.classList.toggle("at-work", Boolean(progress) && !isAway);
}

// -------------------------------------------------------------------------- the tools

function press(id) {
  byId(id).click();
}

/** Show in the tools what is chosen. */
function fillTools() {
  for (const id of ["device", "size", "light", "face", "chrome"]) byId(id).value = settings[id];
  byId("marks").checked = settings.marks;
  byId("single-keys").checked = settings.keys;
  byId("sheets").classList.toggle("marked", settings.marks);
  document.documentElement.dataset.chrome = settings.chrome;
}

function startTools() {
  const on = (id, event, act) => byId(id).addEventListener(event, act);
  for (const button of byId("views").children) {
    button.addEventListener("click", () => look(button.dataset.view));
  }
  on("mode", "change", () => chooseMode(byId("mode").value));
  on("smaller", "click", () => larger(-1));
  on("larger", "click", () => larger(1));
  on("zoom", "click", () => larger(0));
  on("marks", "change", () => chooseLook({ marks: byId("marks").checked }));
  for (const id of ["device", "light", "face"]) {
    on(id, "change", () => chooseLook({ [id]: byId(id).value }));
  }
  on("size", "change", () => chooseLook({ size: Number(byId("size").value) }));
  on("chrome", "change", () => chooseLook({ chrome: byId("chrome").value }));
  on("single-keys", "change", () => choose({ keys: byId("single-keys").checked }));
  on("back", "click", () => turn(-1));
  on("on", "click", () => turn(1));
  on("open-sections", "click", () => togglePanel("sections"));
  on("open-side", "click", () => togglePanel("side"));
  on("open-settings", "click", () => byId("settings").showModal());
  on("open-help", "click", () => byId("help").showModal());
  for (const button of document.querySelectorAll(".panel .close")) {
    button.addEventListener("click", () => togglePanel(button.closest(".panel").id));
  }
  matchMedia("(max-width: 60rem)").addEventListener("change", fitPanels);
}

startPlaces(letGo);
startTools();
fillTools();
fitPanels();
showView();
listen({
  news: () => refresh(),
  progress: (words) => {
    progress = words;
    sayState();
  },
  silence: (away) => {
    isAway = away;
    sayState();
  },
});
