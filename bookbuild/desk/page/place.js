/* Where a paragraph was typed: its file and line, to copy, or to open in the author's editor. */

import { byId, make, say } from "./elements.js";
import { choose, settings } from "./settings.js";

/** The editors that can be opened at a line by an address of theirs. */
const EDITORS = {
  vscode: ["VS Code", "vscode://file{folder}/{file}:{line}"],
  vscodium: ["VSCodium", "vscodium://file{folder}/{file}:{line}"],
  zed: ["Zed", "zed://file{folder}/{file}:{line}"],
  sublime: ["Sublime Text", "subl://open?url=file://{folder}/{file}&line={line}"],
  textmate: ["TextMate", "txmt://open?url=file://{folder}/{file}&line={line}"],
  emacs: ["Emacs", "org-protocol://open-file?path={folder}/{file}&line={line}"],
  idea: ["IntelliJ", "idea://open?file={folder}/{file}&line={line}"],
};

/** Schemes that an address in a link never has. */
const NEVER = /^\s*(javascript|data|vbscript|blob|file):/i;

let place = null;

/** Fill in the settings of the editor, and the buttons beside a place. */
export function startPlaces(changed) {
  const editors = Object.entries(EDITORS).map(([key, [name]]) => [key, name]);
  const options = [["", "none: show file and line"], ...editors, ["other", "another, by its address"]];
  byId("editor").append(...options.map(([value, name]) => make("option", { value }, name)));
  byId("copy").addEventListener("click", copy);
  byId("forget").addEventListener("click", () => changed(""));
  for (const id of ["editor", "template", "folder"]) {
    byId(id).value = settings[id];
    byId(id).addEventListener("input", () => {
      choose({ [id]: byId(id).value.trim() });
      showEditor("");
    });
  }
}

/** Show the settings that belong to the editor that is chosen, and the link to it. */
export function showEditor(given) {
  if (given) byId("editor").dataset.given = given;
  const chosen = settings.editor;
  const template = templateOf();
  byId("for-template").hidden = chosen !== "other";
  byId("for-folder").hidden = !template.includes("{folder}");
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
  return EDITORS[editor]?.[1] ?? byId("editor").dataset.given ?? "";
}

function addressOf({ file, line }) {
  const template = templateOf();
  if (!template || NEVER.test(template)) return "";
  if (template.includes("{folder}") && !settings.folder) return "";
  const folder = settings.folder.replaceAll("\\", "/").replace(/\/+$/, "").replace(/^(?!\/)/, "/");
  return template
    .replaceAll("{folder}", encodeURI(folder))
    .replaceAll("{file}", encodeURI(file))
    .replaceAll("{line}", String(Math.max(line, 1)));
}

function hintFor(chosen, template) {
  if (!chosen) return byId("editor").dataset.given ? "The desk was started with an editor." : "";
  if (NEVER.test(template)) return "An address of this sort is not opened.";
  if (template.includes("{folder}") && !settings.folder) {
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
