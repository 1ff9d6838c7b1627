"""A letter as plain text and as Markdown."""

from ereput.guide.letters import Letter


def plain(letter: Letter) -> str:
    """Blocks parted by a blank line; what is for the sender alone stands below a rule."""
    heading, *minded, draft = letter.aside
    blocks = (
        "\n".join(letter.sender),
        "\n".join(letter.addressee),
        letter.place_and_day,
        letter.subject,
        *letter.body,
        "\n".join(letter.signature),
        "-" * 20,
        "\n".join((heading, *(f"- {each}" for each in minded))),
        draft,
    )
    return "\n\n".join(blocks) + "\n"


def markdown(letter: Letter) -> str:
    """The same; lines that stand under one another keep standing so."""
    heading, *minded, draft = letter.aside
    blocks = (
        _kept("\n".join(letter.sender)),
        _kept("\n".join(letter.addressee)),
        letter.place_and_day,
        f"**{letter.subject}**",
        *map(_kept, letter.body),
        _kept("\n".join(letter.signature)),
        "---",
        "\n".join((heading, "", *(f"- {each}" for each in minded))),
        f"*{draft}*",
    )
    return "\n\n".join(blocks) + "\n"


def _kept(block: str) -> str:
    """Two spaces break a line, save before and within a list, which a blank line begins."""
    lines: list[str] = []
    for line in block.split("\n"):
        is_item = line.startswith("- ")
        if lines and is_item and not lines[-1].startswith("- "):
            lines.append("")
        elif lines and not is_item:
            lines[-1] += "  "
        lines.append(line)
    return "\n".join(lines)
