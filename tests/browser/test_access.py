"""Every page of every role, in every look: axe-core, targets, focus, reflow (guide §14)."""
import gzip
import re
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import axe_playwright_python
import pytest

from browsers import DESK, PHONE, browser, resize
from city import BASE, NEIGHBOUR, RESIDENT, STAFF, Client, citizen, page_routes, session_of, walk

# Of that package only the copy of axe-core inside is used.
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
CHECKS = Path(__file__).with_name("checks.js").read_text()
RUN = """
const done = arguments[arguments.length - 1];
axe.run(document, { runOnly: arguments[0], rules: arguments[1], resultTypes: ['violations'] }).then(found => done(
  found.violations.flatMap(rule => rule.nodes.slice(0, 4).map(node => rule.id + ': ' + node.target.join(' ') + ' · ' + node.failureSummary.split('\\n').slice(1, 3).join(' ')))));
"""
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Targets are measured by checks.js, which asks for more than axe-core's target-size.
ALL = ({"type": "tag", "values": TAGS}, {"target-size": {"enabled": False}})
COLOURS = ({"type": "rule", "values": ["color-contrast"]}, {})
LANGUAGES = ("zh-Hans", "en")


def routes_of(who, seen, more=()):
    """The pages of one role that an earlier role has not shown already."""
    client = Client()
    seeds = []
    if who is None:
        client.report("楼道灯不亮，没留名字。", kind="street_light", address="柳巷 3 号楼", phone=NEIGHBOUR)
        seeds = [client.whole, *re.findall(r'href="(/track/[^"]+)"', client.html)]
        seeds = [path.replace("&amp;", "&") for path in seeds] + ["/problems/stale-version", "/no-such-page", *asked_outside()]
    else:
        client = session_of(who)
        seeds = {"admin": imports, "dispatcher": lambda it: [*taken(it), *to_split(it)], "community": at_window}.get(who, lambda _: [])(client)
    if who is None or who == RESIDENT:
        client.report("走到最后一步。", until="check")
    found = walk(client, [*seeds, *more])
    if who in (RESIDENT, None):
        return client, found
    return client, {route: paths for route, paths in found.items() if route not in seen}


def check_name(client, name, serial):
    """The register says yes to everybody whose number is one; it is asked beside the page."""
    client.open("/real-name")
    agreed = re.search(r'name="consent" value="([^"]+)"', client.html).group(1)
    client.fill("/real-name", name=name, number=citizen(serial), consent=agreed)
    for _ in range(60):
        if 'id="realname"' not in client.open("/permissions/new?for=other").html:
            return
        time.sleep(0.5)
    raise AssertionError("the register did not answer: " + client.open("/real-name").html)


def mandates():
    """The resident asks the neighbour, and is asked by the neighbour; returns what each has to look at."""
    resident, neighbour = session_of(RESIDENT), session_of(NEIGHBOUR)
    scopes = ["view_report", "receive_reminder"]
    check_name(resident, "王德顺", "001")
    check_name(neighbour, "李秀英", "002")
    for client, other in ((resident, NEIGHBOUR), (neighbour, RESIDENT)):
        client.open("/permissions/new?for=other").fill("/permissions/new", phone=other, relation="child", scopes=scopes)
        assert re.fullmatch(r"/permissions/[0-9a-f-]{36}", client.path), client.path
    asked, mine = resident.path, neighbour.path
    # The resident says yes to one: it has switches from then on.
    resident.open(mine).fill(mine + "/confirm")
    assert resident.path == mine, resident.html
    return [asked, mine], [asked]


def rights():
    """What is held was asked for, which is answered at once, and a mistake in it is told, which a desk decides."""
    client, found = session_of(RESIDENT), []
    for kind, words in (("copy", ""), ("correction", "名字里有一个字错了。")):
        client.open("/rights/new/" + kind).fill("/rights/new/" + kind, words=words)
        assert re.fullmatch(r"/rights/[0-9a-f-]{36}", client.path), client.path
        found.append(client.path)
    return [found[0] + "/copy", *found]


def imports(client):
    """One file that could be put in force, and one that could not."""
    found = []
    for phone in ("019-61000050", "1"):
        client.open("/directory/units/import").fill("/directory/units/import", file=(
            "file", "units.csv", f"单位代码,名称,单位性质,值班电话\r\ngardens,园林所,企业,{phone}\r\n"))
        assert "/imports/" in client.path, client.path
        found.append(client.path)
    for number in (5, 0):
        client.open("/limits").fill("/limits", name=f"look-{number}", **{"from": time.strftime("%Y-%m-%d", time.gmtime(time.time() + 31 * 86400))}, file=(
            "file", "limits.csv", f"类型,数,单位\r\nother,{number},日\r\n"))
        assert re.fullmatch(r"/limits/[0-9a-f-]{36}", client.path), client.path
        found.append(client.path)
    return found


def at_window(client):
    """The number that the resident's page shows is said at the community's window, which may open it then."""
    resident = session_of(RESIDENT)
    for path in re.findall(r'href="(/permissions/[0-9a-f-]{36})"', resident.open("/permissions").html):
        code = re.search(r'<b class="mono">(\d{4} \d{4})</b>', resident.open(path).html)
        if code:
            client.open("/window").fill("/window", q=code.group(1))
            return re.findall(r'href="(/window/mandates/[^"]+)"', client.html)
    raise AssertionError("no permission shows a number for the window")


def asked_outside():
    """Somebody without an account has a link to one question; a case is split, and another waits to be."""
    dispatcher, resident = session_of("dispatcher"), session_of(RESIDENT)
    links = []
    for words in ("要拆的一件。", "要问外面的一件。"):
        resident.report(words, address="柳巷 43 号楼", until="check").fill("/report/check", act="submit", public="yes")
        case = re.search(r"/cases/([0-9a-f-]{36})", resident.html).group(1)
        console = f"/console/cases/{case}"
        dispatcher.open(console).fill(console + "/accept")
        if words.startswith("要拆"):
            dispatcher.open(console + "/split").fill(console + "/split", title1="路灯不亮", unit1="power", title2="井盖松动", unit2="water")
        outside = f"/cases/{case}/outside"
        dispatcher.open(outside).fill(outside, party="某某物业", question="这根灯杆是你们的吗？", shown=["words", "place"])
        links += re.findall(r'data-copy="[^"]*(/outside/[^"]+)"', dispatcher.open(outside).html)
    return links[-1:]


def to_split(client):
    """What is accepted and given to nobody yet can be split, and asked about."""
    case = re.search(r'href="/console(/cases/[0-9a-f-]{36})', client.open("/console?status=accepted").html).group(1)
    return [f"/console{case}/split", case + "/outside"]


def taken(client):
    """A call is written down: its receipt is read out."""
    client.open("/intake").fill(
        "/intake", source="hotline", phone=NEIGHBOUR, kind="public_facilities.street_light",
        text="来电说楼前的路灯三天没亮了。", address="柳巷 41 号楼", grid="990101001002011")
    assert client.path.endswith("/taken"), client.html
    case = re.search(r"id=([0-9a-f-]{36})", client.whole).group(1)
    return [client.whole, "/console/photos/" + case]


@pytest.fixture(scope="module")
def city():
    """Who can open what: [(who, cookies, paths)]."""
    seen, people = set(), []
    mine, neighbours = mandates()
    asked = mine + rights()
    people.append((NEIGHBOUR, session_of(NEIGHBOUR).cookies(), neighbours))
    for who in (None, RESIDENT, *STAFF):
        client, found = routes_of(who, seen, asked if who == RESIDENT else ())
        seen |= set(found)
        people.append((who, client.cookies(), [path for paths in found.values() for path in paths]))
    return seen, people


# Streams and files are no pages.
NO_PAGES = {
    "/live", "/live/news", "/directory/{register}/export", "/limits/export", "/rights/{id}/file", "/bulletins/{week}/figures.csv",
    "/bulletins/{week}/figures.xlsx", "/bulletins/{week}/sheet.pdf", "/outside/{token}/photos/{file}",
}


def test_every_page_is_walked(city):
    seen, _ = city
    missing = set(page_routes()) - seen - NO_PAGES
    assert not missing, f"no role comes to {sorted(missing)}: give tests/browser/test_access.py a way there"


def looks():
    """Language and what else is chosen: 大字版 for residents, roomy rows for desks."""
    for language in LANGUAGES:
        for mode, density in (("standard", "dense"), ("elder", "roomy")):
            yield f"{language}.{mode}.light.{density}"


# Each mode and each language has all of axe-core on every page; the other two pairs are measured, since
# what axe-core reads besides is the same markup once more.
WHOLE = {"zh-Hans.standard.light.dense", "en.elder.light.roomy"}


def examine(driver, path, look):
    """Everything that is wrong with one page in one language and mode, in both themes and sizes."""
    wrong = []
    driver.add_cookie({"name": "linli_preferences", "value": look})
    driver.get(BASE + path)
    # A wall is staff's screen, as the console is.
    console = driver.execute_script("return document.body.matches('.console, .wallpage')")
    for size in (PHONE, DESK):
        resize(driver, size)
        # Colours do not change with the size: dark is looked at where the page is at home.
        for theme in ("light", "dark") if size == (DESK if console else PHONE) else ("light",):
            if look not in WHOLE and theme == "dark":
                continue
            driver.execute_script("document.documentElement.dataset.theme = arguments[0]", theme)
            what = ALL if theme == "light" else COLOURS
            found = driver.execute_async_script(RUN, *what) if look in WHOLE else []
            if theme == "light":
                least = 60 if "elder" in look and not console else 24 if console and size == DESK else 44 if console or size == DESK else 48
                found += driver.execute_script("return linliChecks.targets(arguments[0])", least)
                found += driver.execute_script("return [...linliChecks.sideways(), ...linliChecks.strangers()]")
                found += driver.execute_script("return linliChecks.covered()")
            wrong += [(sentence, f"{path} [{look} {size[0]} {theme}]") for sentence in found]
    # 320 px with letters twice as large.
    resize(driver, (320, 640))
    driver.execute_script("document.documentElement.style.fontSize = '200%'")
    found = driver.execute_script("return linliChecks.sideways()")
    return wrong + [(sentence, f"{path} [{look} 320 px, 200 %]") for sentence in found]


def walk_through(part):
    driver = browser(PHONE)
    wrong = []
    try:
        driver.set_script_timeout(60)
        # Colours are looked at when they have arrived, not on their way.
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-reduced-motion", "value": "reduce"}]})
        for source in (AXE, CHECKS):
            driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": source})
        for cookies, paths in part:
            driver.get(BASE + "/health/live")
            driver.delete_all_cookies()
            for cookie in cookies:
                driver.add_cookie(cookie)
            for path in paths:
                for look in looks():
                    wrong += examine(driver, path, look)
    finally:
        driver.quit()
    return wrong


def test_every_page_in_every_look(city):
    _, people = city
    # Two browsers, each with every second page of everybody.
    parts = [[(cookies, paths[offset::2]) for _, cookies, paths in people] for offset in (0, 1)]
    with ThreadPoolExecutor(2) as pool:
        found = [thing for part in pool.map(walk_through, parts) for thing in part]
    wrong = {}
    for sentence, where in found:
        wrong.setdefault(re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "ID", sentence), []).append(where)
    told = [f"{sentence}\n      {len(where)} times, {', '.join(where[:3])}" for sentence, where in sorted(wrong.items())]
    assert not wrong, f"{len(wrong)} things:\n" + "\n".join(told)


def test_the_first_page_is_light():
    """HTML and styles of a resident's first page, compressed: at most 60 KB."""
    def size(path):
        request = urllib.request.Request(BASE + path, headers={"Accept-Encoding": "gzip"})
        with urllib.request.urlopen(request) as answer:
            body = answer.read()
            assert answer.headers["Content-Encoding"] == "gzip", path
        return len(body), gzip.decompress(body).decode()
    total, html = size("/")
    styles = re.findall(r'<link rel="stylesheet" href="([^"]+)"', html)
    assert styles
    for path in styles:
        total += size(path)[0]
    assert total <= 60 * 1024, f"{total} bytes"
