"""ereput: a reputation audit for doctors, from the command line."""

__version__ = "0.1.0"
