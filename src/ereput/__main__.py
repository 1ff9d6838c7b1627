"""`python -m ereput`, and the command `ereput`."""

import sys


def main() -> int:
    """Runs the command line. The version is answered before anything is loaded."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from ereput import __version__

        sys.stdout.write(f"ereput {__version__}\n")
        return 0
    from ereput.cli import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
