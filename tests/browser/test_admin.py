"""What administrators do, in a browser with scripts and in one without."""
import http.server
import json
import math
import os
import re
import subprocess
import threading

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.support.ui import Select

from browsers import DESK, find, press, sign_in, speak, text, wait
from city import BASE, ROOT, Client


def person_of(login):
    """The address of an account's page."""
    page = Client().sign_in("security").open("/admin/staff?q=" + login).html
    return re.search(r'href="(/admin/staff/[0-9a-f-]{36})"', page).group(1)


def choose(driver, name, label):
    Select(find(driver, "#" + name)).select_by_visible_text(label)


GRANT = "form[action$='/grants'] .btn"


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_roles_are_given_from_lists(open_browser, script, language):
    desk = open_browser(DESK, script=script)
    sign_in(desk, "security")
    speak(desk, language)
    desk.get(BASE + person_of("power"))
    zh = language == "zh-Hans"
    # Nothing chosen is refused where it stands, and what was chosen stays.
    choose(desk, "role", "网格员" if zh else "Grid worker")
    press(desk, GRANT)
    assert find(desk, "#scope").get_attribute("aria-invalid") == "true"
    assert Select(find(desk, "#role")).first_selected_option.text == ("网格员" if zh else "Grid worker")

    if script:
        assert not find(desk, "#area").is_displayed()
    choose(desk, "scope", "一片区域（区、街道、社区、网格）" if zh else "An area (district, street, community, grid)")
    if script:
        assert find(desk, "#area").is_displayed() and not find(desk, "#unit").is_displayed()
        before = len(Select(find(desk, "#area")).options)
        find(desk, "[data-narrows=area]").send_keys("11")
        wait(desk, lambda: 1 < len(Select(find(desk, "#area")).options) < before)
    else:
        assert find(desk, "#area").is_displayed() and find(desk, "#unit").is_displayed()
        assert not find(desk, "[data-narrows=area]").is_displayed()
    grid = next(option.text for option in Select(find(desk, "#area")).options if "11" in option.text)
    choose(desk, "area", grid)
    desk.execute_script("document.querySelector('#until').value = '2000-01-01'") if script else \
        find(desk, "#until").send_keys("01012000")
    press(desk, GRANT)
    assert find(desk, "#until").get_attribute("aria-invalid") == "true"
    assert Select(find(desk, "#area")).first_selected_option.text == grid
    desk.execute_script("document.querySelector('#until').value = ''")
    press(desk, GRANT)
    assert "done=given" in desk.current_url
    assert grid in text(desk, ".grants")
    press(desk, ".grant:not(.over) form[action$='/end'] .btn")
    assert "done=taken" in desk.current_url


@pytest.fixture
def tiles():
    """Somebody who makes tiles, and which ones were asked for."""
    asked = []

    class Tiles(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(200)
            self.send_header("Content-Type", "image/svg+xml")
            self.end_headers()
            self.wfile.write(b'<svg xmlns="http://www.w3.org/2000/svg"/>')

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Tiles)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}", asked
    server.shutdown()
    server.server_close()


@pytest.fixture
def tiled_city(tmp_path, tiles):
    """A city of its own whose maps are drawn in GCJ-02."""
    binary, data = str(ROOT / ".build/debug/linli"), str(tmp_path / "data")
    subprocess.run([binary, "migrate", "--data", data], check=True, capture_output=True)
    subprocess.run([binary, "seed", "--data", data], check=True, capture_output=True)
    with open(tmp_path / "log", "wb") as log:
        server = subprocess.Popen(
            [binary, "serve", "--data", data, "--port", "0", "--demo"], stdout=subprocess.PIPE, stderr=log, text=True,
            env=os.environ | {"LINLI_TILE_URL": tiles[0] + "/{z}/{x}/{y}.png", "LINLI_TILE_DATUM": "gcj02",
                              "LINLI_TILE_ATTRIBUTION": "测绘院", "LINLI_RATE_LIMIT_FACTOR": "0"})
        base = None
        for line in server.stdout:
            found = re.search(r"http://[0-9.:]+", line)
            if found:
                base = found.group(0)
                break
        assert base, (tmp_path / "log").read_text()
        yield base
        server.terminate()
        server.wait()
        server.stdout.close()


def gcj02(lng, lat):
    """The public shift of GCJ-02, written here anew so that it can be compared."""
    a, e = 6378245.0, 0.00669342162296594323
    x, y, pi = lng - 105, lat - 35, math.pi
    wave = (20 * math.sin(6 * x * pi) + 20 * math.sin(2 * x * pi)) * 2 / 3
    north = (-100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * math.sqrt(abs(x)) + wave
             + (20 * math.sin(y * pi) + 40 * math.sin(y / 3 * pi)) * 2 / 3
             + (160 * math.sin(y / 12 * pi) + 320 * math.sin(y * pi / 30)) * 2 / 3)
    east = (300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * math.sqrt(abs(x)) + wave
            + (20 * math.sin(x * pi) + 40 * math.sin(x / 3 * pi)) * 2 / 3
            + (150 * math.sin(x / 12 * pi) + 300 * math.sin(x / 30 * pi)) * 2 / 3)
    r = math.radians(lat)
    m = 1 - e * math.sin(r) ** 2
    return (lng + math.degrees(east / (a / math.sqrt(m) * math.cos(r))),
            lat + math.degrees(north / (a * (1 - e) / (m * math.sqrt(m)))))


def test_borders_are_drawn_on_the_sites_own_tiles(desk, tiled_city, tiles):
    sign_in(desk, "admin", base=tiled_city)
    desk.get(tiled_city + "/directory/grids")
    desk.get(find(desk, "a.reg").get_attribute("href"))
    wait(desk, lambda: tiles[1])
    assert re.fullmatch(r"/\d+/\d+/\d+\.png", tiles[1][0])
    assert "测绘院" in text(desk, "[data-map]")
    ring = json.loads(find(desk, "#border").get_attribute("value"))["coordinates"][0]
    # The corner is shown where the tiles have it, and kept as it was.
    shown = desk.execute_script(
        "const at = document.querySelector('[data-map]').linli.shown(arguments[1], arguments[0]); return [at[1], at[0]]",
        *ring[0])
    assert shown == pytest.approx(gcj02(*ring[0]), abs=1e-7)
    assert abs(shown[0] - ring[0][0]) > 0.001
    # A new corner, where somebody presses on the shifted ground, is stored as WGS-84.
    box = find(desk, "[data-map]")
    desk.execute_script("arguments[0].scrollIntoView({block:'center'})", box)
    ActionChains(desk).move_to_element_with_offset(box, 30, 40).click().perform()
    wait(desk, lambda: find(desk, "#border").get_attribute("value").count("[") > len(ring) + 2)
    after = json.loads(find(desk, "#border").get_attribute("value"))["coordinates"][0]
    new = [point for point in after if point not in ring]
    assert len(new) == 1
    pressed = desk.execute_script(
        "const b = document.querySelector('[data-map]'), m = b.linli.map, r = b.getBoundingClientRect();"
        "const at = m.containerPointToLatLng([r.width / 2 + 30 - b.clientLeft, r.height / 2 + 40 - b.clientTop]); return [at.lng, at.lat]")
    assert gcj02(*new[0]) == pytest.approx(pressed, abs=2e-5)
    assert abs(pressed[0] - new[0][0]) > 0.001


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
def test_the_order_of_channels_is_checked_before_it_holds(open_browser, script):
    desk = open_browser(DESK, script=script)
    sign_in(desk, "admin")
    desk.get(BASE + "/messages/chains")
    press(desk, "a[href$='/messages/chains/limits-normal']")
    # Two steps by the same way, the first without a wait: both rows are named and kept.
    for row in (1, 2):
        Select(find(desk, f"#channel{row}")).select_by_value("sms")
    # The shipped order may have a third step.
    Select(find(desk, "#channel3")).select_by_value("")
    for row in (1, 2, 3):
        find(desk, f"#minutes{row}").clear()
    press(desk, "button[value=activate]")
    assert find(desk, "#minutes1").get_attribute("aria-invalid") == "true"
    assert find(desk, "#channel2").get_attribute("aria-invalid") == "true"
    assert "第 1 步" in text(desk, ".errsum") and "第 2 步" in text(desk, ".errsum")
    find(desk, "#minutes1").send_keys("15")
    Select(find(desk, "#whom2")).select_by_value("street")
    Select(find(desk, "#unit")).select_by_value("power")
    press(desk, "button[value=check]")
    assert "周建国" in text(desk, ".acts") and "许知行" in text(desk, ".acts")
    assert find(desk, "#minutes1").get_attribute("value") == "15"
    press(desk, "button[value=activate]")
    assert "done=1" in desk.current_url
    desk.get(BASE + "/messages/chains/limits-normal")
    assert "15" in text(desk, ".acts") and "方立" in text(desk, ".acts")


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
def test_duties_are_kept_and_told(open_browser, script):
    desk = open_browser(DESK, script=script)
    code = "round_" + ("a" if script else "b")
    sign_in(desk, "admin")
    desk.get(BASE + "/directory/shifts/new")
    for field, value in (("shift", code), ("station", "power_room"), ("holder", "夜里的老何" + code[-1])):
        find(desk, "#" + field).send_keys(value)
    Select(find(desk, "#days")).select_by_value("daily")
    find(desk, "#times").send_keys("晚上")
    press(desk, "#entry .btn")
    assert find(desk, "#times").get_attribute("aria-invalid") == "true"
    assert find(desk, "#station").get_attribute("value") == "power_room"
    find(desk, "#times").clear()
    find(desk, "#times").send_keys("0:00-24:00")
    press(desk, "#entry .btn")
    assert "done=created" in desk.current_url
    # Staff read the name, residents that somebody is there.
    desk.get(BASE + "/grids?show=units&q=power")
    assert "夜里的老何" + code[-1] in text(desk)
    desk.delete_all_cookies()
    desk.get(BASE + "/grids?show=units&q=power")
    assert "一直有人值班" in text(desk) and "老何" not in text(desk)
