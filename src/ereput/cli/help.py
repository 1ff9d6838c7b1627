"""typer's own words in `--help`, in the reader's language: its contexts take another formatter."""

import re
from typing import TYPE_CHECKING, Any

from ereput.words import N_, Words

if TYPE_CHECKING:
    from typer._click.core import Command  # typer's own click; only hooks that click makes public are used

_SAID = {  # as typer writes them
    "Arguments": N_("Arguments"),
    "Options": N_("Options"),
    "Commands": N_("Commands"),
    "Show this message and exit.": N_("Show this message and exit."),
    "Install completion for the current shell.": N_("Install completion for the current shell."),
    "Show completion for the current shell, to copy it or customize the installation.": N_(
        "Show completion for the current shell, to copy it or customize the installation."
    ),
}
_PLACES = (  # what stands for what is to be typed
    *(N_("NAME"), N_("FILE"), N_("DIR"), N_("FOLDER"), N_("WHO"), N_("NUMBER"), N_("PATH"), N_("WORD"), N_("TOWN")),
    *(N_("TIME"), N_("TABLE"), N_("STREET"), N_("STEP"), N_("FIELD"), N_("HEADING"), N_("CHANNEL"), N_("HOST")),
    *(N_("COMMAND"), N_("ARGS")),
)
_PLACE = re.compile(rf"\b(?:{'|'.join(_PLACES)})\b")
_NEEDED, _DEFAULT = re.compile(r"\[required\]$"), re.compile(r"\[default: ([^\]]*)\]$")


def spoken(command: "Command", words: Words) -> "Command":
    """The command, whose help and that of those below it speaks the language of `words`; English is typer's own."""
    _speak(command, command.context_class if words.language == "en" else _context(command, words))
    return command


def placed(text: str, words: Words) -> str:
    """What stands for what is to be typed, in the language of the help: TOWN is VILLE."""
    return _PLACE.sub(lambda found: words.phrase(found[0]), text)


def _speak(command: Any, context: type) -> None:
    command.context_class = context
    command.short_help = command.short_help or command.help  # whole: typer would cut it in the list of commands
    for inner in getattr(command, "commands", {}).values():
        _speak(inner, context)


def _context(command: "Command", words: Words) -> type:
    """typer's context, with a formatter that says its words in another language."""
    plain: Any = command.context_class.formatter_class

    def said(text: str) -> str:
        if text in _SAID:
            return words.say(_SAID[text])
        text = _NEEDED.sub(lambda _: words.say("[required]"), text)
        return _DEFAULT.sub(lambda found: words.say("[default: {value}]", value=found[1]), text)

    def write_heading(self: Any, heading: str) -> None:
        self.write(words.say("{heading}:", heading=f"{'':>{self.current_indent}}{said(heading)}") + "\n")

    def write_usage(self: Any, prog: str, args: str = "", prefix: str | None = None) -> None:
        plain.write_usage(self, prog, placed(args, words), words.say("Usage: ") if prefix is None else prefix)

    def write_dl(self: Any, rows: Any, *more: Any, **named: Any) -> None:
        plain.write_dl(self, [(placed(name, words), said(told)) for name, told in rows], *more, **named)

    hooks = {"write_heading": write_heading, "write_usage": write_usage, "write_dl": write_dl}
    return type("Context", (command.context_class,), {"formatter_class": type("Formatter", (plain,), hooks)})
