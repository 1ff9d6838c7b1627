"""The signatures of `ereput reply …`; what they do stands in `reply`, and is loaded when it runs."""

from pathlib import Path
from typing import Annotated

import typer

from ereput.cli.options import Card, Lang, _

app: typer.Typer = typer.Typer(
    help=_("A public reply to a review: the rules on it, and safe drafts."), no_args_is_help=True
)


@app.command("check", help=_("The rules RPL-01 to RPL-26 on a reply, with the words that break them."))
def _check(
    path: Annotated[
        Path, typer.Argument(metavar="FILE", help=_("The reply, as plain text; - for the standard input."))
    ],
    review: Annotated[
        Path | None,
        typer.Option("--review", metavar="FILE", help=_("The review it answers: nothing of it may be echoed.")),
    ] = None,
    flag: Annotated[
        list[str] | None,
        typer.Option(
            "--flag", metavar="threat|chantage|press|lawsuit", help=_("While one is up, no reply; repeatable.")
        ),
    ] = None,
    card: Card = None,
    as_json: Annotated[bool, typer.Option("--json", help=_("One JSON object a line."))] = False,
    strict: Annotated[bool, typer.Option("--strict", help=_("Exit 1 when a rule blocks it."))] = False,
    lang: Lang = None,
) -> None:
    from ereput.cli import reply as command

    flags = tuple(flag or ())
    raise typer.Exit(command.check(path, review, flags, card, as_json=as_json, strict=strict, language=lang))


@app.command("draft", help=_("A safe draft by theme, with the advice not to reply; without a theme, the themes."))
def _draft(
    theme: Annotated[str | None, typer.Option("--theme", metavar="T1…T13", help=_("What the review is about."))] = None,
    lang: Lang = None,
) -> None:
    from ereput.cli import reply as command

    command.propose(theme, lang)
