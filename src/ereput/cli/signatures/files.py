"""The signatures of `ereput read` and `opinions`: files that a person has."""

from pathlib import Path
from typing import Annotated

import typer

from ereput.cli.application import app
from ereput.cli.options import Columns, Json, Lang, Now, _


@app.command("read", help=_("Print what saved pages and exports state."))
def _read(
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH…", help=_("Saved pages, exports of reviews, HAR, WARC; or folders."))
    ],
    as_json: Json = False,
    authors: Annotated[
        bool, typer.Option("--authors", help=_("With --json: the reviewers' names as they stand."))
    ] = False,
    columns: Columns = None,
    seconds: Annotated[float, typer.Option("--seconds", metavar="N", help=_("Seconds allowed for one path."))] = 10,
    now: Now = None,
    lang: Lang = None,
) -> None:
    from ereput.cli.files import read as command

    code = command.run(
        paths, as_json=as_json, authors=authors, columns=columns, seconds=seconds, now=now, language=lang
    )
    raise typer.Exit(code)


@app.command("opinions", help=_("Sentiment and aspects of files of reviews: JSONL, CSV or a text a line."))
def _opinions(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH…", help=_("Columns: id, text, rating, date, language."))],
    as_json: Json = False,
    jobs: Annotated[
        int, typer.Option("--jobs", metavar="N", min=1, max=64, help=_("Processes that share the work."))
    ] = 1,
    second: Annotated[
        str | None,
        typer.Option("--second", metavar="embed|FOLDER", help=_("A second reader for texts in doubt; see the docs.")),
    ] = None,
    lang: Lang = None,
) -> None:
    from ereput.cli.files import opinions as command

    command.run(paths, as_json=as_json, language=lang, jobs=jobs, second=second)
