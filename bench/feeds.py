# ruff: noqa: T201
"""Ask others what they make of the feeds: the published schemas, a feed reader, a book reader.

    npm ci --ignore-scripts --prefix bench/node             once: Thorium's parser
    apt-get install jing; pip install regress               once, for the schemas
    python -m bench.feeds [SCHEMAS] [--feeds FOLDER]

SCHEMAS is a folder with what the makers of OPDS publish, wherever it was fetched; nothing is
fetched here. It may hold ``opds*.rnc`` beside ``atom.rnc`` for 1.2, and for 2.0 the JSON Schemas of
OPDS and of the Readium manifest, each known by its ``$id``. Without ``--feeds``, a folder with
opds.xml and opds.json, the feeds are those of the tests' releases. Prints who looked at what.
Returns 1 where anybody finds anything, 3 where nobody could look.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from bookbuild.release import opds1, opds2
from tests.release.samples import a_release, bare_release

NODE = Path(__file__).parent / "node"
ROOT = "https://specs.opds.io/schema/feed.schema.json"
WRONG = r"\nrt]"
"""In the published schema of 1.2 a class lost its backslashes, and rejects every r and t."""


def main() -> int:
    """Print what each says of each pair of feeds."""
    asked = _arguments()
    with tempfile.TemporaryDirectory() as made:
        folders = [asked.feeds] if asked.feeds else list(_made(Path(made)))
        looks = [
            (name, folder.name, found)
            for folder in folders
            for name, found in (
                ("RELAX NG of OPDS 1.2", _relax_ng(folder / "opds.xml", asked.schemas)),
                ("JSON Schema of OPDS 2.0", _json_schema(folder / "opds.json", asked.schemas)),
                ("feedparser", _feedparser(folder / "opds.xml")),
                ("Thorium's parser", _thorium(folder)),
            )
        ]
    for who, feed, found in looks:
        print(f"{feed:8} {who:24} {'not here' if found is None else found or 'well'}")
    if all(found is None for _, _, found in looks):
        return 3
    return 1 if any(found for _, _, found in looks) else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.feeds")
    parser.add_argument("schemas", type=Path, nargs="?", help="the folder with the schemas")
    parser.add_argument("--feeds", type=Path, help="a folder with opds.xml and opds.json")
    return parser.parse_args()


def _made(folder: Path) -> Iterator[Path]:
    """Write the feeds of the tests' releases, and yield their folders."""
    for name, release in (
        ("full", a_release()),
        ("rtl", a_release("ar")),
        ("bare", bare_release()),
    ):
        (folder / name).mkdir()
        (folder / name / "opds.xml").write_text(opds1.catalogue(release), encoding="utf-8")
        (folder / name / "opds.json").write_text(opds2.catalogue(release), encoding="utf-8")
        yield folder / name


def _relax_ng(feed: Path, schemas: Path | None) -> list[str] | None:
    """Return what the published schema of OPDS 1.2 finds, its lost backslashes put back."""
    opds = next(iter(sorted(schemas.rglob("opds*1.2*.rnc"))), None) if schemas else None
    atom = next(iter(sorted(schemas.rglob("atom.rnc"))), None) if schemas else None
    if not (opds and atom and shutil.which("jing")):
        return None
    with tempfile.TemporaryDirectory() as folder:
        mended = opds.read_text(encoding="utf-8").replace(WRONG, r"\n\r\t]")
        Path(folder, "opds.rnc").write_text(mended, encoding="utf-8")
        shutil.copy(atom, Path(folder, "atom.rnc"))
        command = ["jing", "-c", str(Path(folder, "opds.rnc")), str(feed)]
        return subprocess.run(
            command, capture_output=True, text=True, check=False
        ).stdout.splitlines()


def _json_schema(feed: Path, schemas: Path | None) -> list[str] | None:
    """Return what the published schemas of OPDS 2.0 find."""
    known = list(_schemas(schemas)) if schemas else []
    if ROOT not in {address for address, _ in known}:
        return None
    try:
        validator = _validator(known)
    except ImportError:
        return None
    given = json.loads(feed.read_text(encoding="utf-8"))
    return [f"{each.json_path}: {each.message[:80]}" for each in validator.iter_errors(given)]


def _schemas(folder: Path) -> Iterator[tuple[str, Any]]:
    """Yield the schemas of a folder by their ids; older ones spell the scheme differently."""
    for path in sorted(folder.rglob("*.json")):
        schema = json.loads(path.read_text(encoding="utf-8"))
        schema.pop("$schema", None)
        if address := schema.get("$id") or schema.get("id"):
            for scheme in ("http:", "https:"):
                known = scheme + address.partition(":")[2]
                yield known, {**schema, "$id": known}


def _validator(known: Iterable[tuple[str, Any]]) -> Any:
    """Return a validator whose patterns are JavaScript's, with its named groups."""
    from jsonschema import Draft7Validator
    from jsonschema.exceptions import ValidationError
    from jsonschema.validators import extend
    from referencing import Registry
    from referencing.jsonschema import DRAFT7
    from regress import Regex

    def pattern(validator: Any, wanted: str, given: Any, schema: Any) -> Iterator[ValidationError]:
        if isinstance(given, str) and Regex(wanted).find(given) is None:
            yield ValidationError(f"{given!r} does not fit")

    resources = [(address, DRAFT7.create_resource(schema)) for address, schema in known]
    # Names of languages are looked at where they stand as values; as keys nothing has them here.
    checks = {"pattern": pattern, "patternProperties": lambda *_: ()}
    formats = Draft7Validator.FORMAT_CHECKER
    made = extend(Draft7Validator, checks)
    return made(
        {"$ref": ROOT}, registry=Registry().with_resources(resources), format_checker=formats
    )


def _feedparser(feed: Path) -> list[str] | None:
    try:
        import feedparser
    except ImportError:
        return None
    read = feedparser.parse(feed.read_bytes())
    found = [str(read.bozo_exception)] if read.bozo else []
    return found if read.entries and read.version == "atom10" else [*found, "no Atom with entries"]


def _thorium(folder: Path) -> list[str] | None:
    """Return where Thorium's parser sees something else than the feeds say, or nothing at all."""
    modules = NODE / "node_modules"
    if not ((modules / "r2-opds-js").is_dir() and shutil.which("node")):
        return None
    done = subprocess.run(
        ["node", str(NODE / "feeds.cjs"), str(folder / "opds.xml"), str(folder / "opds.json")],
        capture_output=True,
        text=True,
        env={**os.environ, "NODE_PATH": str(modules)},
        check=False,
    )
    if done.returncode or done.stderr:
        return [f"node ends with {done.returncode}", *done.stderr.splitlines()]
    # The lines before it are for books without a picture.
    read = json.loads(done.stdout.splitlines()[-1])
    given = json.loads((folder / "opds.json").read_text(encoding="utf-8"))
    wanted = [_essence(each) for each in given["publications"]]
    return [
        f"{name}: {seen} is not {wanted}"
        for name in ("opds1", "opds2")
        if (seen := [_essence(each) for each in read[name]["publications"]]) != wanted
    ]


def _essence(publication: Any) -> tuple[Any, ...]:
    """Return what a reader cannot do without: title, id, authors, series, files, a cover."""
    about = publication["metadata"]
    series = about.get("belongsTo", {}).get("series", {})
    series = series[0] if isinstance(series, list) else series
    # Atom demands an author, JSON does not: a book that names nobody stands in for one.
    named = about.get("author", about["title"])
    return (
        about["title"],
        about["identifier"],
        [named] if isinstance(named, str) else named,
        (series.get("name"), series.get("position")),
        [(each["rel"], each["href"], each["type"]) for each in publication["links"]],
        {each["href"] for each in publication.get("images", [])},
    )


if __name__ == "__main__":
    sys.exit(main())
