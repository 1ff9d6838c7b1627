"""The signatures of `ereput guide`, `letter` and `reply`: what to do next."""

from pathlib import Path
from typing import Annotated

import typer

from ereput.cli.application import app
from ereput.cli.options import Card, Config, Database, Json, Lang, Now, Verbose, _

_reply = typer.Typer(help=_("A public reply to a review: the rules on it, and safe drafts."), no_args_is_help=True)
app.add_typer(_reply, name="reply")


@app.command(
    "guide", help=_("The Order's guide, question by question: listings, reviews, watching, replying, the law.")
)
def _guide(
    topic: Annotated[
        str | None,
        typer.Argument(metavar="listing|review|watch|reply|legal|cases", help=_("Where to begin; cases lists them.")),
    ] = None,
    finding: Annotated[
        str | None, typer.Option("--finding", metavar="ID", help=_("Begin from a finding, by its id in the report."))
    ] = None,
    case: Annotated[int | None, typer.Option("--case", metavar="N", help=_("Go on with this case."))] = None,
    answers: Annotated[
        Path | None,
        typer.Option("--answers", metavar="FILE.toml", help=_("Take the answers from a file; ask nothing.")),
    ] = None,
    done: Annotated[
        list[str] | None,
        typer.Option(
            "--done", metavar="STEP", help=_("With --case: this step is done, by name or number; repeatable.")
        ),
    ] = None,
    back: Annotated[
        bool, typer.Option("--back", help=_("With --case: take the last answer back and ask that question again."))
    ] = False,
    close: Annotated[
        bool, typer.Option("--close", help=_("With --case: close it; nothing of it is asked any more."))
    ] = False,
    reopen: Annotated[bool, typer.Option("--reopen", help=_("With --case: open it again."))] = False,
    forget: Annotated[bool, typer.Option("--forget", help=_("With --case: delete it, with its answers."))] = False,
    format_: Annotated[
        str | None, typer.Option("--format", metavar="markdown|json", help=_("How the whole plan is printed."))
    ] = None,
    lang: Lang = None,
    now: Now = None,
    database: Database = None,
    config: Config = None,
    verbose: Verbose = 0,
) -> None:
    from ereput.cli.guidance import guide as command

    changes = [name for name, is_asked in (("close", close), ("reopen", reopen), ("forget", forget)) if is_asked]
    command.run(
        command.Options(
            topic,
            finding,
            case,
            answers,
            tuple(done or ()),
            changes[-1] if changes else None,
            back,
            format_,
            database,
            now,
            lang,
            config,
            verbose,
        )
    )


@app.command("letter", help=_("One of the documents D1 to D14, filled in; what is missing is a visible blank."))
def _letter(
    name: Annotated[str, typer.Argument(metavar="D1…D14", help=_("The document; D5a is polite, D5b a formal notice."))],
    card: Card = None,
    case: Annotated[int | None, typer.Option("--case", metavar="N", help=_("Fill it in from this case."))] = None,
    finding: Annotated[
        str | None,
        typer.Option("--finding", metavar="ID", help=_("Fill it in from a finding, by its id in the report.")),
    ] = None,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format", metavar="text|markdown|docx", help=_("How it is written; otherwise as the file's name says.")
        ),
    ] = None,
    output: Annotated[Path | None, typer.Option("--output", metavar="FILE", help=_("Write it to a file."))] = None,
    ask: Annotated[
        str | None,
        typer.Option(
            "--ask", metavar="erase|reviews|rectify|access", help=_("D1: what it asks for; otherwise as the case says.")
        ),
    ] = None,
    true: Annotated[
        bool, typer.Option("--true", help=_("D7 to D9: all that you will write in it is true and complete."))
    ] = False,
    lang: Lang = None,
    now: Now = None,
    database: Database = None,
    config: Config = None,
    verbose: Verbose = 0,
) -> None:
    from ereput.cli.guidance import letter as command

    command.run(
        command.Options(name, card, case, finding, format_, output, ask, true, database, now, lang, config, verbose)
    )


@_reply.command("check", help=_("The rules RPL-01 to RPL-26 on a reply, with the words that break them."))
def _check(
    path: Annotated[
        Path, typer.Argument(metavar="FILE", help=_("The reply, as plain text; - for the standard input."))
    ],
    review: Annotated[
        str | None,
        typer.Option(
            "--review",
            metavar="FILE|ID",
            help=_("The review it answers, of which nothing may be echoed: a file, a finding or a review's key."),
        ),
    ] = None,
    case: Annotated[
        int | None, typer.Option("--case", metavar="N", help=_("The case it belongs to: its flags, hours and replies."))
    ] = None,
    flag: Annotated[
        list[str] | None,
        typer.Option(
            "--flag", metavar="threat|chantage|press|lawsuit", help=_("While one is up, no reply; repeatable.")
        ),
    ] = None,
    card: Card = None,
    agency: Annotated[bool, typer.Option("--agency", help=_("Somebody else than the doctor drafts."))] = False,
    approved: Annotated[
        bool, typer.Option("--approved", help=_("With --case: the doctor has approved the draft."))
    ] = False,
    posted: Annotated[
        bool, typer.Option("--posted", help=_("With --case: you have posted it by hand; it is kept to compare with."))
    ] = False,
    as_json: Json = False,
    strict: Annotated[bool, typer.Option("--strict", help=_("Exit 1 when a rule blocks it."))] = False,
    lang: Lang = None,
    now: Now = None,
    database: Database = None,
    config: Config = None,
) -> None:
    from ereput.cli.guidance import replied
    from ereput.cli.guidance import reply as command

    place = replied.Place(database, config)
    options = command.Options(
        path, review, case, tuple(flag or ()), card, agency, approved, posted, as_json, strict, now, lang, place
    )
    raise typer.Exit(command.check(options))


@_reply.command("draft", help=_("A safe draft by theme, with the advice not to reply; without a theme, the themes."))
def _draft(
    theme: Annotated[str | None, typer.Option("--theme", metavar="T1…T13", help=_("What the review is about."))] = None,
    review: Annotated[
        str | None,
        typer.Option("--review", metavar="ID", help=_("The review of a finding of the last audit, or a review's key.")),
    ] = None,
    case: Annotated[int | None, typer.Option("--case", metavar="N", help=_("The case it belongs to."))] = None,
    choose: Annotated[
        str | None,
        typer.Option(
            "--choose", metavar="none|generic", help=_("Your choice, noted in the case: no reply is the advice.")
        ),
    ] = None,
    lang: Lang = None,
    now: Now = None,
    database: Database = None,
    config: Config = None,
) -> None:
    from ereput.cli.guidance import drafting as command
    from ereput.cli.guidance import replied

    place = replied.Place(database, config)
    command.propose(command.Options(theme, review, case, choose, now, lang, place))
