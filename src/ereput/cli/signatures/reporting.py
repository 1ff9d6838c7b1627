"""The signature of `ereput report`."""

from pathlib import Path
from typing import Annotated

import typer

from ereput.cli.application import app
from ereput.cli.options import Brand, Config, Database, Lang, Verbose, _


@app.command("report", help=_("Render a kept audit again, in any format; nobody is asked."))
def _report(
    audit: Annotated[
        str,
        typer.Argument(
            metavar="AUDIT",
            help=_("Its number in the history, latest, a practitioner's name or key, or the path of a JSON report."),
        ),
    ] = "latest",
    formats: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            metavar="terminal|markdown|html|json|csv|pdf|xlsx",
            help=_("Repeatable with --output."),
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", metavar="DIR", help=_("Write the reports as files."))
    ] = None,
    brand: Brand = None,
    database: Database = None,
    lang: Lang = None,
    config: Config = None,
    verbose: Verbose = 0,
) -> None:
    from ereput.cli.past import report as command

    command.run(
        command.Options(
            audit=audit,
            formats=tuple(formats or ()),
            output=output,
            brand=brand,
            database=database,
            language=lang,
            config=config,
            verbose=verbose,
        )
    )
