"""The editors that open a file at a line when an address of theirs is called.

The command line takes them by their keys, and the page offers them by their names. Emacs opens such
addresses where org-protocol is set up.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Editor:
    """An editor: the word it is chosen by, its name, and its address.

    The address has ``{folder}`` and ``{line}`` in it, and ``{file}``, which begins at the folder.
    """

    key: str
    name: str
    address: str


EDITORS = (
    Editor("vscode", "VS Code", "vscode://file{folder}/{file}:{line}"),
    Editor("vscodium", "VSCodium", "vscodium://file{folder}/{file}:{line}"),
    Editor("zed", "Zed", "zed://file{folder}/{file}:{line}"),
    Editor("sublime", "Sublime Text", "subl://open?url=file://{folder}/{file}&line={line}"),
    Editor("textmate", "TextMate", "txmt://open?url=file://{folder}/{file}&line={line}"),
    Editor("emacs", "Emacs", "org-protocol://open-file?path={folder}/{file}&line={line}"),
    Editor("idea", "IntelliJ", "idea://open?file={folder}/{file}&line={line}"),
)
"""In the order in which they are offered."""
