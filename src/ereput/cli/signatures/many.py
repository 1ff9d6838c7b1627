"""The signature of `ereput batch`: many practitioners."""

from pathlib import Path
from typing import Annotated

import typer

from ereput.cli.application import app
from ereput.cli.options import Brand, Config, Database, Lang, Now, Only, Replay, Verbose, Without, _


@app.command("batch", help=_("Audit every practitioner of a table; what is interrupted is taken up again."))
def _batch(
    table: Annotated[
        Path, typer.Argument(metavar="TABLE.csv", help=_("Columns as in the identity card: name, city, postcode…"))
    ],
    output: Annotated[
        Path | None,
        typer.Option("--output", metavar="DIR", help=_("Folder of the reports, of summary.csv and digest.md.")),
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help=_("Go on with what was interrupted; nothing finished is repeated."))
    ] = False,
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", metavar="N", help=_("Practitioners at work at a time; each host keeps its pace.")),
    ] = None,
    engine: Annotated[
        str, typer.Option("--engine", metavar="local|dask", help=_("In this process, or on a Dask cluster."))
    ] = "local",
    scheduler: Annotated[
        str | None,
        typer.Option("--scheduler", metavar="tcp://HOST:PORT", help=_("The cluster; without it one on this machine.")),
    ] = None,
    workers: Annotated[
        int | None, typer.Option("--workers", metavar="N", help=_("Processes of the cluster on this machine."))
    ] = None,
    plan: Annotated[
        bool, typer.Option("--plan", help=_("Ask nothing: say how many requests it takes, and how long."))
    ] = False,
    formats: Annotated[
        list[str] | None,
        typer.Option(
            "--format", metavar="terminal|markdown|html|json|csv|pdf|xlsx", help=_("Of the reports; repeatable.")
        ),
    ] = None,
    brand: Brand = None,
    source: Only = None,
    without: Without = None,
    lang: Lang = None,
    now: Now = None,
    replay: Replay = None,
    offline: Annotated[bool, typer.Option("--offline", help=_("Only what is in the cache; ask nobody."))] = False,
    database: Database = None,
    strict: Annotated[bool, typer.Option("--strict", help=_("Exit 1 when something needs action."))] = False,
    config: Config = None,
    verbose: Verbose = 0,
) -> None:
    from ereput.cli.many import batch as command

    options = command.Options(
        table=table,
        output=output,
        brand=brand,
        resumes=resume,
        jobs=jobs,
        engine=engine,
        scheduler=scheduler,
        workers=workers,
        plans=plan,
        formats=tuple(formats or ()),
        only=tuple(source or ()),
        without=tuple(without or ()),
        language=lang,
        now=now,
        replay=replay,
        offline=offline,
        database=database,
        strict=strict,
        config=config,
        verbose=verbose,
    )
    raise typer.Exit(command.run(options))
