"""Peak memory of a process, from /proc."""

from __future__ import annotations

from pathlib import Path


def peak(process: int | str = "self") -> float:
    """Peak resident memory in MiB; 0 if the process has ended or there is no /proc.

    `getrusage` cannot be used: a new process inherits the peak of its parent.
    """
    try:
        lines = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 2**10
