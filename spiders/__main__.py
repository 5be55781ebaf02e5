"""Runs one crawl: `python -m spiders questions …` or `python -m spiders answers …`."""

from __future__ import annotations

from spiders.process import main

if __name__ == "__main__":
    main()
