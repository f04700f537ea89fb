"""A process that runs the trials whose numbers it is given, a line for each, until it is killed.

Ten seconds of the processor's time end it with a signal, whatever it is doing, after a look at
where it was.
"""

from __future__ import annotations

import contextlib
import faulthandler
import json
import resource
import signal
import sys
from pathlib import Path

from tests.fuzz.trial import Ending, Outcome, Watch, run

SECONDS = 10
MEGABYTES = 512


def main() -> None:
    """Read numbers, run their trials, and print a line of JSON for each."""
    if hasattr(signal, "SIGVTALRM"):
        faulthandler.register(signal.SIGVTALRM, chain=True)
    watch = Watch()
    out = sys.stdout
    for line in sys.stdin:
        signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
        with contextlib.redirect_stdout(sys.stderr):
            outcome = run(int(line), watch)
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        peak = megabytes()
        if outcome.ending.is_good and peak > MEGABYTES:
            outcome = Outcome(outcome.number, outcome.kind, Ending.FAT, f"{peak} MB")
        said = [outcome.number, outcome.kind, outcome.ending.name, outcome.detail, peak]
        print(json.dumps(said), file=out, flush=True)


def megabytes() -> int:
    """Return the most memory that this process has had.

    Linux counts in `ru_maxrss` what the process had that started this one; `VmHWM` is its own.
    """
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) // 1_000
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak // (1_000_000 if sys.platform == "darwin" else 1_000)


if __name__ == "__main__":
    main()
