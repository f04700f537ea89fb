/* What lies beside the book: its sections, what was found in it, and what is new. */

import { byId, counted, dayInWords, make } from "./elements.js";
import { placeInWords } from "./place.js";

const NOVELTIES = { new: "new", revised: "revised" };

/** List the sections; `go` is called with a place. */
export function showSections(book, go) {
  const items = book.sections.map((section) => {
    const line = [
      make("span", { class: "name" }, ...named(section)),
      make("span", { class: "words" }, section.words ? counted(section.words) : ""),
      make("span", { class: "state" }, ...stateOf(section)),
    ];
    const open = () => go({ unit: section.unit, href: section.href, page: section.first_page, section });
    const button = make("button", { type: "button", on: { click: open } }, ...line);
    const given = { "data-unit": section.unit, "data-depth": String(section.depth) };
    return make("li", { ...given, "data-standing": section.standing }, button);
  });
  byId("section-list").replaceChildren(...items);
  byId("sum").textContent = sumOf(book);
}

/** Mark the section in which the reader is. */
export function showCurrent(section) {
  for (const item of byId("section-list").children) {
    const is = section !== null && section.unit !== "" && item.dataset.unit === section.unit;
    const button = item.firstElementChild;
    if (is === (button.getAttribute("aria-current") === "true")) continue;
    if (is) {
      button.setAttribute("aria-current", "true");
      if (!byId("section-list").contains(document.activeElement)) {
        item.scrollIntoView?.({ block: "nearest" });
      }
    } else {
      button.removeAttribute("aria-current");
    }
  }
}

/** List the findings, the errors first; `go` is called with a diagnostic. */
export function showFindings(book, go) {
  const errors = book.findings.filter((each) => each.severity === "error");
  const others = book.findings.filter((each) => each.severity !== "error");
  const lists = [
    ...listOf("To mend", errors, go),
    ...listOf(others.length === 1 ? "1 remark" : `${others.length} remarks`, others, go),
  ];
  const nothing = make("p", { class: "none" }, "Nothing was found that you should look at.");
  byId("findings").replaceChildren(...(lists.length ? lists : [nothing]));
  const count = book.findings.length;
  byId("count").textContent = count ? counted(count) : "";
  byId("count").dataset.errors = errors.length ? "yes" : "";
  byId("count-of").hidden = !count;
}

/** List what is new since the last release, and which sections are. */
export function showNews(book, go) {
  const changed = book.sections.filter((each) => each.novelty in NOVELTIES);
  const items = changed.map((section) => {
    const open = () => go({ unit: section.unit, href: section.href, page: section.first_page, section });
    const state = make("span", { class: "place" }, NOVELTIES[section.novelty]);
    return make("li", {}, make("button", { type: "button", on: { click: open } }, section.name || section.label, state));
  });
  const parts = [
    ...book.news.map((words) => make("p", {}, words)),
    ...(items.length ? [make("ul", { class: "list" }, items)] : []),
  ];
  const nothing = make("p", { class: "none" }, "Nothing is new since the last release, or nothing was released yet.");
  byId("news").replaceChildren(...(parts.length ? parts : [nothing]));
}

/** Show what keeps the newest text from being shown, over the last good book. */
export function showTrouble(book, go) {
  const band = byId("trouble");
  band.hidden = book.trouble.length === 0;
  if (band.hidden) return;
  const has = book.ebook || book.print;
  byId("trouble-below").textContent = has
    ? "Below is the book as it was before. It goes on by itself when this is mended."
    : "The book is shown as soon as this is mended.";
  byId("troubles").replaceChildren(...book.trouble.map((each) => make("li", {}, finding(each, go))));
}

function listOf(title, findings, go) {
  if (!findings.length) return [];
  const items = findings.map((each) => make("li", { "data-severity": each.severity }, finding(each, go)));
  return [make("h2", {}, title), make("ul", { class: "list" }, items)];
}

function finding(each, go) {
  return make(
    "button",
    { type: "button", on: { click: () => go(each) } },
    make("span", { class: "message" }, each.message),
    each.hint ? make("span", { class: "hint" }, each.hint) : null,
    make("span", { class: "place" }, placeInWords(each)),
  );
}

/** Return a section's names: the label apart where the name does not begin with it. */
function named({ label, name, kind }) {
  if (!name) return [label || kind];
  if (!label || name === label) return [name];
  if (!name.startsWith(label)) return [make("span", { class: "label" }, label), " ", name];
  const rest = name.slice(label.length).replace(/^[:.]?\s+/, "");
  return [make("span", { class: "label" }, label), " ", rest];
}

function stateOf(section) {
  const parts = [];
  const said = `${section.label} ${section.name}`.toLowerCase();
  if (!said.includes(section.kind.replaceAll("-", " "))) {
    parts.push(make("span", { class: "kind" }, section.kind.replaceAll("-", " ")));
  }
  if (section.pov) parts.push(make("span", {}, section.pov));
  const standing = standingOf(section);
  if (standing) parts.push(make("span", { class: "standing" }, standing));
  if (section.novelty in NOVELTIES) {
    parts.push(make("span", { class: "novelty" }, NOVELTIES[section.novelty]));
  }
  if (!section.unit) parts.push(make("span", {}, "not in this edition"));
  return parts;
}

function standingOf({ standing, day, days_late: late, promised_in: where }) {
  const on = day ? ` ${dayInWords(day)}` : "";
  const by = where ? `, promised in ${where}` : "";
  switch (standing) {
    case "written":
      return "";
    case "overdue":
      return `overdue by ${late} ${late === 1 ? "day" : "days"}, expected${on}${by}`;
    case "promised":
      return where ? `promised in ${where}` : "promised";
    default:
      return `${standing}${standing === "draft" ? "" : on}${by}`;
  }
}

function sumOf(book) {
  const words = book.sections.reduce((sum, each) => sum + each.words, 0);
  const late = book.sections.filter((each) => each.standing === "overdue").length;
  const open = book.sections.filter((each) => ["promised", "expected"].includes(each.standing)).length;
  const parts = [`${counted(words)} words`];
  if (open) parts.push(`${open} promised`);
  if (late) parts.push(`${late} overdue`);
  return parts.join(", ");
}
