"""The signatures of `ereput history`: what was found before."""

from pathlib import Path
from typing import Annotated

import typer

from ereput.cli.application import app
from ereput.cli.options import Config, Database, Lang, Verbose, _

_history = typer.Typer(
    help=_("The audits kept on this machine: listed, compared, taken out, forgotten."), no_args_is_help=True
)
app.add_typer(_history, name="history")

Who = Annotated[
    str | None, typer.Argument(metavar="WHO", help=_("A name, a key, an RPPS number, or #12 for an audit's number."))
]
Format = Annotated[
    str | None, typer.Option("--format", metavar="terminal|markdown|json|csv", help=_("How it is printed."))
]
Pages = Annotated[str | None, typer.Option("--format", metavar="terminal|markdown|json", help=_("How it is printed."))]
Output = Annotated[Path | None, typer.Option("--output", metavar="FILE", help=_("Write it to a file."))]


@_history.command("list", help=_("Every audit kept, or somebody's, the latest first."))
def _list(
    who: Who = None,
    format_: Format = None,
    output: Output = None,
    lang: Lang = None,
    database: Database = None,
    config: Config = None,
    verbose: Verbose = 0,
) -> None:
    from ereput.cli.past import history as command

    command.listing(who, command.Options(format_, output, database, lang, config, verbose))


@_history.command("show", help=_("One practitioner over time: scores, marks by quarter, drift and burst."))
def _show(
    who: Who = None,
    format_: Pages = None,
    output: Output = None,
    lang: Lang = None,
    database: Database = None,
    config: Config = None,
    verbose: Verbose = 0,
) -> None:
    from ereput.cli.past import history as command

    command.show(who, command.Options(format_, output, database, lang, config, verbose))


@_history.command("compare", help=_("What differs between two audits: the last two, or two numbers."))
def _compare(
    first: Annotated[
        str | None, typer.Argument(metavar="WHO|NUMBER", help=_("Somebody, or the number of an audit."))
    ] = None,
    second: Annotated[str | None, typer.Argument(metavar="NUMBER", help=_("The other audit's number."))] = None,
    format_: Format = None,
    output: Output = None,
    lang: Lang = None,
    database: Database = None,
    config: Config = None,
    verbose: Verbose = 0,
) -> None:
    from ereput.cli.past import history as command

    command.compare(first, second, command.Options(format_, output, database, lang, config, verbose))


@_history.command("export", help=_("The audits whole, one JSON object a line; or a table of them."))
def _export(
    who: Who = None,
    format_: Annotated[
        str | None, typer.Option("--format", metavar="json|csv|markdown", help=_("How it is printed."))
    ] = None,
    output: Output = None,
    lang: Lang = None,
    database: Database = None,
    config: Config = None,
    verbose: Verbose = 0,
) -> None:
    from ereput.cli.past import history as command

    command.export(who, command.Options(format_, output, database, lang, config, verbose))


@_history.command(
    "forget", help=_("Erase a practitioner wholly: audits, cases, answers, evidence, files, cache; and prove it.")
)
def _forget(
    who: Annotated[str, typer.Argument(metavar="WHO", help=_("A name, a key or an RPPS number."))],
    every: Annotated[bool, typer.Option("--all", help=_("All whom the words name, where there are several."))] = False,
    yes: Annotated[bool, typer.Option("--yes", help=_("Do not ask."))] = False,
    lang: Lang = None,
    database: Database = None,
    config: Config = None,
    verbose: Verbose = 0,
) -> None:
    from ereput.cli.past import forgetting as command

    raise typer.Exit(
        command.run(who, every=every, yes=yes, database=database, language=lang, config=config, verbose=verbose)
    )
