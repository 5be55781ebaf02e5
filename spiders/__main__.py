"""One crawl as a process of its own: `python -m spiders questions …`, `python -m spiders answers …`."""

from __future__ import annotations

import sys
from importlib.abc import MetaPathFinder


class _Absent(MetaPathFinder):
    """Keeps out what pyarrow imports wherever it is installed and no crawl uses: 59 MiB, 0.6 s."""

    def find_spec(self, name: str, *_: object) -> None:
        """An ImportError for pandas and numpy."""
        if name in {"numpy", "pandas"}:
            raise ModuleNotFoundError(name=name)


if __name__ == "__main__":
    sys.meta_path.insert(0, _Absent())

    from spiders.process import main

    main()
