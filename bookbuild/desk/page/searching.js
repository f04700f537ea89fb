/* Full-text search: the words are sent as they are typed, the places listed as they come. */

import { byId, make } from "./elements.js";

const PAUSE = 140;

/** Search as somebody types; `go` is called with a place. */
export function startSearch(go) {
  let waiting = 0;
  let asked = 0;
  const search = async () => {
    const words = byId("words").value.trim();
    const now = ++asked;
    if (words.length < 2) {
      show([], "");
      return;
    }
    try {
      const answer = await fetch(`/search?q=${encodeURIComponent(words)}`, { cache: "no-store" });
      const { hits, more } = await answer.json();
      if (now === asked) show(hits.map((hit) => row(hit, go)), sumOf(hits.length, more));
    } catch {
      if (now === asked) show([], "The desk does not answer.");
    }
  };
  byId("words").addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(search, PAUSE);
  });
  return search;
}

function show(rows, words) {
  byId("hits").replaceChildren(...rows);
  byId("found").textContent = words;
}

function sumOf(count, more) {
  if (count === 0) return "These words stand nowhere in the book.";
  if (more) return `More than ${count} places`;
  return count === 1 ? "1 place" : `${count} places`;
}

function row(hit, go) {
  const where = [hit.section, hit.page ? `page ${hit.folio || hit.page}` : ""];
  const open = () => go({ href: hit.href, block: hit.block, unit: hit.unit, page: 0 });
  return make(
    "li",
    {},
    make(
      "button",
      { type: "button", on: { click: open } },
      make("span", { class: "excerpt" }, ...marked(hit.excerpt, hit.marks)),
      make("span", { class: "place" }, where.filter((each) => each).join(", ")),
    ),
  );
}

/** Return an excerpt with the words in it marked. */
function marked(excerpt, marks) {
  const parts = [];
  let done = 0;
  for (const [begin, end] of marks) {
    if (begin < done) continue;
    parts.push(excerpt.slice(done, begin), make("mark", {}, excerpt.slice(begin, end)));
    done = end;
  }
  return [...parts, excerpt.slice(done)];
}
