"""What is installed only where it is asked for, and the exact command that installs it."""

from __future__ import annotations

from importlib.util import find_spec

from bookbuild.report import BookbuildError, Exit

_SERVE = ("starlette", "uvicorn", "watchfiles", "pypdfium2")


def need_serve() -> None:
    """Raise `BookbuildError` (`Exit.MACHINE`) where a package of the desk is not installed."""
    missing = [package for package in _SERVE if find_spec(package) is None]
    if missing:
        message = (
            f"This needs {' and '.join(missing)}, which {'is' if len(missing) == 1 else 'are'} not "
            "installed. Install it with:  pip install 'bookbuild[serve]'"
        )
        raise BookbuildError(message, Exit.MACHINE)
