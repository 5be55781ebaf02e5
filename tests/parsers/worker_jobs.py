"""Jobs for the worker pool: each does one thing, good or bad."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

RESULT_BYTES = 300_000
"""More than a pipe holds: sending it takes a while."""


def work(job: tuple[str, float | str]) -> object:
    """Do what the job's name says."""
    name, value = job
    match name:
        case "double":
            return float(value) * 2
        case "large":
            return bytes(RESULT_BYTES)
        case "pid":
            return os.getpid()
        case "sleep":
            time.sleep(float(value))
        case "eat":
            return len(bytearray(int(value)))
        case "raise":
            raise KeyError(name)
        case "child":
            subprocess.run([sys.executable, "-c", f"import time; time.sleep({value})"], check=True)
        case _:
            return end_worker(name, value)
    return None


def end_worker(name: str, value: float | str) -> object:
    """End this process in the way of that name."""
    match name:
        case "crash":
            os.abort()
        case "exit":
            os._exit(int(value))
        case "killed while its child runs":
            with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"]) as child:
                Path(str(value)).write_text(str(child.pid), encoding="ascii")
                os.kill(os.getpid(), signal.SIGKILL)
        case "killed while it sends":
            threading.Timer(float(value), os.kill, (os.getpid(), signal.SIGKILL)).start()
            return bytes(RESULT_BYTES)
    return None
