"""Jinja, behind one function: a template and a typed context in, markup out.

The only importer of jinja2. A template sees the fields of its context and nothing else; a field
that does not exist is an error, text is escaped unless it is `Markup` already.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup as _Markup

Markup = _Markup
"""Text that is markup already, and that a template takes as it is."""


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def render_template(name: str, context: object) -> str:
    """Return a template filled from the fields of a dataclass.

    ``name`` is the template's file name in ``templates/``. Raises `TypeError` for a context that
    is no dataclass, and Jinja's own errors for a template that asks for what is not there.
    """
    if not is_dataclass(context) or isinstance(context, type):
        raise TypeError(f"a template's context is a dataclass, not {context!r}")
    values = {field.name: getattr(context, field.name) for field in fields(context)}
    return _environment().get_template(name).render(values)
