/* Where a paragraph was typed: its file and line, to copy, or to open in the author's editor. */

import { byId, make, say } from "./elements.js";
import { choose, settings } from "./settings.js";

/** Schemes that an address in a link never has. */
const NEVER = /^\s*(javascript|data|vbscript|blob|file):/i;

let place = null;

/** What the desk says of editors: those it knows, the one it was started with, the book's folder. */
let told = { editors: [], editor: "", folder: "" };

/** Fill in the settings of the editor, and the buttons beside a place. */
export function startPlaces(changed) {
  byId("copy").addEventListener("click", copy);
  byId("forget").addEventListener("click", () => changed(""));
  for (const id of ["editor", "template", "folder"]) {
    byId(id).value = settings[id];
    byId(id).addEventListener("input", () => {
      choose({ [id]: byId(id).value.trim() });
      showEditor();
    });
  }
}

/** Take what the desk says of editors, and offer those it knows. */
export function learnEditors(newest) {
  told = newest;
  const choice = byId("editor");
  if (!choice.options.length) {
    const editors = told.editors.map(([key, name]) => [key, name]);
    const options = [["", "none: show file and line"], ...editors, ["other", "another, by its address"]];
    choice.append(...options.map(([value, name]) => make("option", { value }, name)));
    choice.value = settings.editor;
  }
  showEditor();
}

/** Show the settings that belong to the editor that is chosen, and the link to it. */
function showEditor() {
  const chosen = settings.editor;
  const template = templateOf();
  byId("for-template").hidden = chosen !== "other";
  byId("for-folder").hidden = !template.includes("{folder}");
  if (told.folder) byId("folder").placeholder = told.folder;
  byId("editor-hint").textContent = hintFor(chosen, template);
  showPlace(place);
}

/** Show where something was typed, or in words why nobody knows; null shows nothing. */
export function showPlace(shown, words = "") {
  place = shown;
  byId("place").textContent = shown ? placeInWords(shown) : words;
  byId("place-tools").hidden = !shown && !words;
  byId("copy").hidden = !shown;
  const address = shown ? addressOf(shown) : "";
  byId("edit").hidden = !address;
  if (address) byId("edit").href = address;
  else byId("edit").removeAttribute("href");
}

/** Return a place as messages name it: file:line. */
export function placeInWords({ file, line }) {
  return line ? `${file}:${line}` : file;
}

/** Open the place that is shown in the editor; return whether one is chosen. */
export function openPlace() {
  if (byId("edit").hidden) return false;
  byId("edit").click();
  return true;
}

function templateOf() {
  const { editor, template } = settings;
  if (editor === "other") return template;
  return told.editors.find(([key]) => key === editor)?.[2] ?? told.editor;
}

/** Return the book's folder: the author's own word counts, where another machine shows the desk. */
function folderOf() {
  return settings.folder || told.folder;
}

function addressOf({ file, line }) {
  const template = templateOf();
  if (!template || NEVER.test(template)) return "";
  if (template.includes("{folder}") && !folderOf()) return "";
  const folder = folderOf().replaceAll("\\", "/").replace(/\/+$/, "").replace(/^(?!\/)/, "/");
  return template
    .replaceAll("{folder}", encodeURI(folder))
    .replaceAll("{file}", encodeURI(file))
    .replaceAll("{line}", String(Math.max(line, 1)));
}

function hintFor(chosen, template) {
  if (!chosen) return told.editor ? "The desk was started with an editor." : "";
  if (NEVER.test(template)) return "An address of this sort is not opened.";
  if (template.includes("{folder}") && !folderOf()) {
    return "Say where the book lies: the folder that messages count their files from.";
  }
  return "";
}

async function copy() {
  const words = placeInWords(place);
  try {
    await navigator.clipboard.writeText(words);
    say(`Copied ${words}.`);
  } catch {
    getSelection().selectAllChildren(byId("place"));
    say("The browser does not let the desk copy. The place is selected: copy it by its keys.");
  }
}
