"""The options that commands share, in the language of the system."""

import locale
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from ereput.words import LANGUAGES, Words


def language_of_the_system() -> str:
    """fr, unless the locale names another language."""
    named = next((v for n in ("EREPUT_LANG", "LC_ALL", "LC_MESSAGES", "LANG") if (v := os.environ.get(n))), "")
    if not named and sys.platform in ("darwin", "win32"):
        named = locale.getlocale()[0] or ""
    language = named.lower().partition("_")[0].partition(".")[0]
    return "fr" if language in ("", "c", "posix", "fr", "french") else "en"


def language_of_output(wanted: str | None) -> str:
    """The language of what is printed; UsageError for one that ereput does not speak."""
    from ereput.errors import UsageError

    spoken = wanted or language_of_the_system()
    if spoken not in LANGUAGES:
        raise UsageError("the language is fr or en, not {spoken!r}", spoken=spoken)
    return spoken


def moment(text: str | None) -> datetime:
    """Now, or the time that was typed, in UTC; UsageError for what is no time."""
    from ereput.errors import UsageError

    if text is None:
        return datetime.now(UTC).replace(microsecond=0)
    try:
        typed = datetime.fromisoformat(text)
    except ValueError:
        raise UsageError("--now is written 2026-11-21T09:00:00Z, not {text!r}", text=text) from None
    return (typed if typed.tzinfo else typed.replace(tzinfo=UTC)).astimezone(UTC)


_ = Words(language_of_the_system()).say

Card = Annotated[Path | None, typer.Option("--card", metavar="FILE.toml", help=_("Identity card; see ereput init."))]
City = Annotated[str | None, typer.Option("--city", metavar="TOWN", help=_("Town of practice."))]
Specialty = Annotated[
    str | None, typer.Option("--specialty", metavar="WORD", help=_("As patients would say it: dermatologue."))
]
Postcode = Annotated[str | None, typer.Option("--postcode", metavar="CODE", help=_("Postcode of practice."))]
Phone = Annotated[str | None, typer.Option("--phone", metavar="NUMBER", help=_("The practice's number."))]
Street = Annotated[str | None, typer.Option("--address", metavar="STREET", help=_("Number and street."))]
Rpps = Annotated[str | None, typer.Option("--rpps", metavar="NUMBER", help=_("RPPS number, eleven digits."))]
Config = Annotated[
    Path | None, typer.Option("--config", metavar="FILE", help=_("Settings, instead of the usual file."))
]
Lang = Annotated[str | None, typer.Option("--lang", metavar="fr|en", help=_("Language of the report."))]
Verbose = Annotated[
    int,
    typer.Option("-v", "--verbose", count=True, show_default=False, help=_("Say what is done; twice, every request.")),
]
Replay = Annotated[
    Path | None,
    typer.Option("--replay", metavar="DIR|FILE.warc.gz", help=_("Play saved answers instead of the network.")),
]
Record = Annotated[
    Path | None, typer.Option("--record", metavar="FILE.warc.gz", help=_("Keep every answer, without keys."))
]
Brought = Annotated[
    list[Path] | None,
    typer.Option("--import", metavar="PATH", help=_("Read a saved page or an export of reviews; repeatable.")),
]
Columns = Annotated[
    str | None,
    typer.Option("--columns", metavar="FIELD=HEADING,…", help=_("Of a table of reviews: text=Avis,rating=Note.")),
]
Only = Annotated[
    list[str] | None, typer.Option("--source", metavar="NAME", help=_("Ask this source only; repeatable."))
]
Without = Annotated[list[str] | None, typer.Option("--without", metavar="NAME", help=_("Do not ask it; repeatable."))]
Database = Annotated[
    str | None, typer.Option("--database", metavar="FILE|URL", help=_("History: a file, or postgresql://…"))
]
Now = Annotated[str | None, typer.Option("--now", metavar="TIME", help=_("Taken for now: 2026-11-21T09:00:00Z."))]
Brand = Annotated[
    Path | None, typer.Option("--brand", metavar="brand.toml", help=_("Your name, logo and colours on the report."))
]
Json = Annotated[bool, typer.Option("--json", help=_("One JSON object a line."))]
