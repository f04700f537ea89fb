"""Takes the `run:` lines out of a workflow or an action as they stand, and runs them in bash.

Expressions are filled in from a table, as the runner does it; one that is not in the table is a
mistake of the test. What a step writes into its outputs is there for the steps after it.
"""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

_EXPRESSION = re.compile(r"\$\{\{\s*(.+?)\s*\}\}")


@dataclass
class Job:
    """A job that is being run: its steps, where, with which values for the expressions."""

    steps: tuple[dict[str, Any], ...]
    workspace: Path
    temporary: Path
    values: dict[str, str]
    environment: dict[str, str]
    own: dict[str, str] = field(default_factory=dict)
    """The environment that the job itself declares, its expressions not yet filled in."""

    def filled(self, text: object) -> str:
        """Return a value of the workflow with its expressions filled in."""
        return _EXPRESSION.sub(lambda found: self.values[found[1]], str(text))

    def run(self, name: str) -> subprocess.CompletedProcess[str]:
        """Run the lines of the step of that name."""
        (step,) = (each for each in self.steps if each.get("name") == name)
        output, summary = self.temporary / "output", self.temporary / "summary"
        for file in (output, summary):
            file.write_text("", encoding="utf-8")
        declared = {**self.own, **step.get("env", {})}
        environment = {
            **os.environ,
            **self.environment,
            "RUNNER_TEMP": str(self.temporary),
            "GITHUB_OUTPUT": str(output),
            "GITHUB_STEP_SUMMARY": str(summary),
            **{key: self.filled(value) for key, value in declared.items()},
        }
        if "GH_TOKEN" in environment:
            # gh takes this one for hosts that are not github.com.
            environment["GH_ENTERPRISE_TOKEN"] = environment["GH_TOKEN"]
        script = self.temporary / "step.sh"
        script.write_text(self.filled(step["run"]), encoding="utf-8")
        # As the runner does: pipefail only where the step names its shell.
        options = ("-eo", "pipefail") if step.get("shell") == "bash" else ("-e",)
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", *options, str(script)],
            cwd=self.workspace / self.filled(step.get("working-directory", ".")),
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        if "id" in step:
            for line in output.read_text(encoding="utf-8").splitlines():
                key, _, value = line.partition("=")
                self.values[f"steps.{step['id']}.outputs.{key}"] = value
        return done


def read_yaml(path: Path) -> dict[str, Any]:
    """Return a workflow as data; its key ``on`` is YAML's true."""
    loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(loaded, dict)
    return loaded
