/* The keys: which there are, what they do, and the sheet that lists them. */

import { byId, make } from "./elements.js";
import { settings } from "./settings.js";

const NAMES = {
  ArrowLeft: "←", ArrowRight: "→", PageUp: "Page up", PageDown: "Page down", " ": "Space",
  Home: "Home", End: "End", Escape: "Esc", Enter: "Enter",
};

const TYPED_INTO = "input:not([type=checkbox]), select, textarea";
const PRESSED = "button, a[href], summary, [role=button], input[type=checkbox]";

/**
 * Listen to the keys, and list them on the help sheet.
 *
 * `table` has rows of keys, words, and what is done. Returns the listener, for documents in frames.
 */
export function startKeys(table) {
  const actions = new Map(table.flatMap(([keys, , action]) => keys.map((key) => [key, action])));
  const listener = (event) => {
    const action = actions.get(event.key);
    if (!action || isElsewhere(event)) return;
    event.preventDefault();
    action();
  };
  document.addEventListener("keydown", listener);
  document.addEventListener("keydown", pressRoles);
  byId("keys").replaceChildren(...table.flatMap(listed));
  return listener;
}

/** Return whether a key belongs to where it was typed, and not to the desk. */
function isElsewhere(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return true;
  const at = event.target;
  if (document.querySelector("dialog[open]")) return true;
  if (event.key === "Escape") return false;
  if (at.closest?.(TYPED_INTO)) return true;
  if ([" ", "Enter"].includes(event.key) && at.closest?.(PRESSED)) return true;
  if (at.closest?.("[role=tablist]") && event.key.startsWith("Arrow")) return true;
  return event.key.length === 1 && event.key !== " " && !settings.keys;
}

/** Press what is no button of the browser's own. */
function pressRoles(event) {
  const pressed = event.target.closest?.("[role=button]");
  if (pressed && [" ", "Enter"].includes(event.key)) {
    event.preventDefault();
    pressed.click();
  }
}

function listed([keys, words]) {
  const shown = keys.flatMap((key, at) => [at ? " " : "", make("kbd", {}, NAMES[key] ?? key)]);
  return [make("dt", {}, ...shown), make("dd", {}, words)];
}

/** Let the arrow keys go from tab to tab; `changed` is called with the tab's panel. */
export function startTabs(list, changed) {
  const tabs = [...list.querySelectorAll("[role=tab]")];
  const open = (tab) => {
    for (const each of tabs) {
      const is = each === tab;
      each.setAttribute("aria-selected", String(is));
      each.tabIndex = is ? 0 : -1;
      byId(each.getAttribute("aria-controls")).hidden = !is;
    }
    changed(tab.getAttribute("aria-controls"));
  };
  for (const [at, tab] of tabs.entries()) {
    tab.addEventListener("click", () => open(tab));
    tab.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const next = tabs[(at + step + tabs.length) % tabs.length];
      open(next);
      next.focus();
    });
  }
  return (name) => open(tabs.find((tab) => tab.getAttribute("aria-controls") === name));
}
