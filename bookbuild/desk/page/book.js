/* The book as /state tells it, and what is asked of it all the time. */

export class Book {
  constructor(told) {
    this.number = told.book;
    this.printed = told.printed;
    this.title = told.title;
    this.language = told.language;
    this.editor = told.editor ?? "";
    this.editors = told.editors ?? [];
    this.folder = told.folder ?? "";
    this.sections = told.sections;
    this.findings = told.findings;
    this.trouble = told.trouble;
    this.news = told.news;
    this.ebook = told.ebook;
    this.print = told.print;
    this.files = told.sources;
    this.sources = sourcesByBlock(told.sources);
    this.units = new Set(told.sections.map((each) => each.unit));
    this.runs = told.print ? runsOf(told.print.pages) : [];
    this.pages = pagesByBlock(told.print?.pages ?? []);
  }

  /** Return where a block was typed, or a section begins; null where nobody knows. */
  sourceOf(block) {
    return this.sources.get(block) ?? null;
  }

  /** Return whether an id is that of a block which the author typed, and not of a section. */
  isTyped(block) {
    return this.sources.has(block) && !this.units.has(block);
  }

  /** Return the number of the page on which a block begins, 0 for none. */
  pageOf(block) {
    return this.pages.get(block) ?? 0;
  }

  /** Return the page of that number, or the nearest. */
  page(number) {
    const pages = this.print.pages;
    return pages[Math.min(Math.max(number, 1), pages.length) - 1];
  }

  /** Return the block that stands at a line of a file: the last that begins at it or before. */
  blockAt(file, line) {
    let found = "";
    let least = Infinity;
    let begins = 0;
    for (const [block, at] of Object.entries(this.files[file] ?? {})) {
      if (this.units.has(block)) continue;
      if (line > 0 && at <= line && at > begins) {
        begins = at;
        found = block;
      } else if (!begins && at < least) {
        least = at;
        found = block;
      }
    }
    return found;
  }

  /** Return the section that a line of a file belongs to, null for none. */
  sectionAt(file, line) {
    const inFile = this.sections.filter((each) => each.file === file);
    return inFile.filter((each) => each.line <= line).at(-1) ?? inFile[0] ?? null;
  }

  /** Return the section in whose text a block stands, null for none. */
  sectionOfBlock(block) {
    const source = this.sourceOf(block);
    return source ? this.sectionAt(source.file, source.line) : null;
  }

  /** Return the section that a page of the EPUB shows, null for pages that bookbuild adds. */
  sectionOfHref(href) {
    return this.sections.find((each) => each.href && pathOf(each.href) === href) ?? null;
  }

  /** Return the section that a page of the PDF shows, null for pages that bookbuild adds. */
  sectionOfPage(number) {
    const unit = this.runs.find((run) => run.first <= number && number <= run.last)?.unit;
    return this.sections.find((each) => each.unit && each.unit === unit) ?? null;
  }

  /** Return the page of the PDF that a place means, 0 where none is known. */
  pageOfPlace(place) {
    const own = place.block ? this.pageOf(place.block) : 0;
    const section =
      this.sections.find((each) => each.unit && each.unit === place.unit) ??
      (place.block && this.sectionOfBlock(place.block)) ??
      (place.href && this.sectionOfHref(place.href));
    const run = section && this.runs.find((each) => each.unit === section.unit);
    return own || place.page || section?.first_page || run?.first || 0;
  }

  /** Return the page of the EPUB that a place means, "" where none is known. */
  hrefOfPlace(place) {
    if (!this.ebook) return "";
    const section =
      (place.block && this.sectionOfBlock(place.block)) ||
      this.sections.find((each) => each.unit && each.unit === place.unit) ||
      (place.page && this.sectionOfPage(place.page));
    const href = place.href || section?.href || "";
    return this.ebook.spine.includes(pathOf(href)) ? pathOf(href) : "";
  }
}

/** Return an address without what stands behind its #. */
export function pathOf(href) {
  return href.split("#")[0];
}

/** Fetch the book as it stands. */
export async function fetchBook() {
  const answer = await fetch("/state", { cache: "no-store" });
  if (!answer.ok) throw new Error(`The desk answered ${answer.status}.`);
  return new Book(await answer.json());
}

function sourcesByBlock(files) {
  const found = new Map();
  for (const [file, blocks] of Object.entries(files)) {
    for (const [block, line] of Object.entries(blocks)) found.set(block, { file, line });
  }
  return found;
}

function pagesByBlock(pages) {
  const found = new Map();
  for (const page of pages) {
    for (const [block] of page.blocks) {
      if (!found.has(block)) found.set(block, page.number);
    }
  }
  return found;
}

/** Return the runs of pages that belong together; a blank belongs to what stands before it. */
function runsOf(pages) {
  const runs = [];
  for (const page of pages) {
    const last = runs.at(-1);
    if (last && (page.unit === "" || page.unit === last.unit)) {
      last.last = page.number;
    } else {
      runs.push({ unit: page.unit, first: page.number, last: page.number });
    }
  }
  return runs;
}
