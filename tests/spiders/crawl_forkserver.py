"""Crawls as processes of their own, forked from one that has imported everything: the import takes seconds.

Standard input: `{"arguments": […], "environment": {…}, "place": "/…/1"}` a line. Beside `place` appear
`.out` (what the crawl prints), `.log`, `.pid` and at its end `.code`, its exit code, negative for a signal.
"""

from __future__ import annotations

import json
import os
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NoReturn

from archive.settings import Settings
from spiders.process import main
from spiders.settings import scrapy_settings

PRELOADED = (
    "boto3.s3.inject",
    "pandas",  # which pyarrow imports where it is installed
    "pyarrow.dataset",
    "protego",
    "scrapy.core.downloader.handlers._aiohttp",
    "scrapy.core.scheduler",
    "scrapy.dupefilters",
    "scrapy.logformatter",
    "scrapy.squeues",
    "scrapy.statscollectors",
    "spiders.pipelines",
)


def look_after(job: dict[str, Any]) -> NoReturn:
    """Fork the crawl, wait for it, write down how it ended."""
    place = job["place"]
    pid = os.fork()
    if not pid:
        become_crawl(job)
    write(f"{place}.pid", pid)
    _, status = os.waitpid(pid, 0)
    write(f"{place}.code", os.waitstatus_to_exitcode(status))
    os._exit(0)


def become_crawl(job: dict[str, Any]) -> NoReturn:
    """Do what `python -m spiders` does."""
    for descriptor, suffix in ((1, "out"), (2, "log")):
        file = os.open(f"{job['place']}.{suffix}", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.dup2(file, descriptor)
    os.environ.update(job["environment"])
    code: Any = 1
    try:
        main(job["arguments"])
    except SystemExit as ended:
        code = ended.code
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(int(code or 0))


def write(place: str, number: int) -> None:
    """The file appears whole."""
    draft = Path(f"{place}.new")
    draft.write_text(str(number))
    draft.rename(place)


def preload() -> None:
    """Import what a crawl would import on its way; it would take each of them another second."""
    settings = scrapy_settings(Settings(_env_file=None))
    named = [path for key in ("DOWNLOADER_MIDDLEWARES", "EXTENSIONS") for path in settings[key]]
    for name in (*PRELOADED, *(path.rpartition(".")[0] for path in named)):
        if find_spec(name):
            import_module(name)


def serve() -> None:
    """One crawl a line."""
    for line in iter(sys.stdin.readline, ""):
        pid = os.fork()
        if not pid:
            if os.fork():
                os._exit(0)
            look_after(json.loads(line))
        os.waitpid(pid, 0)


if __name__ == "__main__":
    preload()
    serve()
