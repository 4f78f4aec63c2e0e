"""What comes out of a printer: the ledger and one case on A4, whole, and without anything to press."""
import base64
import re
import subprocess
from collections import Counter
from html import unescape

import pytest

from browsers import find, sign_in, speak, text
from city import BASE


def printed(driver, path, **more):
    """The words of each sheet: (text, left, right, width of the sheet), in points."""
    pdf = base64.b64decode(driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True, "paperWidth": 8.27, "paperHeight": 11.69} | more)["data"])
    path.write_bytes(pdf)
    boxes = subprocess.run(["pdftotext", "-bbox", str(path), "-"], check=True, capture_output=True, text=True).stdout
    sheets = []
    for page in re.split(r"<page ", boxes)[1:]:
        width = float(re.match(r'width="([\d.]+)"', page).group(1))
        sheets.append([(unescape(word), float(left), float(right), width) for left, right, word in
                       re.findall(r'<word xMin="([-\d.]+)" yMin="[-\d.]+" xMax="([-\d.]+)" yMax="[-\d.]+">([^<]*)</word>', page)])
    return sheets


def squeezed(words):
    return re.sub(r"\s", "", words)


def whole(sheets):
    return squeezed("".join(word for sheet in sheets for word, *_ in sheet))


def inside(sheets):
    cut = [word for sheet in sheets for word, left, right, width in sheet if left < 0 or right > width]
    assert not cut, f"runs off the sheet: {cut[:8]}"


def nothing_to_press(driver):
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    left = driver.execute_script("""
        return Array.from(document.querySelectorAll('nav, .rail, .tabbar, .foot, button, input, select, textarea'))
          .filter(el => el.checkVisibility()).map(el => el.outerHTML.slice(0, 80))""")
    assert not left, left


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_the_ledger(desk, tmp_path, language):
    speak(desk, language)
    sign_in(desk, "dispatcher")
    desk.get(BASE + "/console/print")
    back, heads = text(desk, ".noprint"), [head.text for head in desk.find_elements("css selector", ".ledger th")]
    rows = [[cell.text for cell in row.find_elements("css selector", "td")] for row in desk.find_elements("css selector", ".ledger tbody tr")]
    assert len(heads) == 8 and len(rows) > 10
    sheets = printed(desk, tmp_path / "ledger.pdf")
    inside(sheets)
    # Lines of cells are read across, so letters are counted.
    lacking = Counter(squeezed("".join(cell for row in rows for cell in row))) - Counter(whole(sheets))
    assert not lacking, lacking
    assert len(sheets) > 1
    for sheet in sheets[:-1]:
        words = {word for word, *_ in sheet}
        assert {part for head in heads for part in head.split()} <= words, "every sheet has its heads"
    assert back and squeezed(back) not in whole(sheets)
    assert sheets[0][0][3] > 800, "A4 lies across"
    nothing_to_press(desk)


@pytest.mark.parametrize("who, list, row", [
    ("dispatcher", "/console", "[data-row]"), ("power", "/desk?show=all", "[data-row]"), ("supervisor", "/callbacks", "[data-row]"),
    ("13800002076", "/my", ".cases a")], ids=["console", "desk", "callback", "resident"])
def test_one_case(desk, tmp_path, who, list, row):
    speak(desk, "zh-Hans")
    sign_in(desk, who)
    desk.get(BASE + list)
    desk.get(find(desk, row).get_attribute("href"))
    title = desk.execute_script("return (document.querySelector('#detail .dt, .body .dt, h1.dt, h1.big, .state h1, main h1') || {}).textContent").strip()
    assert title
    sheets = printed(desk, tmp_path / "case.pdf")
    inside(sheets)
    assert squeezed(title) in whole(sheets)
    nothing_to_press(desk)
