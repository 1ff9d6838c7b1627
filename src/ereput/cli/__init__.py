"""The command line: the one place where errors become exit codes.

The signatures stand in `signatures`; what a command does stands in the module of its name, and is loaded when it runs.
"""

import os
import sys
from collections.abc import Sequence
from itertools import pairwise

import typer
from typer.main import get_command

from ereput.cli.help import spoken
from ereput.cli.options import language_of_the_system
from ereput.cli.signatures import app
from ereput.words import LANGUAGES, Words

EXIT_ATTENTION, EXIT_USAGE, EXIT_SILENCE, EXIT_STORE, EXIT_INTERRUPTED = 1, 2, 3, 4, 130


def run(arguments: list[str]) -> int:
    """Carries out one command line; returns the exit code."""
    words = Words(_language(arguments))
    try:
        code = spoken(get_command(app), Words(language_of_the_system()))(arguments, standalone_mode=False)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nothing more is flushed into it
        return 0
    except (KeyboardInterrupt, typer.Abort):
        code = EXIT_INTERRUPTED
    except Exception as error:
        return _said(error, words, arguments)
    if code == EXIT_INTERRUPTED:  # typer makes an exit of an interruption
        typer.echo(words.say("Interrupted; the history is whole."), err=True)
    return code if isinstance(code, int) else 0


def _language(arguments: Sequence[str]) -> str:
    """What --lang asks for, where it is spoken: errors are said in it too, also those of the options themselves."""
    pairs = (*pairwise(arguments), *(word.split("=", 1) for word in arguments if "=" in word))
    typed = (value for option, value in pairs if option == "--lang" and value in LANGUAGES)
    return next(typed, None) or language_of_the_system()


def _said(error: Exception, words: Words, arguments: list[str]) -> int:
    from ereput.errors import EreputError, StoreError

    if isinstance(error, OSError) and error.filename is not None:  # a name too long, a disk that is full
        error = StoreError("{path} cannot be used: {reason}", path=error.filename, reason=error)
    if isinstance(error, EreputError):
        from ereput.report.inert import printable  # the name of a file may hold anything

        typer.echo(f"ereput: {printable(words.say(error.text, **error.values))}", err=True)
        return EXIT_STORE if isinstance(error, StoreError) else EXIT_USAGE
    if not callable(show := getattr(error, "show", None)):
        raise error
    if type(error).__name__ == "NoArgsIsHelpError":
        show()  # the help
        return EXIT_USAGE
    from ereput.cli import usage  # typer's own: an unknown option, a missing word

    typer.echo(f"ereput: {usage.said(error, words, arguments)}", err=True)
    return EXIT_USAGE
