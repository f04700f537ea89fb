"""fontTools as WeasyPrint has it, loaded when WeasyPrint first asks something of it.

WeasyPrint names a few things of fontTools while it is imported. It needs them for fonts that are
compressed, variable or coloured, and the fonts of a book are none of these; to load fontTools is
a fifth of what it takes until a press is there. So things stand in for them that load it when they
are called (WeasyPrint 70, which pyproject.toml holds on to).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType

_MODULES = ("fontTools", "fontTools.ttLib", "fontTools.varLib", "fontTools.varLib.instancer")


@contextmanager
def fonttools_later() -> Iterator[None]:
    """Let whoever is imported meanwhile take names of fontTools without its being loaded."""
    if _MODULES[0] in sys.modules:
        yield
        return
    sys.modules.update((name, _Later(name)) for name in _MODULES)
    try:
        yield
    finally:
        for name in _MODULES:
            sys.modules.pop(name, None)


class _Later(ModuleType):
    """Stands in for a module while it is not loaded."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.__path__: list[str] = []

    def __getattr__(self, name: str) -> _LaterName:
        if name.startswith("__"):
            raise AttributeError(name)
        return _LaterName(self.__name__, name)


class _LaterName:
    """Stands in for a name of such a module: one that is called, or a module itself."""

    def __init__(self, module: str, name: str) -> None:
        self._module = module
        self._name = name

    def __call__(self, *arguments: object, **options: object) -> object:
        return self._loaded()(*arguments, **options)  # type: ignore[operator]

    def __getattr__(self, name: str) -> object:
        return getattr(self._loaded(), name)

    def _loaded(self) -> object:
        """Load what this stands in for, and put it and the others where WeasyPrint has them.

        It names an exception of fontTools, too, which has to be the true one when it is raised.
        """
        for module in [each for name, each in sys.modules.items() if name.startswith("weasyprint")]:
            for name, value in tuple(vars(module).items()):
                if isinstance(value, _LaterName):
                    setattr(module, name, value.true())
        return self.true()

    def true(self) -> object:
        """Return what this stands in for."""
        module = import_module(self._module)
        if hasattr(module, self._name):
            return getattr(module, self._name)
        return import_module(f"{self._module}.{self._name}")
