"""The command line `loksabha`: an outside contract; what each command does is told elsewhere."""

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
from flows.errors import BadRequest, FlowsError
from spiders.errors import SpidersError

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic_core import ErrorDetails

    from flows.scope import Scope
    from flows.summary import RunSummary

_DAY = click.DateTime(["%Y-%m-%d"])
_FILE = click.Path(path_type=Path, dir_okay=False)
_LANGUAGES = click.Choice(["en", "hi", "both"])
_LANGUAGE = click.option("--language", type=_LANGUAGES, default="en", show_default=True)
_SESSIONS = click.option("--sessions", metavar="LIST", help="Such as 2,4-6; without it all of them.")
_TYPE = click.Choice(["starred", "unstarred"])


def settings_help() -> str:
    """The settings as lines for `--help`."""
    lines = []
    for name, field in Settings.model_fields.items():
        default = "all cores" if field.default_factory else field.default
        shown = "unset" if default is None else default
        lines.append(f"  LOKSABHA_{name.upper():16} {field.description} [{shown}]")
    return "\b\nSettings (environment or .env):\n" + "\n".join(lines)


class Commands(click.Group):
    """The group, with the settings under its help."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The settings as they are, one a line."""
        formatter.write(f"\n{settings_help()}\n".replace("\b\n", ""))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--demo", is_flag=True, help="Work on the demo's store and its small parliament.")
@click.pass_context
def cli(context: click.Context, *, demo: bool) -> None:
    """What India's ministers answer in the Lok Sabha, as data.

    Exit codes: 0 complete; 3 finished, but some answers are missing and named; 1 failed; 2 bad arguments.
    """
    context.obj = demo


def run_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options that every run takes."""
    command = click.option(
        "--json", "as_json", is_flag=True, help="Print the run summary as JSON, nothing else."
    )(command)
    return click.option("--summary", "summary_file", type=_FILE, help="Write it to FILE.")(command)


def scope_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options that choose questions."""
    for option in (
        click.option("--refetch", is_flag=True, help="Ask again for files that are there or not yet due."),
        _LANGUAGE,
        click.option("--limit", type=int, metavar="N", help="At most N files."),
        click.option("--ministry", metavar="NAME", help="Only ministries with NAME in their name."),
        click.option("--type", "question_type", type=_TYPE, help="Only one type."),
        click.option("--until", metavar="DATE", help="Only sittings up to DATE (YYYY-MM-DD)."),
        click.option("--since", metavar="DATE", help="Only sittings from DATE on (YYYY-MM-DD)."),
    ):
        command = option(command)
    return command


@cli.command()
@click.option("--lok-sabha", type=int, required=True, metavar="N", help="Such as 18.")
@_SESSIONS
@scope_options
@run_options
@click.pass_obj
def backfill(demo: bool, /, **options: Any) -> None:
    """Fetch, parse and publish whole sessions; goes on where an earlier run stopped."""
    run_and_exit("backfill", demo=demo, **options)


@cli.command()
@click.option("--on", metavar="DATE", help="The sitting day (YYYY-MM-DD); without it today, in India.")
@_LANGUAGE
@run_options
@click.pass_obj
def daily(demo: bool, /, **options: Any) -> None:
    """The sitting day's answers; ends early and says so when the House did not sit."""
    run_and_exit("daily", demo=demo, **options)


@cli.command()
@click.option(
    "--days", type=int, default=60, show_default=True, help="How far back archived files are looked at."
)
@_LANGUAGE
@run_options
@click.pass_obj
def sweep(demo: bool, /, **options: Any) -> None:
    """Ask again for late and missing files, detect those that were silently replaced."""
    run_and_exit("sweep", demo=demo, **options)


@cli.command()
@click.option("--lok-sabha", type=int, metavar="N", help="Only this Lok Sabha.")
@_SESSIONS
@click.option("--since-version", metavar="V", help="Also records made by parser version V or an older one.")
@run_options
@click.pass_obj
def reparse(demo: bool, /, **options: Any) -> None:
    """Make the records anew from the archived bytes; no network."""
    run_and_exit("reparse", demo=demo, store_only=True, **options)


@cli.command()
@click.option("--accuracy", type=_FILE, help="docs/accuracy.md, to put its figures into the manifest.")
@click.option("--accept-losses", is_flag=True, help="Also a release that is poorer than the last one.")
@run_options
@click.pass_obj
def publish(demo: bool, /, **options: Any) -> None:
    """Make a release from the tables."""
    run_and_exit("publish", demo=demo, store_only=True, **options)


@cli.command()
@run_options
def demo(**options: Any) -> None:
    """The whole line on a small made-up parliament: local S3, no network."""
    from flows.commands.demo import run_demo

    sys.exit(not run_demo(**options).success)


@cli.command()
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False)
)
@click.option("--pretty", is_flag=True, help="Indented JSON.")
def parse(files: tuple[Path, ...], *, pretty: bool) -> None:
    """One JSON record a line for each answer FILE, whatever kind of file it is."""
    from flows.commands.show import print_records

    print_records(files, pretty=pretty)


@cli.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object a session and line.")
@click.pass_obj
def status(demo: bool, /, *, as_json: bool) -> None:
    """Per session: declared, listed, fetched, parsed, missing by cause."""
    from flows.commands.show import print_status

    print_status(store_settings(demo=demo), as_json=as_json)


@cli.command()
@click.argument("query")
@click.option("--json", "form", flag_value="json", help="One JSON object a row and line.")
@click.option("--csv", "form", flag_value="csv", help="CSV; nested fields as JSON.")
@click.pass_obj
def sql(demo: bool, /, query: str, form: str | None) -> None:
    """A SELECT over the tables questions, files, answers and changes."""
    from flows.commands.show import print_query

    print_query(store_settings(demo=demo), query, form or "table")


@cli.command()
@click.argument("question_id")
@click.option("--language", type=click.Choice(["en", "hi"]), default="en", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="The record as JSON.")
@click.pass_obj
def show(demo: bool, /, question_id: str, language: str, *, as_json: bool) -> None:
    """One record for the eye, such as LS18-S5-UNSTARRED-1474."""
    from flows.commands.show import print_record

    print_record(store_settings(demo=demo), question_id, language, as_json=as_json)


@cli.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--ministry", metavar="NAME", help="Only ministries with NAME in their name.")
@click.option("--member", metavar="NAME", help="Only questions of a member with NAME in the name.")
@click.option("--since", type=_DAY, metavar="DATE", help="Only sittings from DATE on (YYYY-MM-DD).")
@click.option("--until", type=_DAY, metavar="DATE", help="Only sittings up to DATE (YYYY-MM-DD).")
@click.option("--limit", type=click.IntRange(1), default=10, show_default=True, help="At most so many.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a passage and line.")
@click.pass_obj
def search(demo: bool, /, words: tuple[str, ...], *, limit: int, as_json: bool, **narrowed: Any) -> None:
    """Passages of the current release that have all WORDS: the clause beside its answer, and where."""
    from flows.commands.search import print_passages

    days = {name: narrowed[name].date().isoformat() for name in ("since", "until") if narrowed[name]}
    said = " ".join(f'"{word}"' if " " in word else word for word in words)
    settings = store_settings(demo=demo)
    print_passages(settings, said, narrowed={**narrowed, **days}, limit=limit, as_json=as_json)


@cli.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8001, show_default=True, help="On 127.0.0.1.")
@click.pass_obj
def browse(demo: bool, /, port: int) -> None:
    """The current release in the browser, with facets and full-text search (needs loksabha[browse])."""
    from flows.commands.search import browse as serve

    serve(store_settings(demo=demo), port=port)


def store_settings(*, demo: bool) -> Settings:
    """The settings of a command that only reads the store, or works in it."""
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
    """Run a flow, under Prefect where `PREFECT_API_URL` is set, and end with its exit code."""
    from flows.commands.demo_site import sample_site
    from flows.commands.show import print_outcome
    from flows.scope import Scope

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

    return run_flow(name, scope, getattr(pipeline, name), settings=settings, quiet=quiet)


def main() -> None:
    """The entry point: every foreseen failure is one line on standard error; SIGTERM ends like Ctrl-C."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
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
        _fail("interrupted; the same command goes on where this run stopped", 1)


def _setting_error(error: ErrorDetails) -> str:
    """A wrong setting in one line, by the name it has in the environment."""
    if error["type"] == "value_error":
        return error["msg"].removeprefix("Value error, ")
    return f"LOKSABHA_{str(error['loc'][0]).upper()}={error['input']!r}: {error['msg']}"


def _fail(message: str, code: int) -> None:
    click.echo(f"loksabha: {' '.join(message.split())}", err=True)
    sys.exit(code)
