"""The only code on the network: rules, cache, robots, pace, then the wire; what fails is a SourceError."""

from ereput.fetch.wire import Answer, Ask, Lost, Wire

__all__ = ["Answer", "Ask", "Lost", "Wire"]
