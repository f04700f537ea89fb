"""A second import into a book that is there: what is new is added, and nothing else is touched.

The book's own sections come from the reading room, their files' words from the disk (`there`). A
section of the source is in the book already (`matching`), or it gets a file that sorts into its
place (`places` with `placing`), under names that do not meet others (`pages`). The file of a
promise is the one file that may be replaced, and only while it holds no more than the promise
(`promised`). `planning` calls these in order; `report` is what is said of it.
"""

from __future__ import annotations

from bookbuild.intake.update.planning import Exchange, Update, plan_update
from bookbuild.intake.update.report import Compared, Fate, Updated, compared_lines

__all__ = ["Compared", "Exchange", "Fate", "Update", "Updated", "compared_lines", "plan_update"]
