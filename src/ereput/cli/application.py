"""The application that every signature is added to."""

from typing import Annotated

import typer

from ereput.cli.options import _

app = typer.Typer(
    name="ereput",
    help=_("What the web says of a doctor: listings, reviews and their sentiment, with how sure it is."),
    rich_markup_mode=None,  # rich help costs a tenth of a second
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def _top(version: Annotated[bool, typer.Option("--version", "-V", help=_("Print the version."))] = False) -> None:
    # __main__ answers --version alone; this is for --version beside other words
    if version:
        from ereput import __version__

        typer.echo(f"ereput {__version__}")
        raise typer.Exit
