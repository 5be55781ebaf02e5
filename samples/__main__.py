"""`python -m samples`: serve the sample site, write its documents, list its faults."""

from __future__ import annotations

import signal
import threading
from pathlib import Path

import click

from samples.faults.names import Fault, default_amount, read_fault
from samples.parliament import Parliament, sample_parliament, synthetic_parliament
from samples.server import serve


@click.group(help=__doc__)
def main() -> None:
    """The command line."""


@main.command("serve")
@click.option("--port", default=0, help="Port to listen on; 0 picks a free one.")
@click.option("--fault", "faults", multiple=True, metavar="NAME[=AMOUNT]", help="See `faults`.")
@click.option("--synthetic", "questions", type=int, help="Serve this many synthetic questions instead.")
def serve_site(port: int, faults: tuple[str, ...], questions: int | None) -> None:
    """Serve until SIGINT or SIGTERM; prints the address first."""
    parliament = sample_parliament() if questions is None else synthetic_parliament(questions)
    stopped = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stopped.set())
    with serve(parliament, port, faults=_read_faults(faults)) as site:
        click.echo(f"samples: {site.url}")
        stopped.wait()


def _read_faults(names: tuple[str, ...]) -> dict[Fault, float]:
    try:
        return dict(read_fault(name) for name in names)
    except ValueError as error:
        raise click.BadParameter(f"{error}; `python -m samples faults` lists them") from error


@main.command("documents")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def write_documents(folder: Path) -> None:
    """Write all files of the sample site to FOLDER."""
    click.echo(f"{_write(sample_parliament(), folder)} files")


def _write(parliament: Parliament, folder: Path) -> int:
    for identity, file in parliament.files.items():
        target = folder / identity
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.make())
    return len(parliament.files)


@main.command("faults")
def list_faults() -> None:
    """List the faults by name."""
    for fault in Fault:
        click.echo(f"{fault.value:24}{fault.meaning} (AMOUNT {default_amount(fault):g})")


if __name__ == "__main__":
    main(prog_name="python -m samples")
