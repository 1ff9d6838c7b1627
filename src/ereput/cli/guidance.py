"""The signatures of `ereput guide` and `ereput letter`; what they do stands in the modules of their names."""

from pathlib import Path
from typing import Annotated

import typer

from ereput.cli import app
from ereput.cli.options import Card, Config, Lang, Verbose, _


@app.command(
    "guide", help=_("The Order's guide, question by question: listings, reviews, watching, replying, the law.")
)
def _guide(
    topic: Annotated[
        str | None,
        typer.Argument(metavar="listing|review|watch|reply|legal|cases", help=_("Where to begin; cases lists them.")),
    ] = None,
    finding: Annotated[
        str | None, typer.Option("--finding", metavar="ID", help=_("Begin from a finding of the last audit."))
    ] = None,
    case: Annotated[int | None, typer.Option("--case", metavar="N", help=_("Go on with this case."))] = None,
    answers: Annotated[
        Path | None,
        typer.Option("--answers", metavar="FILE.toml", help=_("Take the answers from a file; ask nothing.")),
    ] = None,
    format_: Annotated[
        str | None, typer.Option("--format", metavar="markdown|json", help=_("How the whole plan is printed."))
    ] = None,
    lang: Lang = None,
    now: Annotated[
        str | None, typer.Option("--now", metavar="TIME", help=_("Taken for now: 2026-11-21T09:00:00Z."))
    ] = None,
    database: Annotated[str | None, typer.Option("--database", metavar="FILE", help=_("History file."))] = None,
    config: Config = None,
    verbose: Verbose = 0,
) -> None:
    from ereput.cli import guide as command

    command.run(command.Options(topic, finding, case, answers, format_, database, now, lang, config, verbose))


@app.command("letter", help=_("One of the documents D1 to D14, filled in; what is missing is a visible blank."))
def _letter(
    name: Annotated[str, typer.Argument(metavar="D1…D14", help=_("The document; D5a is polite, D5b a formal notice."))],
    card: Card = None,
    case: Annotated[int | None, typer.Option("--case", metavar="N", help=_("Fill it in from this case."))] = None,
    finding: Annotated[
        str | None, typer.Option("--finding", metavar="ID", help=_("Fill it in from a finding of the last audit."))
    ] = None,
    format_: Annotated[str, typer.Option("--format", metavar="text|markdown", help=_("How it is written."))] = "text",
    output: Annotated[Path | None, typer.Option("--output", metavar="FILE", help=_("Write it to a file."))] = None,
    true: Annotated[
        bool, typer.Option("--true", help=_("D7 to D9: all that you will write in it is true and complete."))
    ] = False,
    lang: Lang = None,
    now: Annotated[
        str | None, typer.Option("--now", metavar="TIME", help=_("Taken for now: 2026-11-21T09:00:00Z."))
    ] = None,
    database: Annotated[str | None, typer.Option("--database", metavar="FILE", help=_("History file."))] = None,
    config: Config = None,
    verbose: Verbose = 0,
) -> None:
    from ereput.cli import letter as command

    command.run(command.Options(name, card, case, finding, format_, output, true, database, now, lang, config, verbose))
