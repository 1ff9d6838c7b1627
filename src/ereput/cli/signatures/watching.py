"""The signature of `ereput watch`: the same look every month, and only what deserves it told."""

from typing import Annotated

import typer

from ereput.cli.application import app
from ereput.cli.options import (
    Brought,
    Card,
    City,
    Columns,
    Config,
    Database,
    Lang,
    Now,
    Only,
    Phone,
    Postcode,
    Replay,
    Rpps,
    Specialty,
    Street,
    Verbose,
    Without,
    _,
)


@app.command("watch", help=_("Audit, compare, and tell only what deserves it; --install has the system do it."))
def _watch(
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
    notify: Annotated[
        list[str] | None,
        typer.Option(
            "--notify", metavar="CHANNEL", help=_("An address of Apprise (mailto://…, ntfy://…); repeatable.")
        ),
    ] = None,
    texts: Annotated[bool, typer.Option("--texts", help=_("The words of reviews may be sent too."))] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=_("Show what would be sent; send and keep nothing."))
    ] = False,
    due: Annotated[
        str | None,
        typer.Option("--due", metavar="monthly|weekly", help=_("Only if none was done this month, or week.")),
    ] = None,
    install: Annotated[
        str | None,
        typer.Option("--install", metavar="monthly|weekly", help=_("Have the system watch by itself.")),
    ] = None,
    prints: Annotated[bool, typer.Option("--print", help=_("Only show what --install would write."))] = False,
    system: Annotated[
        str | None,
        typer.Option("--with", metavar="systemd|cron|launchd", help=_("Otherwise the one of this machine.")),
    ] = None,
    replay: Replay = None,
    lang: Lang = None,
    now: Now = None,
    database: Database = None,
    config: Config = None,
    verbose: Verbose = 0,
) -> None:
    from ereput.cli.auditing import asked
    from ereput.cli.watching import watch as command

    looked_for = asked.Options(
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
        replay=replay,
        language=lang,
        now=now,
        database=database,
        config=config,
        verbose=verbose,
    )
    raise typer.Exit(
        command.run(
            command.Options(
                audit=looked_for,
                dry_run=dry_run,
                due=due,
                install=install,
                prints=prints,
                system=system,
                notify=tuple(notify or ()),
                texts=texts,
            )
        )
    )
