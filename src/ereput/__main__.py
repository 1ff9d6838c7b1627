"""`python -m ereput`, and the command `ereput`."""

import codecs
import os
import sys
import unicodedata


def main() -> int:
    """Runs the command line. The version is answered before anything is loaded."""
    _open_streams()
    if sys.argv[1:] in (["--version"], ["-V"]):
        from ereput import __version__

        sys.stdout.write(f"ereput {__version__}\n")
        return 0
    from ereput.cli import run

    return run(sys.argv[1:])


def _open_streams() -> None:
    """A stream that is closed is an empty one, and no file that is opened later takes its number.

    What a terminal of another charset cannot show stands there as near as it can, and is no error.
    """
    codecs.register_error("nearly", _nearly)
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if (stream := getattr(sys, name)) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115
        elif mode == "w" and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="nearly")


def _nearly(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    kept = unicodedata.normalize("NFKD", error.object[error.start : error.end])
    return kept.encode("ascii", "ignore").decode() or "?", error.end


if __name__ == "__main__":
    sys.exit(main())
