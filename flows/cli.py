"""The command line `loksabha` (public interface); the work is done in flows.commands and flows.pipeline."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from pydantic import ValidationError

from archive.errors import ArchiveError
from archive.settings import Settings
from flows.errors import INTERRUPTED, BadRequest, FlowsError, log_internal_error
from flows.options import DAY, FILE, Commands, run_options, scope_options
from flows.scope import Scope
from spiders.errors import SpidersError, raise_terminated

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from flows.summary import RunSummary


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--demo", is_flag=True, help="Use the demo's store and sample site.")
@click.pass_context
def cli(context: click.Context, *, demo: bool) -> None:
    """Questions and answers of India's Lok Sabha as clean, checkable data.

    Exit codes: 0 complete; 1 failed; 2 invalid arguments; 3 finished, but answers are missing
    (listed) or a check failed; 4 another crawl was running for too long.
    """
    context.obj = demo


@cli.command()
@scope_options(
    "lok_sabha", "sessions", "since", "until", "question_type", "ministry", "limit", "language", "refetch",
    required="lok_sabha",
)  # fmt: skip
@run_options
@click.pass_obj
def backfill(demo: bool, /, **options: Any) -> None:
    """Fetch, parse and publish whole sessions; resumes where an earlier run stopped."""
    run_and_exit("backfill", demo=demo, **options)


@cli.command()
@scope_options("on", "language")
@run_options
@click.pass_obj
def daily(demo: bool, /, **options: Any) -> None:
    """Fetch, parse and publish one sitting day's answers, and what earlier days still lack."""
    run_and_exit("daily", demo=demo, **options)


@cli.command()
@scope_options("days", "language")
@run_options
@click.pass_obj
def sweep(demo: bool, /, **options: Any) -> None:
    """Request late and missing files again; detect files that were replaced without notice."""
    run_and_exit("sweep", demo=demo, **options)


@cli.command()
@scope_options("lok_sabha", "sessions", "since_version")
@run_options
@click.pass_obj
def reparse(demo: bool, /, **options: Any) -> None:
    """Re-parse archived files; no network."""
    run_and_exit("reparse", demo=demo, store_only=True, **options)


@cli.command()
@scope_options("accuracy", "accept_losses")
@run_options
@click.pass_obj
def publish(demo: bool, /, **options: Any) -> None:
    """Publish the tables as a release."""
    run_and_exit("publish", demo=demo, store_only=True, **options)


@cli.command()
@run_options
def demo(**options: Any) -> None:
    """Run the whole pipeline on a small sample parliament; local S3, no network."""
    from flows.commands.demo import run_demo

    sys.exit(not run_demo(**options).success)


@cli.command()
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False)
)
@click.option("--pretty", is_flag=True, help="Indent the JSON.")
@click.option("--observations", is_flag=True, help="Print every figure of every table instead, one per line.")
def parse(files: tuple[Path, ...], *, pretty: bool, observations: bool) -> None:
    """Parse answer FILES (PDF, Word or HTML) and print one JSON record per line."""
    from flows.commands.show import print_observations, print_records

    print_files = print_observations if observations else print_records
    print_files(files, pretty=pretty)


@cli.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object per session, one per line.")
@click.pass_obj
def status(demo: bool, /, *, as_json: bool) -> None:
    """Show for each session how many questions are declared, listed, fetched, parsed and missing."""
    from flows.commands.show import print_status

    print_status(store_settings(demo=demo), as_json=as_json)


@cli.command()
@click.option("--repair", is_flag=True, help="Restore what can be, and fetch again what is lost.")
@click.option("--quick", is_flag=True, help="Only existence and size of objects, without reading them.")
@click.option("--json", "as_json", is_flag=True, help="Print the damages as JSON, nothing else.")
@click.pass_obj
def verify(demo: bool, /, *, repair: bool, quick: bool, as_json: bool) -> None:
    """Check every object, table, count and release of the store; exit code 3 if something is damaged."""
    from flows.commands.demo_site import sample_site
    from flows.commands.verify import verify as run_verify

    if demo and repair:
        with sample_site() as settings:
            sys.exit(run_verify(settings, repairs=True, quick=quick, as_json=as_json))
    sys.exit(run_verify(store_settings(demo=demo), repairs=repair, quick=quick, as_json=as_json))


@cli.command()
@click.argument("query")
@click.option("--json", "form", flag_value="json", help="Print one JSON object per row, one per line.")
@click.option("--csv", "form", flag_value="csv", help="Print CSV, with nested fields as JSON.")
@click.pass_obj
def sql(demo: bool, /, query: str, form: str | None) -> None:
    """Run a SELECT over the tables questions, files, answers and changes."""
    from flows.commands.show import print_query

    print_query(store_settings(demo=demo), query, form or "table")


@cli.command()
@click.argument("question_id")
@click.option(
    "--language",
    type=click.Choice(["en", "hi"]),
    default="en",
    show_default=True,
    help="Answer language.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the record as JSON.")
@click.pass_obj
def show(demo: bool, /, question_id: str, language: str, *, as_json: bool) -> None:
    """Show one record, such as LS18-S5-UNSTARRED-1474."""
    from flows.commands.show import print_record

    print_record(store_settings(demo=demo), question_id, language, as_json=as_json)


@cli.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--ministry", metavar="NAME", help="Only ministries whose name contains NAME.")
@click.option("--member", metavar="NAME", help="Only questions by members whose name contains NAME.")
@click.option("--since", type=DAY, metavar="DATE", help="Only sittings on or after DATE (YYYY-MM-DD).")
@click.option("--until", type=DAY, metavar="DATE", help="Only sittings on or before DATE (YYYY-MM-DD).")
@click.option(
    "--limit", type=click.IntRange(1), default=10, show_default=True, help="Maximum number of passages."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object per passage, one per line.")
@click.pass_obj
def search(demo: bool, /, words: tuple[str, ...], *, limit: int, as_json: bool, **filters: Any) -> None:
    """Search the current release for passages with all WORDS: each clause with its answer and page."""
    from flows.commands.search import print_passages

    days = {name: filters[name].date().isoformat() for name in ("since", "until") if filters[name]}
    query = " ".join(f'"{word}"' if " " in word else word for word in words)
    settings = store_settings(demo=demo)
    print_passages(settings, query, filters={**filters, **days}, limit=limit, as_json=as_json)


@cli.command()
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8001, show_default=True, help="Port on loopback."
)
@click.pass_obj
def browse(demo: bool, /, port: int) -> None:
    """Browse the current release, with facets and full-text search (needs loksabha[browse])."""
    from flows.commands.search import browse as serve

    serve(store_settings(demo=demo), port=port)


@cli.command()
@click.argument("file", default="automations.yaml", type=FILE)
def automations(file: Path) -> None:
    """Install the automations of FILE on the Prefect server at PREFECT_API_URL, or update them."""
    if not os.environ.get("PREFECT_API_URL"):
        raise BadRequest("set PREFECT_API_URL to the address of the Prefect server")
    from flows.commands.automations import install_automations

    install_automations(file, Settings())


def store_settings(*, demo: bool) -> Settings:
    """The settings of a command that needs only the store, not the site."""
    from flows.commands.demo_site import demo_settings, settings_or_demo

    return demo_settings() if demo else settings_or_demo(Settings())


def run_and_exit(
    name: str,
    *,
    demo: bool,
    as_json: bool,
    summary_file: Path | None,
    store_only: bool = False,
    **arguments: Any,
) -> None:
    """Runs a flow, under Prefect if `PREFECT_API_URL` is set, and exits with its exit code."""
    from flows.commands.demo_site import sample_site
    from flows.commands.show import print_outcome

    scope = Scope.read(**arguments)
    if demo and not store_only:
        with sample_site() as settings:
            summary = _run(name, scope, settings, quiet=as_json)
    else:
        settings = store_settings(demo=demo) if store_only else Settings()
        summary = _run(name, scope, settings, quiet=as_json)
    print_outcome(summary, as_json=as_json, summary_file=summary_file)
    sys.exit(summary.exit_code)


def _run(name: str, scope: Scope, settings: Settings, *, quiet: bool) -> RunSummary:
    if os.environ.get("PREFECT_API_URL"):
        from flows.deployments import run_in_prefect

        return run_in_prefect(name, scope, settings)
    from flows import pipeline
    from flows.run import run_flow

    return run_flow(name, scope, pipeline.FLOWS[name], settings=settings, quiet=quiet)


def main() -> None:
    """Entry point: each failure is one line on standard error; SIGTERM acts like Ctrl-C."""
    signal.signal(signal.SIGTERM, raise_terminated)
    try:
        cli.main(standalone_mode=False)
    except click.exceptions.Exit as error:
        sys.exit(error.exit_code)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        sys.exit(2)
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else "loksabha"
        _fail(f"{command}: {error.format_message()} (see {command} --help)", 2)
    except BadRequest as error:
        _fail(str(error), 2)
    except ValidationError as error:
        _fail("; ".join(_setting_error(part) for part in error.errors()), 2)
    except (FlowsError, ArchiveError, SpidersError, OSError) as error:
        _fail(str(error), 1)
    except (KeyboardInterrupt, click.Abort):
        _fail(INTERRUPTED, 1)
    except Exception:  # noqa: BLE001 - logged in full; the user gets one line
        _fail(log_internal_error(Settings().home / "logs" / "errors.log"), 1)


def _setting_error(error: ErrorDetails) -> str:
    """One line about an invalid setting, with the name of its environment variable."""
    if error["type"] == "value_error":
        return error["msg"].removeprefix("Value error, ")
    return f"LOKSABHA_{str(error['loc'][0]).upper()}={error['input']!r}: {error['msg']}"


def _fail(message: str, code: int) -> None:
    click.echo(f"loksabha: {' '.join(message.split())}", err=True)
    sys.exit(code)
