"""The command line: the one place where errors become exit codes.

The signatures stand in `signatures`; what a command does stands in the module of its name, in the
room of its theme, and is loaded when it runs.
"""

import os
import sys
from collections.abc import Sequence
from itertools import pairwise

import typer
from typer.main import get_command

from ereput.cli.help import spoken
from ereput.cli.options import language_of_the_system
from ereput.cli.prose import remark
from ereput.cli.signatures import app
from ereput.words import LANGUAGES, Words

EXIT_ATTENTION, EXIT_USAGE, EXIT_SILENCE, EXIT_STORE, EXIT_INTERRUPTED = 1, 2, 3, 4, 130
EXIT_DEFECT = 70  # EX_SOFTWARE of sysexits.h: 1 means that all went well


def run(arguments: list[str]) -> int:
    """Carries out one command line; returns the exit code."""
    words = Words(_language(arguments))
    try:
        code = spoken(get_command(app), Words(language_of_the_system()))(arguments, standalone_mode=False)
    except BrokenPipeError:
        _print_no_more()
        return 0
    except (KeyboardInterrupt, typer.Abort):
        code = EXIT_INTERRUPTED
    except Exception as error:
        return _said(error, words, arguments)
    if code == EXIT_INTERRUPTED:  # typer makes an exit of an interruption
        remark("\n" * sys.stderr.isatty() + words.say("Interrupted; the history is whole."))  # after ^C
    return code if isinstance(code, int) else 0


def _print_no_more() -> None:
    """What still waits to be printed goes nowhere: nobody reads it, or the disk is full."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _language(arguments: Sequence[str]) -> str:
    """What --lang asks for, where it is spoken: errors are said in it too, also those of the options themselves."""
    pairs = (*pairwise(arguments), *(word.split("=", 1) for word in arguments if "=" in word))
    typed = (value for option, value in pairs if option == "--lang" and value in LANGUAGES)
    return next(typed, None) or language_of_the_system()


def _said(error: Exception, words: Words, arguments: list[str]) -> int:
    import traceback

    from ereput.errors import EreputError, StoreError

    if isinstance(error, OSError):  # a name too long, a disk that is full
        if error.filename is None:
            _print_no_more()
            error = StoreError("what is printed cannot be written: {reason}", reason=error)
        else:
            error = StoreError("{path} cannot be used: {reason}", path=error.filename, reason=error)
    if isinstance(error, EreputError):
        from ereput.report.inert import printable  # the name of a file may hold anything

        sentence = printable(words.say(error.text, **error.values))
        remark(f"ereput: {sentence}")
        return EXIT_STORE if isinstance(error, StoreError) else EXIT_USAGE
    if not callable(show := getattr(error, "show", None)):
        traceback.print_exception(error)
        remark(words.say("ereput: this is a defect of ereput; please report what stands above."))
        return EXIT_DEFECT
    if type(error).__name__ == "NoArgsIsHelpError":
        show()  # the help
        return EXIT_USAGE
    from ereput.cli import usage  # typer's own: an unknown option, a missing word

    remark(f"ereput: {usage.said(error, words, arguments)}")
    return EXIT_USAGE
