"""The page in a real browser, opened from a file as from a mail: silent, alone, whole at every width, for all."""

import base64
import io
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import audits
import hostile
import pytest
from pypdf import PdfReader
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from ereput.report import Brand, render
from ereput.words import Words
from places import ROOT

AXE = sorted((ROOT / "build" / "axe").glob("*/axe.min.js"))
CHROMIUM, DRIVER = shutil.which("chromium") or shutil.which("google-chrome"), shutil.which("chromedriver")
WIDTHS = [360, 768, 1440]
PAGES = ["rich", "empty", "silent", "one_review", "hostile"]

pytestmark = [
    pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="needs chromium and chromedriver (.ci/run installs them)"),
    pytest.mark.enable_socket,  # the driver speaks on 127.0.0.1
    pytest.mark.xdist_group("browser"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[webdriver.Chrome]:
    options = Options()
    options.binary_location = CHROMIUM or ""
    for flag in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars"):
        options.add_argument(flag)
    options.add_argument("--host-resolver-rules=MAP * ~NOTFOUND")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(DRIVER))
    yield driver
    driver.quit()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    worst = "".join((*hostile.PAYLOADS.values(), '"><script>alert(1)</script>'))[:3000] + "x" * 5000
    made = {name: getattr(audits, name)() for name in PAGES if name != "hostile"} | {"hostile": hostile.audit(worst)}
    made["many"] = audits.many(1000)
    for name, audit in made.items():
        (folder / f"{name}.html").write_text(
            render("html", audit, Words("fr"), abouts=audits.abouts()), encoding="utf-8"
        )
    return {name: folder / f"{name}.html" for name in made}


def shown(browser: webdriver.Chrome, file: Path, width: int = 768, scheme: str = "light") -> None:
    browser.execute_cdp_cmd(
        "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    )
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    )
    browser.get(file.as_uri())


@pytest.mark.parametrize("name", [*PAGES, "many"])
def test_the_page_is_silent_and_asks_for_nothing(browser, files, name):
    for log in ("browser", "performance"):
        browser.get_log(log)
    shown(browser, files[name])
    sent = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    asked = {m["params"]["request"]["url"] for m in sent if m["method"] == "Network.requestWillBeSent"}

    assert browser.get_log("browser") == []
    assert asked <= {files[name].as_uri()}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", [*PAGES, "many"])
def test_nothing_stands_beside_the_page(browser, files, name, width):
    shown(browser, files[name], width)
    browser.execute_script("document.querySelectorAll('details').forEach(d => d.open = true)")
    beyond = browser.execute_script(
        "return [...document.querySelectorAll('body *:not(.skip)')].filter(e => {const r = e.getBoundingClientRect();"
        " return r.width > 1 && r.right > innerWidth + 1 && !e.closest('thead')}).map(e => e.outerHTML.slice(0, 200))"
    )

    assert browser.execute_script("return document.documentElement.scrollWidth") <= width
    assert beyond == []


def test_a_dark_screen_gets_light_letters(browser, files):
    colours = {}
    for scheme in ("light", "dark"):
        shown(browser, files["rich"], scheme=scheme)
        style = "getComputedStyle(document.body)"
        colours[scheme] = browser.execute_script(f"return [{style}.color, {style}.backgroundColor]")

    def brightness(colour: str) -> int:
        return sum(int(part) for part in colour.strip("rgba()").split(",")[:3])

    assert brightness(colours["light"][0]) < 300 < brightness(colours["light"][1])
    assert brightness(colours["dark"][1]) < 300 < brightness(colours["dark"][0])


def test_the_keyboard_walks_down_the_page_from_the_link_that_skips(browser, files):
    shown(browser, files["rich"])
    walked = []
    for _ in range(14):
        browser.switch_to.active_element.send_keys(Keys.TAB)
        at = browser.execute_script(
            "const e = document.activeElement; return [e.getAttribute('href') || e.tagName, "
            "e.getBoundingClientRect().top + scrollY, getComputedStyle(e).outlineStyle]"
        )
        walked.append(at)

    assert walked[0][0] == "#report"
    tops = [top for _, top, _ in walked[1:]]
    assert tops == sorted(tops)
    assert {outline for _, _, outline in walked[1:]} <= {"solid", "auto"}


def test_the_table_behind_a_chart_opens_without_a_script(browser, files):
    shown(browser, files["rich"])
    summary = browser.find_element(By.CSS_SELECTOR, "#reviews summary")
    table = browser.find_element(By.CSS_SELECTOR, "#reviews details table")

    assert not table.is_displayed()
    summary.send_keys(Keys.ENTER)
    assert table.is_displayed()


@pytest.mark.parametrize(("name", "most"), [("rich", 12), ("empty", 4), ("one_review", 6), ("many", 12)])
def test_paper_has_numbered_pages_of_a4(browser, files, name, most):
    shown(browser, files[name])
    made = browser.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True, "printBackground": True})
    pages = PdfReader(io.BytesIO(base64.b64decode(made["data"]))).pages

    assert 1 <= len(pages) <= most
    assert [round(float(side)) for side in pages[0].mediabox[2:]] == [595, 842]
    for number, page in enumerate(pages, 1):
        assert f"page {number} sur {len(pages)}" in " ".join(page.extract_text().split())
    assert "Les chiffres en tableau" not in "".join(page.extract_text() for page in pages)


@pytest.mark.skipif(not AXE, reason="axe-core is not in build/axe: scripts/axe fetches it")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["rich", "silent", "one_review"])
def test_nobody_stumbles(browser, files, name, scheme):
    """Nothing serious or critical of WCAG 2.2 A and AA, nor of good practice, on a page and on a phone."""
    shown(browser, files[name], 360 if name == "one_review" else 768, scheme)
    assert axe(browser) == []


@pytest.mark.skipif(not AXE, reason="axe-core is not in build/axe: scripts/axe fetches it")
def test_nobody_stumbles_under_an_agencys_colours(browser, tmp_path):
    brand = Brand(name="Agence Clairvoie", colour="#7a1f4b", dark_colour="#e79ec0", footer="Confidentiel")
    file = tmp_path / "brand.html"
    file.write_text(render("html", audits.rich(), Words("en"), abouts=audits.abouts(), brand=brand), encoding="utf-8")
    shown(browser, file, scheme="dark")

    assert axe(browser) == []


@pytest.mark.skipif(not AXE, reason="axe-core is not in build/axe: scripts/axe fetches it")
def test_a_page_on_which_people_stumble_is_told_of(browser, tmp_path):
    file = tmp_path / "bad.html"
    file.write_text("<html><img src='data:,'><p style='color:#ccc'>hard to read</p></html>", encoding="utf-8")
    shown(browser, file)

    assert {said.split()[1] for said in axe(browser)} >= {"image-alt:", "color-contrast:", "html-has-lang:"}


def axe(browser: webdriver.Chrome) -> list[str]:
    browser.execute_script(AXE[-1].read_text(encoding="utf-8"))
    found = browser.execute_async_script(
        "const done = arguments[arguments.length - 1];"
        "document.querySelectorAll('details').forEach(d => d.open = true);"
        "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
        ".then(r => done(r.violations), e => done([{id: String(e), impact: 'critical', nodes: []}]))"
    )
    return [
        f"{one['impact']} {one['id']}: {node['html'][:160]}"
        for one in found
        if one["impact"] in ("moderate", "serious", "critical")
        for node in one["nodes"] or [{"html": ""}]
    ]
