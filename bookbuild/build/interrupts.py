"""Ctrl-C while something is done that must be done whole: the build's name for it."""

from __future__ import annotations

from bookbuild.write.interrupts import interruption_waits

__all__ = ["interruption_waits"]
