"""The dispatcher's screen: several at once, with and without scripts; keys; how news comes."""
import urllib.parse

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from browsers import DESK, PHONE, find, press, resize, sign_in, speak, text, wait
from city import BASE

SUBMITTED = "/console?status=submitted"


def ticks(driver):
    return driver.find_elements(By.CSS_SELECTOR, ".pickbox input")


def boxes(driver):
    return {box.get_attribute("value") for box in ticks(driver)}


@pytest.mark.parametrize("size, script", [(DESK, True), (PHONE, True), (DESK, False)], ids=["desk", "phone", "plain"])
def test_accepting_several_at_once(open_browser, size, script):
    driver = open_browser(size, script=script)
    sign_in(driver, "dispatcher")
    driver.get(BASE + SUBMITTED)
    before = boxes(driver)
    assert len(before) >= 2
    assert not find(driver, "#batch").is_displayed()
    chosen = ticks(driver)[:2]
    values = {box.get_attribute("value") for box in chosen}
    for box in chosen:
        driver.execute_script("arguments[0].scrollIntoView({block:'center'})", box)
        box.click()
    bar = find(driver, "#batch")
    assert bar.is_displayed()
    if script:
        assert "2" in text(driver, "#batch [data-picked]")
    press(driver, "#batch button[value=accept]")
    lines = driver.find_elements(By.CSS_SELECTOR, ".batchlist li")
    assert len(lines) == 2 and all("已受理" in line.text for line in lines)
    press(driver, ".panel .btn")
    assert urllib.parse.urlsplit(driver.current_url).query == "status=submitted"
    assert not values & boxes(driver)


def test_without_a_script_no_panel_is_empty(open_browser):
    driver = open_browser(DESK, script=False)
    sign_in(driver, "dispatcher")
    driver.get(BASE + "/console")
    assert not find(driver, ".mapc").is_displayed()
    queue, beside = (find(driver, part).rect for part in (".queue", ".det"))
    # The list begins where the rail ends, what stands beside it where the list ends, and it ends at the edge.
    assert queue["width"] > beside["width"] and abs(queue["x"] + queue["width"] - beside["x"]) < 3
    assert abs(beside["x"] + beside["width"] - DESK[0]) < 3
    press(driver, ".bar noscript a")
    assert driver.current_url == BASE + "/console/moves" and driver.find_elements(By.CSS_SELECTOR, ".moves li")


@pytest.mark.parametrize("name, page", [("grid", "/desk"), ("dispatcher", "/console"), ("supervisor", "/callbacks")])
def test_a_narrow_phone_in_english_has_its_pages_in_one_row(phone, name, page):
    sign_in(phone, name)
    speak(phone, "en")
    resize(phone, (320, 640))
    phone.get(BASE + page)
    tops = {round(tab.rect["y"]) for tab in phone.find_elements(By.CSS_SELECTOR, ".rail a") if tab.is_displayed()}
    assert len(tops) == 1
    assert find(phone, ".rail").rect["height"] < 90
    assert phone.execute_script("return document.documentElement.scrollWidth") <= 320
    if name == "grid":
        assert find(phone, ".walkfrom .grow").rect["width"] > 200


def test_forced_colours_say_where_one_is_and_what_is_left(desk):
    sign_in(desk, "dispatcher")
    desk.get(BASE + "/console")
    desk.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{"name": "forced-colors", "value": "active"}]})
    assert desk.execute_script("return matchMedia('(forced-colors: active)').matches")

    def ground(selector, part=""):
        return desk.execute_script(
            "const face = getComputedStyle(document.querySelector(arguments[0]), arguments[1] || null); return face.backgroundColor + face.backgroundImage",
            selector, part)
    for current, other in ((".rail a[aria-current]", ".rail a:not([aria-current]):not(.lg)"),
                           (".seg a[aria-current]", ".seg a:not([aria-current])"),
                           (".tabs a[aria-current]", ".tabs a:not([aria-current])")):
        assert ground(current) != ground(other), current
    tapes = {look: ground(f".sla.{look} .tp", "::before") for look in ("near", "over") if desk.find_elements(By.CSS_SELECTOR, f".sla.{look}")}
    assert "over" in tapes and len(set(tapes.values())) == len(tapes)
    assert all(used != ground(".sla .tp") for used in tapes.values())
    assert desk.execute_script("return getComputedStyle(document.querySelector('.sla .tp')).borderTopWidth") == "1px"


def test_keys(desk):
    sign_in(desk, "dispatcher")
    # Of those that can still be refused, whatever other tests did before.
    desk.get(BASE + "/console?status=submitted")
    keys = lambda *all: ActionChains(desk).send_keys(*all).perform()
    keys("?")
    assert find(desk, "#keys").is_displayed()
    listed = [key.text for key in desk.find_elements(By.CSS_SELECTOR, "#keys kbd")]
    assert {"J", "K", "A", "M", "R", "X", "F", "/", "Esc", "?"} <= set(listed)
    keys(Keys.ESCAPE)
    wait(desk, lambda: not find(desk, "#keys").is_displayed())
    # The same list by hand.
    press_plain = find(desk, "[data-keys]")
    press_plain.click()
    assert find(desk, "#keys").is_displayed()
    find(desk, "#keys .btn").click()
    wait(desk, lambda: not find(desk, "#keys").is_displayed())
    keys("j")
    wait(desk, lambda: "/console/cases/" in desk.current_url and desk.find_elements(By.CSS_SELECTOR, "[data-row][aria-current]"))
    keys("x")
    assert [box for box in ticks(desk) if box.is_selected()]
    keys("x", "r")
    wait(desk, lambda: find(desk, "#act-refuse").get_attribute("open") is not None)
    # In a field a letter is a letter.
    field = desk.switch_to.active_element
    assert field.tag_name in ("input", "select", "textarea")
    keys(Keys.ESCAPE)
    find(desk, "[data-search]").send_keys("a")
    assert "/console/cases/" in desk.current_url
    keys(Keys.ESCAPE, "f")
    wait(desk, lambda: "/console/filter" in desk.current_url)


def test_how_news_comes_is_said(desk):
    sign_in(desk, "dispatcher")
    desk.get(BASE + "/console")
    wait(desk, lambda: find(desk, "[data-line]").is_displayed() and find(desk, "[data-line]").get_attribute("data-how") == "on")
    assert "实时" in text(desk, "[data-line]")
    # Beside an open case the page asks for what happened last itself.
    find(desk, "[data-row]").click()
    wait(desk, lambda: "/console/cases/" in desk.current_url and len(desk.find_elements(By.CSS_SELECTOR, "[data-feed] li")) == 4)
    # Without news nothing is sent, and with the line it can be again.
    held = desk.execute_script("""
        const tell = how => document.dispatchEvent(new CustomEvent('linli:line', { detail: { how, seconds: 50 } }));
        const buttons = () => Array.from(document.querySelectorAll('main form[method=post] button')).map(it => it.disabled);
        const before = buttons();
        tell('lost');
        const lost = [buttons(), document.querySelector('[data-line]').textContent];
        tell('on');
        return [before, ...lost, buttons()];""")
    assert held[0] and not any(held[0]) and all(held[1]) and held[3] == held[0]
    assert "断线了" in held[2] and "50 秒前" in held[2]
