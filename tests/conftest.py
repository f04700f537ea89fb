"""What every test shares: golden files that update on request, skips that fail where asked."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Generator

import pytest
from hypothesis import settings

from tests.golden import UPDATE

# The same examples each time, so that a change is judged by itself. To look for new ones:
# make test ARGS="--hypothesis-profile=explore"
settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("explore", deadline=None)
settings.load_profile("steady")

SHARED = "../shared"
"""What the one reason names for which a test may skip everywhere: it is not beside the project."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the expected outputs anew")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--update-golden"):
        os.environ[UPDATE] = "1"
    if not hasattr(config, "workerinput"):
        # Printed parts are kept from run to run for authors, not for tests.
        folder = tempfile.TemporaryDirectory(prefix="bookbuild-cache-")
        config.add_cleanup(folder.cleanup)
        os.environ["XDG_CACHE_HOME"] = folder.name


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a skip into a failure where nothing may be skipped for want of a tool."""
    report = yield
    if report.skipped and os.environ.get("BOOKBUILD_NO_SKIPS") and not hasattr(report, "wasxfail"):
        reason = str(call.excinfo.value) if call.excinfo else ""
        if SHARED not in reason:
            report.outcome = "failed"
            report.longrepr = f"skipped, and nothing may be skipped here: {reason}"
    return report
