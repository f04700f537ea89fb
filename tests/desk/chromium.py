"""Chromium, where it is on this machine."""

from __future__ import annotations

import shutil

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
"""Its program; what needs it skips where this is None."""
