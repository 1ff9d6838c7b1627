"""What was typed wrongly, in one sentence of the reader's language: typer says it in English only."""

from typing import Any

from ereput.report.inert import inert
from ereput.words import N_, Words

# The class of typer's error, or how its sentence begins -> what is said instead.
_SAID = (
    ("NoSuchOption", N_("there is no option {word}; see {command} --help")),
    ("BadOptionUsage", N_("{word} wants something after it; see {command} --help")),
    ("MissingParameter", N_("{word} is missing; see {command} --help")),
    ("No such command", N_("there is no command {word}; see {command} --help")),
    (
        "Got unexpected extra",
        N_('too many words: {word}; quotes keep a name together: "Dr Claire Martin"; see {command} --help'),
    ),
)
_NEAR = N_("there is no option {word}; did you mean {near}?")


def said(error: Any, words: Words) -> str | None:
    """One sentence for an error of typer's; None where it is not known here."""
    for begins, sentence in _SAID:
        if type(error).__name__ == begins or error.message.startswith(begins):
            near = " · ".join(sorted(getattr(error, "possibilities", None) or ()))
            told = {"word": inert(_word(error), 60), "near": near, "command": _command(error)}
            return words.say(_NEAR if near else sentence, **told)
    return None


def _command(error: Any) -> str:
    """The command that was typed, under the name that it is installed as."""
    context = error.ctx
    return f"ereput{context.command_path.removeprefix(context.find_root().info_name or '')}" if context else "ereput"


def _word(error: Any) -> str:
    """The word that is wrong or wanting."""
    if option := getattr(error, "option_name", None):
        return str(option)
    if param := getattr(error, "param", None):
        return str(param.metavar or param.name)
    quoted = error.message.partition("'")[2].partition("'")[0]  # No such command 'adit'. Did you mean 'audit'?
    return str(quoted or error.message.partition("(s) ")[2].strip("()"))
