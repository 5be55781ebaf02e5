"""Jobs for the workers of the guard: each does one bad thing, or a good one."""

from __future__ import annotations

import os
import subprocess
import sys
import time


def work(job: tuple[str, float]) -> object:
    """Do what the job's name says."""
    name, value = job
    match name:
        case "double":
            return value * 2
        case "sleep":
            time.sleep(value)
            return "slept"
        case "crash":
            os.abort()
        case "exit":
            os._exit(int(value))
        case "eat":
            return len(bytearray(int(value)))
        case "raise":
            raise KeyError(name)
        case "child":
            subprocess.run([sys.executable, "-c", f"import time; time.sleep({value})"], check=True)
        case "pid":
            return os.getpid()
    return None
