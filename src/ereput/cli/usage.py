"""What was typed wrongly, in one sentence of the reader's language: typer says it in English only."""

import difflib
import re
from collections.abc import Sequence
from typing import Any

from ereput.cli.help import placed
from ereput.report.inert import inert
from ereput.words import N_, Words

# The class of typer's error, and how its sentence begins or ends -> what is said instead.
_SAID = (
    ("NoSuchOption", "", N_("there is no option {word}; see {command} --help")),
    ("BadOptionUsage", "does not take a value.", N_("{word} takes nothing after it; see {command} --help")),
    ("BadOptionUsage", "", N_("{word} wants something after it: {word} {metavar}")),
    ("MissingParameter", "", N_("{word} is missing; see {command} --help")),
    ("UsageError", "No such command", N_("there is no command {word}; see {command} --help")),
    (
        "UsageError",
        "Got unexpected extra",
        N_('too many words: {word}; quotes keep a name together: "Dr Claire Martin"; see {command} --help'),
    ),
    ("BadParameter", "is not a valid int", N_("{word} takes a whole number, not {typed}")),
    ("BadParameter", "is not a valid float", N_("{word} takes a number, not {typed}")),
    ("BadParameter", "is not in the range", N_("{word} takes a number from {least} to {most}, not {typed}")),
    ("", "", N_("this is not understood: {word}; see {command} --help")),
)
_NEAR = {
    "NoSuchOption": N_("there is no option {word}; did you mean {near}?"),
    "UsageError": N_("there is no command {word}; did you mean {command} {near}?"),
}


def said(error: Any, words: Words, arguments: Sequence[str]) -> str:
    """One sentence for an error of typer's."""
    kind, message = type(error).__name__, error.message
    near = _near(error, kind, word := _word(error, arguments))
    sentence = _NEAR[kind] if near else next(say for of, part, say in _SAID if of in ("", kind) and part in message)
    param = getattr(error, "param", None) or _option(error, word)
    return words.say(
        sentence,
        word=inert(placed(word, words), 60),
        near=near,
        command=_command(error),
        metavar=placed(getattr(param, "metavar", None) or "…", words),
        least=getattr(getattr(param, "type", None), "min", None),
        most=getattr(getattr(param, "type", None), "max", None),
        typed=inert(message.partition(" is not ")[0].strip("'\""), 40),
    )


def _near(error: Any, kind: str, word: str) -> str | None:
    """What was probably meant by an option or a command that there is not."""
    if kind == "NoSuchOption":
        known = [name for param in error.ctx.command.params for name in param.opts]
        word = f"--{word.strip('-')}"
    elif error.message.startswith("No such command"):
        known = [name for name, command in error.ctx.command.commands.items() if not command.hidden]
        if " " in word and "audit" in known:
            return f'audit "{inert(word, 60)}"'
    else:
        return None
    return next(iter(difflib.get_close_matches(word.lower(), known, n=1)), None)


def _command(error: Any) -> str:
    """The command that was typed, under the name that it is installed as."""
    context = error.ctx
    return f"ereput{context.command_path.removeprefix(context.find_root().info_name or '')}" if context else "ereput"


def _option(error: Any, word: str) -> Any:
    params = error.ctx.command.params if error.ctx else ()
    return next((param for param in params if word in param.opts), None)


def _word(error: Any, arguments: Sequence[str]) -> str:
    """The word that is wrong or wanting."""
    if option := getattr(error, "option_name", None):
        # of -city typer knows -c alone
        typed = (word.partition("=")[0] for word in arguments if word.startswith(option) and not word.startswith("--"))
        return str(option if option.startswith("--") else next(typed, option))
    if param := getattr(error, "param", None):
        return str(param.metavar or param.name) if param.param_type_name == "argument" else str(param.opts[0])
    quoted = re.search("'(.*?)'", error.message)  # No such command 'adit'. Did you mean 'audit'?
    if quoted:
        return quoted[1] or "''"
    return str(error.message.partition("(s) ")[2].strip("()") or error.message)
