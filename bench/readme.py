"""Rewrites the outputs of the demo sessions in README.md: `python -m bench.readme`."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

README = Path(__file__).parents[1] / "README.md"
_SESSION = re.compile(r"^```console\n\$ (loksabha --demo .+)\n(?s:.*?)^```$", re.MULTILINE)
_SUMMARY = re.compile(r"^```\n(?=demo )(?s:.*?)^```$", re.MULTILINE)
_CUT = {"show": "\n\nsource"}
"""Where the output of a command is cut, by command."""


def refresh(text: str, home: Path) -> str:
    """The README with new outputs; `home` is the LOKSABHA_HOME for the demo."""
    summary = _run("loksabha demo", home)
    text = _SUMMARY.sub(lambda _: f"```\n{_shorten(summary)}\n```", text)
    return _SESSION.sub(lambda found: f"```console\n$ {found[1]}\n{_output(found[1], home)}\n```", text)


def _output(command: str, home: Path) -> str:
    return _run(command, home).partition(_CUT.get(command.split()[2], "\0"))[0]


def _shorten(summary: str) -> str:
    """The summary up to the second missing answer, then the release."""
    lines = summary.partition("\n\n")[0].split("\n")
    missing = [number for number, line in enumerate(lines) if line.startswith("  missing")]
    return "\n".join([*lines[: missing[2]], "  …", lines[-1]])


def _run(command: str, home: Path) -> str:
    path = f"{Path(sys.executable).parent}:/usr/bin:/bin"
    environment = os.environ | {"PATH": path, "COLUMNS": "96", "LOKSABHA_HOME": str(home)}
    done = subprocess.run(command, shell=True, env=environment, capture_output=True, text=True, check=True)  # noqa: S602
    return "\n".join(line.rstrip() for line in done.stdout.rstrip().split("\n"))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        README.write_text(refresh(README.read_text(encoding="utf-8"), Path(folder)), encoding="utf-8")
