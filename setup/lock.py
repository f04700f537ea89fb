"""Resolves requirements.lock, -dev.lock, -bench.lock and -kobo.lock from pyproject.toml anew.

The resolver is uv, in an environment of its own that is thrown away. The files hold names,
versions and hashes for every supported Python and system, and no addresses.
"""

import subprocess
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RESOLVER = "uv>=0.13,<0.14"
OPTIONS = (
    "--no-config",
    "--universal",
    "--python-version=3.11",
    "--upgrade",
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--no-annotate",
    "--quiet",
    "--custom-compile-command=make lock",
)


def run(*command: str | Path) -> None:
    """Run a command in the project's folder; stop with it if it fails."""
    subprocess.run([str(part) for part in command], cwd=ROOT, check=True)


def resolve(uv: Path, lock: str, *arguments: str) -> None:
    """Write one lock. Raise if an address came into it all the same."""
    run(uv, "pip", "compile", *OPTIONS, *arguments, "--output-file", lock)
    text = (ROOT / lock).read_text(encoding="utf-8")
    if "://" in text or "--find-links" in text or "index-url" in text:
        raise SystemExit(f"{lock}: it names an address. Look for one in uv's settings here.")


def main() -> None:
    """Resolve the locks; those after the first agree with it, but the one that stands alone."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        tools = Path(folder) / "bin"
        run(tools / "pip", "install", "--quiet", "--disable-pip-version-check", RESOLVER)
        resolve(tools / "uv", "requirements.lock", "pyproject.toml", "--group=backend")
        both = ("--extra=serve", "--group=backend", "--group=dev")
        resolve(
            tools / "uv",
            "requirements-dev.lock",
            "pyproject.toml",
            *both,
            "--constraint=requirements.lock",
        )
        alone = ("--group=bench", "--constraint=requirements-dev.lock")
        resolve(tools / "uv", "requirements-bench.lock", *alone)
        # Of this only the jar is used, and what its wrapper depends on is not.
        resolve(tools / "uv", "requirements-kobo.lock", "--group=kobo", "--no-deps")
    print("Wrote requirements.lock, and those named -dev, -bench and -kobo.")


if __name__ == "__main__":
    main()
