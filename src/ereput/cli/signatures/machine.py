"""The signatures of `ereput register` and `config`: what stands on this machine."""

from pathlib import Path
from typing import Annotated

import typer

from ereput.cli.application import app
from ereput.cli.options import City, Config, Json, Lang, Rpps, Specialty, _

_register = typer.Typer(help=_("The register of health professionals (RPPS) on this machine."), no_args_is_help=True)
app.add_typer(_register, name="register")
_config = typer.Typer(help=_("Where the files are, what is set, and keys."), no_args_is_help=True)
app.add_typer(_config, name="config")


@_register.command("import", help=_("Make the register from its open file: .txt, .zip or .gz."))
def _register_import(
    path: Annotated[Path, typer.Argument(metavar="FILE", help=_("ps-libreacces-personne-activite, of data.gouv.fr."))],
    lang: Lang = None,
) -> None:
    from ereput.cli.machine import register as command

    command.make(path, lang)


@_register.command("find", help=_("Who bears a name; other spellings where nobody bears it so."))
def _register_find(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help=_('Either way round: "MARTIN Claire".'))] = None,
    city: City = None,
    specialty: Specialty = None,
    rpps: Rpps = None,
    as_json: Json = False,
    lang: Lang = None,
) -> None:
    from ereput.cli.machine import register as command

    command.find(name, city, specialty, rpps, is_json=as_json, language=lang)


@_register.command("status", help=_("Of which file it was made, when, and what it holds."))
def _register_status(
    as_json: Json = False,
    lang: Lang = None,
) -> None:
    from ereput.cli.machine import register as command

    command.status(is_json=as_json, language=lang)


@_config.command("path", help=_("Where the settings, the history and the cache are."))
def _config_path(config: Config = None) -> None:
    from ereput.cli.machine import config as command

    command.path(config)


@_config.command("show", help=_("What is set; keys are never printed."))
def _config_show(config: Config = None) -> None:
    from ereput.cli.machine import config as command

    command.show(config)


@_config.command(
    "set-key", help=_("Keep a source's key in the system's keyring. It is asked for, not typed as an argument.")
)
def _config_set_key(source: Annotated[str, typer.Argument(metavar="SOURCE")]) -> None:
    from ereput.cli.machine import config as command

    command.set_key(source)
