"""The signatures of `ereput audit`, `init`, `judge` and `sources`."""

from pathlib import Path
from typing import Annotated

import typer

from ereput.cli.application import app
from ereput.cli.options import (
    Brand,
    Brought,
    Card,
    City,
    Columns,
    Config,
    Database,
    Json,
    Lang,
    Now,
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
)


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
    brought: Brought = None,
    columns: Columns = None,
    formats: Annotated[
        list[str] | None,
        typer.Option(
            "--format", metavar="terminal|markdown|html|json|csv|pdf|xlsx", help=_("Repeatable with --output.")
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", metavar="DIR", help=_("Write the reports as files."))
    ] = None,
    brand: Brand = None,
    replay: Replay = None,
    record: Record = None,
    offline: Annotated[bool, typer.Option("--offline", help=_("Only what is in the cache; ask nobody."))] = False,
    lang: Lang = None,
    now: Now = None,
    no_history: Annotated[bool, typer.Option("--no-history", help=_("Neither compare nor keep."))] = False,
    database: Database = None,
    strict: Annotated[bool, typer.Option("--strict", help=_("Exit 1 when something needs action."))] = False,
    config: Config = None,
    verbose: Verbose = 0,
) -> None:
    from ereput.cli.auditing import asked
    from ereput.cli.auditing import audit as command

    options = asked.Options(
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
        brand=brand,
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
    from ereput.cli.auditing import init as command

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
    who: Annotated[
        str | None,
        typer.Argument(metavar="WHO", help=_("A name, a key or #12 of ereput history list; else the last audit.")),
    ] = None,
    lists: Annotated[bool, typer.Option("--list", help=_("What was answered so far."))] = False,
    forget: Annotated[
        int | None, typer.Option("--forget", metavar="ID", help=_("Take the answer of that number back."))
    ] = None,
    database: Database = None,
    lang: Lang = None,
    config: Config = None,
    verbose: Verbose = 0,
) -> None:
    from ereput.cli.auditing import judge as command

    command.run(who, lists=lists, forget=forget, database=database, language=lang, config=config, verbose=verbose)


@app.command("sources", help=_("List every source: kind, key, terms, pace, on or off and why."))
def _sources(
    probe: Annotated[bool, typer.Option("--probe", help=_("Ask each one politely, about nobody."))] = False,
    as_json: Json = False,
    lang: Lang = None,
    replay: Replay = None,
    config: Config = None,
    verbose: Verbose = 0,
) -> None:
    from ereput.cli.auditing import sources as command

    raise typer.Exit(
        command.run(probe=probe, as_json=as_json, language=lang, replay=replay, config=config, verbose=verbose)
    )
