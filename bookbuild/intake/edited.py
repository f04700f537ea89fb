"""An author's plan carried out on sections that were proven: retitled, of another kind, joined."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

from bookbuild.intake.divisions import Division
from bookbuild.intake.divisions.headings import read_heading
from bookbuild.intake.escape import escaped
from bookbuild.intake.heading_words import heading_label
from bookbuild.intake.leaves import Leaf, Names, labels_in, renamed, setting_of, with_setting
from bookbuild.intake.loose import Loose, LooseSection
from bookbuild.intake.manuscript_text.kinds import has_to_be_said
from bookbuild.intake.plan_file import Wanted, refuse
from bookbuild.intake.planned import Planned
from bookbuild.intake.report import Span, SpanKind
from bookbuild.intake.slugs import slug_of
from bookbuild.intake.words import words_of
from bookbuild.model.book import Kind

_NOTES = ("summary", "notes", "endnotes")


def carried_out(loose: Loose, wanted: tuple[Wanted, ...]) -> Loose:
    """Return the sections as the plan has them.

    Raises `BookbuildError` (exit 2) with every section that does not fit, a line for each.
    """
    refuse(tuple(_misfits(loose, wanted)))
    by_place = {(one.source, one.line): one for one in wanted}
    sections: list[LooseSection] = []
    spans = loose.spans
    for section in loose.sections:
        planned = section.planned
        one = by_place.get((planned.source, planned.line)) if planned else None
        if planned is None:
            sections.append(section)
        elif one is None:
            sections[-1] = _joined(sections[-1], section)
        else:
            sections.append(_changed(section, planned, one))
            spans = _replaced(spans, planned, one)
    return replace(loose, sections=tuple(sections), spans=spans)


def _misfits(loose: Loose, wanted: tuple[Wanted, ...]) -> Iterator[str]:
    known = [(one.planned.source, one.planned.line) for one in loose.sections if one.planned]
    places = {place: at for at, place in enumerate(known)}
    furthest = -1
    for one in wanted:
        at = places.get((one.source, one.line))
        if at is None:
            yield (
                f"{one.file}:{one.line_at}: No section can begin on line {one.line} of "
                f"{one.source}. Take the line of the heading, or that of the first words below it."
            )
        elif at < furthest:
            yield (
                f"{one.file}:{one.at}: This section stands further up in the sources. Leave the "
                "sections in the order of the printed plan, and rename the files afterwards."
            )
        furthest = max(furthest, -1 if at is None else at)
    first = wanted[0] if wanted else None
    if first and known and (first.source, first.line) != known[0] and furthest >= 0:
        source, line = known[0]
        yield (
            f"{first.file}:{first.at}: What begins on line {line} of {source} would stand in no "
            "section, because there is none before it. Leave the plan's first section in."
        )


# -------------------------------------------------------------------------------------- changed


def _changed(section: LooseSection, was: Planned, wanted: Wanted) -> LooseSection:
    leaf, made = section.leaf, section.made
    if wanted.title != was.title:
        leaf = with_setting(leaf, "title", escaped(wanted.title))
        made = replace(made, title=wanted.title)
    if wanted.kind is not was.kind or wanted.label != was.label:
        leaf, number = _labelled(leaf, was, wanted)
        made = replace(made, kind=wanted.kind, number=number or made.number)
    if wanted.title != was.title or wanted.kind is not was.kind:
        leaf = with_kind(leaf, wanted.kind, wanted.title, wanted.label)
    if wanted.kind is not Kind.CHAPTER:
        made = replace(made, number="")
    planned = replace(was, kind=wanted.kind, label=wanted.label, title=wanted.title, confidence=1.0)
    return replace(section, leaf=leaf, made=made, planned=planned)


def _labelled(leaf: Leaf, was: Planned, wanted: Wanted) -> tuple[Leaf, str]:
    """Return the leaf with the plan's label, and the number that the label says, "" for none."""
    found = read_heading(wanted.label) if wanted.label else None
    number = found.number if found else None
    division = Division(1, 1, wanted.kind, wanted.label, "", 1, number, "", 1.0)
    leaf = with_setting(leaf, "label", heading_label(division))
    leaf = with_setting(leaf, "number", "")
    if wanted.kind is Kind.CHAPTER and was.label and not wanted.label:
        return with_setting(leaf, "number", "none"), ""
    counted = wanted.kind is Kind.CHAPTER and number is not None
    return leaf, str(number) if counted and not setting_of(leaf, "label") else ""


def with_kind(leaf: Leaf, kind: Kind, title: str, label: str = "") -> Leaf:
    """Return a leaf that says its kind where its name and title do not, under a name that fits."""
    own = kind not in (Kind.CHAPTER, Kind.OTHER)
    said = slug_of(title) or slug_of(label) or ("chapter" if kind is Kind.CHAPTER else "section")
    digits, _, _ = leaf.name.partition("-")
    stem = f"{digits}-{slug_of(kind.value) if own else said}"
    leaf = replace(leaf, name=f"{stem}.md")
    leaf = with_setting(leaf, "kind", kind.value if has_to_be_said(kind, stem, title) else "")
    if kind is not Kind.OTHER:
        return with_setting(leaf, "place", "")
    return leaf if setting_of(leaf, "place") else with_setting(leaf, "place", "body")


def _replaced(spans: tuple[Span, ...], was: Planned, wanted: Wanted) -> tuple[Span, ...]:
    """List the words of a title or label that the plan's own took the place of."""
    for old, new, what in (
        (was.title, wanted.title, "title"),
        (was.label, wanted.label, "label"),
    ):
        if old and old != new:
            spans = _with_replaced(spans, was, old, new, what)
    return spans


def _with_replaced(
    spans: tuple[Span, ...], was: Planned, old: str, new: str, what: str
) -> tuple[Span, ...]:
    into = f"the plan's {what} “{new}”" if new else f"the plan has no {what} here"
    words = _run(old)
    near = [
        span.source == was.source
        and was.line <= span.line <= was.line + 10
        and span.kind is SpanKind.MOVED
        and f" {_run(span.text)} " in f" {words} "
        for span in spans
    ]
    if any(near):
        pairs = zip(spans, near, strict=True)
        return tuple(
            replace(span, kind=SpanKind.REPLACED, into=into) if here else span
            for span, here in pairs
        )
    return (*spans, Span(was.source, was.line, 0, len(old), old, SpanKind.REPLACED, into))


def _run(text: str) -> str:
    return " ".join(words_of(text))


# --------------------------------------------------------------------------------------- joined


def _joined(before: LooseSection, section: LooseSection) -> LooseSection:
    """Return two sections as one: what the second said of itself stands in the text, as words."""
    leaf = section.leaf
    taken = labels_in(before.leaf.body)
    clashes = sorted(labels_in(leaf.body) & taken)
    labels = tuple((label, _free(label, taken)) for label in clashes)
    leaf = renamed(leaf, Names(labels=labels))
    parts = (before.leaf.body.rstrip("\n"), *_said(leaf, section), leaf.body.strip("\n"))
    body = "\n\n".join(part for part in (*parts, *_closing(leaf)) if part)
    proven = (*before.proven, *section.proven)
    joined = replace(before.leaf, body=f"{body}\n")
    holds = (*before.holds, (section.group, section.made.file), *section.holds)
    return replace(before, leaf=joined, proven=proven, holds=holds)


def _free(label: str, taken: frozenset[str]) -> str:
    names = (f"{label}-{number}" for number in range(2, len(taken) + 3))
    return next(name for name in names if name not in taken)


def _said(leaf: Leaf, section: LooseSection) -> Iterator[str]:
    label = section.planned.label if section.planned else ""
    title = _plain_value(setting_of(leaf, "title"))
    heading = ": ".join(part for part in (escaped(label), title) if part)
    if heading:
        yield f"## {heading}"
    if subtitle := _plain_value(setting_of(leaf, "subtitle")):
        yield subtitle
    for key in _NOTES[:2]:
        if note := _plain_value(setting_of(leaf, key)):
            yield f"::: {key}\n{note}\n:::"
    if pov := _plain_value(setting_of(leaf, "pov")):
        yield f"::: pov\n{pov}\n:::"


def _closing(leaf: Leaf) -> Iterator[str]:
    if note := _plain_value(setting_of(leaf, "endnotes")):
        yield f"::: endnotes\n{note}\n:::"


def _plain_value(value: str) -> str:
    return str(json.loads(value)) if value.startswith('"') and value.endswith('"') else value
