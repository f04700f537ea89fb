"""The rules of typography in book.yaml: which of them the author wants."""

from __future__ import annotations

from bookbuild.model.typography import AS_TYPED, USUAL, Dashes, Quotes, TypographyRules
from bookbuild.read.fields import (
    OFF,
    ON,
    E,
    Field,
    Form,
    Reader,
    choice,
    fold,
    nearest,
    one_of,
    plain_word,
    yes_or_no,
)
from bookbuild.read.yaml_lines import shorten
from bookbuild.read.yaml_text import Mapping, Node
from bookbuild.report import Checked, Diagnostic, Place, error

_AS_TYPED = "as-typed"


def typography(node: Node, field: Field) -> Checked[TypographyRules | None]:
    """Read ``typography:``: a word for all rules, or a group with a key for each."""
    if not isinstance(node, Mapping):
        return _all_rules(node, field)
    form = Form(node, field.file, field.key)
    rules = TypographyRules(
        quotes=form.read("quotes", _custom(Quotes), USUAL.quotes),
        apostrophes=form.read("apostrophes", yes_or_no, USUAL.apostrophes),
        primes=form.read("primes", yes_or_no, USUAL.primes),
        dashes=form.read("dashes", _custom(Dashes), USUAL.dashes),
        ranges=form.read("ranges", yes_or_no, USUAL.ranges),
        minus=form.read("minus", yes_or_no, USUAL.minus),
        ellipses=form.read("ellipses", yes_or_no, USUAL.ellipses),
        no_break_spaces=form.read("no-break-spaces", yes_or_no, USUAL.no_break_spaces),
        french_spaces=form.read("french-spaces", yes_or_no, USUAL.french_spaces),
        fractions=form.read("fractions", yes_or_no, USUAL.fractions),
        ordinals=form.read("ordinals", yes_or_no, USUAL.ordinals),
    )
    return Checked(rules, form.finish())


def _all_rules(node: Node, field: Field) -> Checked[TypographyRules | None]:
    word = plain_word(node, field)
    if word.value is None:
        return Checked(None, word.diagnostics)
    match fold(word.value):
        case "as typed" | "no" | "off" | "false" | "none":
            return Checked(AS_TYPED)
        case "yes" | "on" | "true":
            return Checked(USUAL)
        case _:
            near = nearest(word.value, (_AS_TYPED,))
            hint = "Or put the rules on the lines below, each indented by two spaces: `quotes: no`"
            asked = f"Did you mean `{near}`?" if near else f"Use {one_of((_AS_TYPED, 'yes'))}."
            return Checked(None, _refusal(word.value, node, field, f"{asked} {hint}"))


def _custom(options: type[E]) -> Reader[E]:
    """Return a reader of yes, no, or the name of a custom."""
    named = choice(options)

    def read(node: Node, field: Field) -> Checked[E | None]:
        word = plain_word(node, field)
        typed = (word.value or "").casefold()
        if typed in ON:
            return Checked(options("yes"))
        if typed in OFF:
            return Checked(options("no"))
        return named(node, field)

    return read


def _refusal(value: str, node: Node, field: Field, hint: str) -> tuple[Diagnostic, ...]:
    message = f"`{field.key}` cannot be “{shorten(value)}”."
    return (error("unknown-choice", Place(field.file, node.line), message, hint),)
