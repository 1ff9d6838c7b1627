"""The command line: every command's signature, and the one place where errors become exit codes.

Signatures only: what a command does stands in the module of its name, and is loaded when it runs.
"""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from ereput.cli.options import (
    Card,
    City,
    Columns,
    Config,
    Lang,
    Only,
    Phone,
    Postcode,
    Record,
    Replay,
    Rpps,
    Specialty,
    Street,
    Verbose,
    Without,
    _,
    language_of_the_system,
)
from ereput.words import Words

EXIT_ATTENTION, EXIT_USAGE, EXIT_SILENCE, EXIT_STORE, EXIT_INTERRUPTED = 1, 2, 3, 4, 130


app = typer.Typer(
    name="ereput",
    help=_("What the web says of a doctor: listings, reviews and their sentiment, with how sure it is."),
    rich_markup_mode=None,  # rich help costs a tenth of a second
    pretty_exceptions_enable=False,
    no_args_is_help=True,
)
_config = typer.Typer(help=_("Where the files are, what is set, and keys."), no_args_is_help=True)
app.add_typer(_config, name="config")
_register = typer.Typer(help=_("The register of health professionals (RPPS) on this machine."), no_args_is_help=True)
app.add_typer(_register, name="register")


@app.callback()
def _top(version: Annotated[bool, typer.Option("--version", "-V", help=_("Print the version."))] = False) -> None:
    # __main__ answers --version alone; this is for --version beside other words
    if version:
        from ereput import __version__

        typer.echo(f"ereput {__version__}")
        raise typer.Exit


@app.command("audit", help=_("Ask every source about a practitioner and print the report."))
def _audit(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help=_('As one says it: "Dr Claire Martin".'))] = None,
    city: City = None,
    specialty: Specialty = None,
    postcode: Postcode = None,
    phone: Phone = None,
    address: Street = None,
    rpps: Rpps = None,
    card: Card = None,
    source: Only = None,
    without: Without = None,
    page: Annotated[list[str] | None, typer.Option("--page", metavar="URL", help=_("Read this page too."))] = None,
    brought: Annotated[
        list[Path] | None,
        typer.Option("--import", metavar="PATH", help=_("Read a saved page or an export of reviews; repeatable.")),
    ] = None,
    columns: Columns = None,
    formats: Annotated[
        list[str] | None,
        typer.Option("--format", metavar="terminal|markdown|json|csv", help=_("Repeatable with --output.")),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", metavar="DIR", help=_("Write the reports as files."))
    ] = None,
    replay: Replay = None,
    record: Record = None,
    offline: Annotated[bool, typer.Option("--offline", help=_("Only what is in the cache; ask nobody."))] = False,
    lang: Lang = None,
    now: Annotated[
        str | None, typer.Option("--now", metavar="TIME", help=_("Taken for now: 2026-11-21T09:00:00Z."))
    ] = None,
    no_history: Annotated[bool, typer.Option("--no-history", help=_("Neither compare nor keep."))] = False,
    database: Annotated[str | None, typer.Option("--database", metavar="FILE", help=_("History file."))] = None,
    strict: Annotated[bool, typer.Option("--strict", help=_("Exit 1 when something needs action."))] = False,
    config: Config = None,
    verbose: Verbose = 0,
) -> None:
    from ereput.cli import audit as command

    options = command.Options(
        name=name,
        fields={
            "city": city,
            "specialty": specialty,
            "postcode": postcode,
            "phone": phone,
            "street": address,
            "rpps": rpps,
        },
        card=card,
        only=tuple(source or ()),
        without=tuple(without or ()),
        pages=tuple(page or ()),
        brought=tuple(brought or ()),
        columns=columns,
        formats=tuple(formats or ()),
        output=output,
        replay=replay,
        record=record,
        offline=offline,
        language=lang,
        now=now,
        keeps_history=not no_history,
        database=database,
        strict=strict,
        config=config,
        verbose=verbose,
    )
    raise typer.Exit(command.run(options))


@app.command("init", help=_("Write the identity card, by asking or from the register."))
def _init(
    path: Annotated[Path, typer.Argument(metavar="FILE.toml", help=_("Where to write it."))] = Path("me.toml"),
    rpps: Rpps = None,
    name: Annotated[
        str | None, typer.Option("--name", metavar="NAME", help=_('As one says it: "Dr Claire Martin".'))
    ] = None,
    specialty: Specialty = None,
    city: City = None,
    postcode: Postcode = None,
    address: Street = None,
    phone: Phone = None,
    force: Annotated[bool, typer.Option("--force", help=_("Write over an existing card."))] = False,
    replay: Replay = None,
    lang: Lang = None,
    config: Config = None,
    verbose: Verbose = 0,
) -> None:
    from ereput.cli import init as command

    typed = {
        "name": name,
        "specialty": specialty,
        "city": city,
        "postcode": postcode,
        "street": address,
        "phone": phone,
    }
    command.run(path, rpps, typed, force=force, replay=replay, language=lang, config=config, verbose=verbose)


@app.command("judge", help=_("Decide about the listings that the last audit left open."))
def _judge(
    lists: Annotated[bool, typer.Option("--list", help=_("What was answered so far."))] = False,
    forget: Annotated[
        int | None, typer.Option("--forget", metavar="ID", help=_("Take the answer of that number back."))
    ] = None,
    database: Annotated[str | None, typer.Option("--database", metavar="FILE", help=_("History file."))] = None,
    lang: Lang = None,
    config: Config = None,
    verbose: Verbose = 0,
) -> None:
    from ereput.cli import judge as command

    command.run(lists=lists, forget=forget, database=database, language=lang, config=config, verbose=verbose)


@app.command("sources", help=_("List every source: kind, key, terms, pace, on or off and why."))
def _sources(
    probe: Annotated[bool, typer.Option("--probe", help=_("Ask each one politely, about nobody."))] = False,
    as_json: Annotated[bool, typer.Option("--json", help=_("One JSON object a line."))] = False,
    lang: Lang = None,
    replay: Replay = None,
    config: Config = None,
    verbose: Verbose = 0,
) -> None:
    from ereput.cli import sources as command

    raise typer.Exit(
        command.run(probe=probe, as_json=as_json, language=lang, replay=replay, config=config, verbose=verbose)
    )


@app.command("read", help=_("Print what saved pages and exports state."))
def _read(
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH…", help=_("Saved pages, exports of reviews, HAR, WARC; or folders."))
    ],
    as_json: Annotated[bool, typer.Option("--json", help=_("One JSON object a line."))] = False,
    authors: Annotated[
        bool, typer.Option("--authors", help=_("With --json: the reviewers' names as they stand."))
    ] = False,
    columns: Columns = None,
    seconds: Annotated[float, typer.Option("--seconds", metavar="N", help=_("Seconds allowed for one path."))] = 10,
    now: Annotated[
        str | None, typer.Option("--now", metavar="TIME", help=_("Taken for now: 2026-11-21T09:00:00Z."))
    ] = None,
    lang: Lang = None,
) -> None:
    from ereput.cli import read as command

    code = command.run(
        paths, as_json=as_json, authors=authors, columns=columns, seconds=seconds, now=now, language=lang
    )
    raise typer.Exit(code)


@app.command("opinions", help=_("Sentiment and aspects of files of reviews: JSONL, CSV or a text a line."))
def _opinions(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH…", help=_("Columns: id, text, rating, date, language."))],
    as_json: Annotated[bool, typer.Option("--json", help=_("One JSON object a line."))] = False,
    lang: Lang = None,
) -> None:
    from ereput.cli import opinions as command

    command.run(paths, as_json=as_json, language=lang)


@_register.command("import", help=_("Make the register from its open file: .txt, .zip or .gz."))
def _register_import(
    path: Annotated[Path, typer.Argument(metavar="FILE", help=_("ps-libreacces-personne-activite, of data.gouv.fr."))],
    lang: Lang = None,
) -> None:
    from ereput.cli import register as command

    command.make(path, lang)


@_register.command("find", help=_("Who bears a name; other spellings where nobody bears it so."))
def _register_find(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help=_('Either way round: "MARTIN Claire".'))] = None,
    city: City = None,
    specialty: Specialty = None,
    rpps: Rpps = None,
    as_json: Annotated[bool, typer.Option("--json", help=_("One JSON object a line."))] = False,
    lang: Lang = None,
) -> None:
    from ereput.cli import register as command

    command.find(name, city, specialty, rpps, is_json=as_json, language=lang)


@_register.command("status", help=_("Of which file it was made, when, and what it holds."))
def _register_status(
    as_json: Annotated[bool, typer.Option("--json", help=_("One JSON object a line."))] = False,
    lang: Lang = None,
) -> None:
    from ereput.cli import register as command

    command.status(is_json=as_json, language=lang)


@_config.command("path", help=_("Where the settings, the history and the cache are."))
def _config_path(config: Config = None) -> None:
    from ereput.cli import config as command

    command.path(config)


@_config.command("show", help=_("What is set; keys are never printed."))
def _config_show(config: Config = None) -> None:
    from ereput.cli import config as command

    command.show(config)


@_config.command(
    "set-key", help=_("Keep a source's key in the system's keyring. It is asked for, not typed as an argument.")
)
def _config_set_key(source: Annotated[str, typer.Argument(metavar="SOURCE")]) -> None:
    from ereput.cli import config as command

    command.set_key(source)


from ereput.cli import replying  # noqa: E402 - it takes the options from above

app.add_typer(replying.app, name="reply")


from ereput.cli import guidance as _guidance  # noqa: E402, F401 (its commands are added to app)


def run(arguments: list[str]) -> int:
    """Carries out one command line; returns the exit code."""
    try:
        code = app(arguments, standalone_mode=False)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nothing more is flushed into it
        return 0
    except (KeyboardInterrupt, typer.Abort):
        code = EXIT_INTERRUPTED
    except Exception as error:
        return _said(error)
    if code == EXIT_INTERRUPTED:  # typer makes an exit of an interruption
        typer.echo(_("Interrupted; the history is whole."), err=True)
    return code if isinstance(code, int) else 0


def _said(error: Exception) -> int:
    from ereput.errors import EreputError, StoreError

    if isinstance(error, EreputError):
        typer.echo(f"ereput: {_(error.text, **error.values)}", err=True)
        return EXIT_STORE if isinstance(error, StoreError) else EXIT_USAGE
    if not callable(show := getattr(error, "show", None)):
        raise error
    from ereput.cli import usage  # typer's own: an unknown option, a missing word

    if sentence := usage.said(error, Words(language_of_the_system())):
        typer.echo(f"ereput: {sentence}", err=True)
    else:
        show()
    return EXIT_USAGE
