"""The signature of `ereput evidence`: pages kept as they were."""

from pathlib import Path
from typing import Annotated

import typer

from ereput.cli.application import app
from ereput.cli.options import Config, Database, Json, Lang, Verbose, _


@app.command("evidence", help=_("Keep the exact bytes of pages, with hashes; verify tells whether anything changed."))
def _evidence(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="URL… | verify DIR | list",
            help=_("Pages to keep; or verify and the folder; or list, for what the history remembers."),
        ),
    ] = None,
    finding: Annotated[
        str | None, typer.Option("--finding", metavar="ID", help=_("The page of a finding, by its id in the report."))
    ] = None,
    case: Annotated[int | None, typer.Option("--case", metavar="N", help=_("For this case of the guide."))] = None,
    page: Annotated[
        list[Path] | None,
        typer.Option(
            "--page",
            metavar="FILE",
            help=_("A page, a picture or a PDF that you saved; repeatable. Nothing is asked for then."),
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", metavar="DIR", help=_("The folder to make; evidence-DATE otherwise."))
    ] = None,
    capture: Annotated[
        bool | None,
        typer.Option(
            "--capture/--no-capture",
            show_default=False,
            help=_("A picture of each page by an installed Chromium, without network; made where there is one."),
        ),
    ] = None,
    manifest: Annotated[
        str | None,
        typer.Option("--manifest", metavar="SHA256", help=_("With verify: the manifest's hash as you noted it.")),
    ] = None,
    as_json: Json = False,
    no_history: Annotated[bool, typer.Option("--no-history", help=_("Neither compare nor keep."))] = False,
    database: Database = None,
    lang: Lang = None,
    config: Config = None,
    verbose: Verbose = 0,
) -> None:
    from ereput.cli.guidance import evidence as command

    options = command.Options(
        words=tuple(words or ()),
        finding=finding,
        case=case,
        pages=tuple(page or ()),
        output=output,
        capture=capture,
        manifest=manifest,
        as_json=as_json,
        keeps_history=not no_history,
        database=database,
        language=lang,
        config=config,
        verbose=verbose,
    )
    raise typer.Exit(command.run(options))
