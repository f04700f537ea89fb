"""The decorator of this program's values: a frozen, slotted `dataclass` that is made quickly.

A class costs `dataclasses` half a millisecond when it is frozen: it compiles six methods for each,
and every command pays for the some 250 values that it imports. Here only ``__init__`` is compiled;
the other methods are closures over the names of the fields. What comes out is a dataclass in every
other respect, for `replace`, `fields`, `match` and type checkers, and the same to write::

    from bookbuild.values import dataclass

    @dataclass(frozen=True, slots=True)
    class Place: ...
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import MISSING, FrozenInstanceError
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Literal, NoReturn, TypeVar

__all__ = ["dataclass"]

_T = TypeVar("_T")

if TYPE_CHECKING:
    # So that type checkers see what they know.
    from dataclasses import dataclass
else:

    def dataclass(
        *, frozen: Literal[True], slots: Literal[True], kw_only: bool = False
    ) -> Callable[[type[_T]], type[_T]]:
        """Return the decorator of a frozen, slotted value; ``kw_only`` as `dataclasses` has it.

        A class may not have ``__post_init__``, nor fields with a factory: raises `TypeError`.
        """

        def made(cls: type[_T]) -> type[_T]:
            return _value(cls, kw_only=kw_only)

        return made


def _value(cls: type[_T], *, kw_only: bool) -> type[_T]:
    # An empty docstring is filled with the signature, which takes longer than all the rest.
    cls.__doc__ = cls.__doc__ or cls.__name__
    made = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True, kw_only=kw_only)(cls)
    fields = dataclasses.fields(made)  # type: ignore[arg-type]
    _refuse_special(made, fields)
    methods = _methods(tuple(field.name for field in fields))
    for name, method in {**methods, "__init__": _init(made, fields)}.items():
        if name not in cls.__dict__:
            setattr(made, name, method)
    return made


def _refuse_special(cls: type, fields: tuple[dataclasses.Field[Any], ...]) -> None:
    if hasattr(cls, "__post_init__") or any(
        field.default_factory is not MISSING for field in fields
    ):
        raise TypeError(f"{cls.__qualname__} needs the dataclass of the standard library.")


def _init(cls: type, fields: tuple[dataclasses.Field[Any], ...]) -> Callable[..., None]:
    """Return the ``__init__`` that fills the slots, which nothing else can do."""
    known: dict[str, Any] = {}
    # Those with keywords come last whatever their place, as `dataclasses` has it.
    plain = [field for field in fields if not field.kw_only]
    words = [field for field in fields if field.kw_only]
    parameters = [*map(_parameter, plain), *(["*"] if words else []), *map(_parameter, words)]
    lines = [f"def __init__(self, {', '.join(parameters)}):", " pass"]
    for field in fields:
        known[f"_default_{field.name}"] = field.default
        known[f"_set_{field.name}"] = getattr(cls, field.name).__set__
        lines.append(f" _set_{field.name}(self, {field.name})")
    exec("\n".join(lines), known)
    init: Callable[..., None] = known["__init__"]
    init.__qualname__ = f"{cls.__qualname__}.__init__"
    return init


def _parameter(field: dataclasses.Field[Any]) -> str:
    return field.name if field.default is MISSING else f"{field.name}=_default_{field.name}"


def _methods(names: tuple[str, ...]) -> dict[str, Callable[..., Any]]:
    """Return the methods of a value with these fields, by their names."""
    values = _values_getter(names)

    def eq(self: object, other: object) -> bool:
        return (
            values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented
        )

    def hash_(self: object) -> int:
        return hash(values(self))

    def repr_(self: object) -> str:
        told = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{self.__class__.__qualname__}({told})"

    def setstate(self: object, state: tuple[Any, ...]) -> None:
        for name, value in zip(names, state, strict=True):
            object.__setattr__(self, name, value)

    return {
        "__eq__": eq,
        "__hash__": hash_,
        "__repr__": repr_,
        "__setattr__": _refuse_setting,
        "__delattr__": _refuse_deleting,
        "__getstate__": lambda self: values(self) or None,
        "__setstate__": setstate,
    }


def _values_getter(names: tuple[str, ...]) -> Callable[[object], tuple[Any, ...]]:
    """Return what gives the fields of a value as a tuple."""
    match names:
        case ():
            return lambda _: ()
        case (name,):
            alone = attrgetter(name)
            return lambda value: (alone(value),)
        case _:
            return attrgetter(*names)


def _refuse_setting(_: object, name: str, value: object) -> NoReturn:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_deleting(_: object, name: str) -> NoReturn:
    raise FrozenInstanceError(f"cannot delete field {name!r}")
