"""An agency's name and colours: checked, and harmless."""

import base64
import re
from pathlib import Path

import audits
import pytest

from ereput.errors import StoreError, UsageError
from ereput.report import Brand, render
from ereput.report.brand import contrast, lightened, read
from ereput.report.logo import harmless
from ereput.words import Words

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">%s</svg>'
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40


def brand(folder: Path, text: str) -> Path:
    file = folder / "brand.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_brand_is_read_whole(tmp_path):
    (tmp_path / "logo.svg").write_bytes(SVG % b'<path d="M0 0h9v9z" fill="#7a1f4b"/>')
    found = read(
        brand(
            tmp_path,
            'name = "Agence Clairvoie"\ncolour = "#7A1F4B"\ndark_colour = "#f0a3c4"\nlogo = "logo.svg"\n'
            'footer = "contact@clairvoie.example"\n',
        )
    )

    assert (found.name, found.colour, found.dark_colour) == ("Agence Clairvoie", "#7a1f4b", "#f0a3c4")
    assert found.footer == "contact@clairvoie.example"
    assert b"M0 0h9v9z" in base64.b64decode((found.logo or "").removeprefix("data:image/svg+xml;base64,"))


def test_a_name_is_enough(tmp_path):
    assert read(brand(tmp_path, 'name = "Agence Clairvoie"')) == Brand(name="Agence Clairvoie")


@pytest.mark.parametrize(("start", "kind"), [(PNG, "image/png"), (b"\xff\xd8\xff\xe0" + b"\0" * 40, "image/jpeg")])
def test_a_picture_of_points_stands_as_it_is(tmp_path, start, kind):
    (tmp_path / "logo").write_bytes(start)

    assert read(brand(tmp_path, 'name = "A"\nlogo = "logo"')).logo == (
        f"data:{kind};base64,{base64.b64encode(start).decode()}"
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('name = "A"\ncolour = "#ffcc00"', "contrast is 1.5, 4.5 is the least"),
        ('name = "A"\ndark_colour = "#0b1f2b"', "contrast"),
        ('name = "A"\ncolour = "teal"', "a colour is written"),
        ('name = "A"\ncolour = "#fff}body{"', "a colour is written"),
        ('name = ""', "name"),
        ("colour = 3", "colour"),
        ('name = "A"\nstyle = "x.css"', "style"),
        ("name = ", "not TOML"),
        ('name = "A"\nlogo = "big"', "too large"),
        ('name = "A"\nlogo = "text"', "no PNG, JPEG or SVG"),
    ],
)
def test_what_cannot_be_is_said_in_one_sentence(tmp_path, text, sentence):
    (tmp_path / "big").write_bytes(PNG + b"\0" * 300_000)
    (tmp_path / "text").write_text("not a picture")

    with pytest.raises((StoreError, UsageError)) as told:
        read(brand(tmp_path, text))
    said = Words("en").say(told.value.text, **told.value.values)
    assert sentence in said
    assert "\n" not in said


@pytest.mark.parametrize("text", [None, 'name = "A"\nlogo = "missing.png"'])
def test_a_file_that_is_not_there_is_said(tmp_path, text):
    file = brand(tmp_path, text) if text else tmp_path / "brand.toml"

    with pytest.raises(StoreError):
        read(file)


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("colour", ["#000000", "#7a1f4b", "#0b5563", "#123456", "#5a0000"])
def test_the_colour_of_dark_screens_can_be_read_there(colour):
    assert contrast(lightened(colour), "#181e22") >= 4.5


HOSTILE = (
    b"<script>alert(1)</script>",
    b'<g onload="alert(1)"/>',
    b'<image href="https://evil.example/x.png"/>',
    b'<use href="https://evil.example/x.svg#a"/>',
    b'<a href="javascript:alert(1)"><path d="M0 0"/></a>',
    b"<style>@import url(https://evil.example/x.css)</style>",
    b'<path style="fill:url(https://evil.example/x)"/>',
    b'<path fill="u\\72l(https://evil.example/x)"/>',
    b'<foreignObject><b xmlns="http://www.w3.org/1999/xhtml">x</b></foreignObject>',
    b'<animate attributeName="href" to="javascript:alert(1)"/>',
    b'<set attributeName="onload" to="alert(1)"/>',
    b'<?xml-stylesheet href="https://evil.example/x.css"?>',
    b"<g>" * 200 + b"</g>" * 200,
)


@pytest.mark.parametrize("payload", HOSTILE)
def test_nothing_of_an_svg_acts_or_asks(payload):
    cleaned = harmless(SVG % (payload + b'<path d="M0 0h9"/>'), Path("logo.svg"))

    assert not re.search(rb"(?i)script|evil|onload|import|foreign|animate|<set|<image", cleaned)
    assert b"M0 0h9" in cleaned
    assert cleaned.count(b"<g") < 60


def test_references_within_a_picture_stay():
    body = b'<defs><linearGradient id="g"/></defs><path d="M0 0" fill="url(#g)"/><use href="#g"/>'

    assert harmless(SVG % body, Path("logo.svg")).count(b"#g") == 2


@pytest.mark.parametrize(
    "picture",
    [
        b'<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><svg xmlns="http://www.w3.org/2000/svg">&b;</svg>',
        b"<svg>no namespace</svg>",
        b"<html></html>",
        b"<svg",
        b"",
        '<svg xmlns="http://www.w3.org/2000/svg"/>'.encode("utf-16"),
    ],
)
def test_what_is_no_plain_svg_is_refused(picture):
    with pytest.raises(UsageError):
        harmless(picture, Path("logo.svg"))


def test_a_brand_stands_on_the_page_and_changes_nothing_of_what_it_says():
    brand = Brand(name="A & <b>B</b>", colour="#7a1f4b", logo="data:image/png;base64,AA", footer="</style><script>")
    text = render("html", audits.rich(), Words("fr"), abouts=audits.abouts(), brand=brand)
    plain = render("html", audits.rich(), Words("fr"), abouts=audits.abouts())

    assert 'alt="A &amp; &lt;b&gt;B&lt;/b&gt;"' in text
    assert "--accent: #7a1f4b" in text
    assert "<script" not in text
    assert text.count("</style>") == 1

    def said(page: str) -> str:
        return page[page.index('<section class="cover">') : page.index("</main>")].replace("#7a1f4b", "#0b5563")

    assert said(text) == said(plain)
