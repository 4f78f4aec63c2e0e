"""Step 2 of a report: the map claims nothing before a hand has put the pin."""
from selenium.webdriver.common.action_chains import ActionChains

from browsers import find, press, speak, text, wait
from city import BASE


def open_place(driver):
    speak(driver, "zh-Hans")
    driver.get(BASE + "/report")
    press(driver, "label:has(input[value=street_light])")
    find(driver, "#text").send_keys("路边的灯不亮。")
    press(driver, ".sticky .btn")


def state(driver):
    """Whether the pin is to be seen, the point that is sent, the grid that is lit and the one that is chosen."""
    return driver.execute_script("""
        const box = document.querySelector('.mapbox'), lit = box.querySelectorAll('path.f-grid.on').length;
        return [getComputedStyle(box.querySelector('.xhair')).display !== 'none', document.querySelector('[name=latitude]').value, lit, document.querySelector('#grid').value]""")


def test_a_pin_stands_only_where_somebody_put_it(phone):
    open_place(phone)
    wait(phone, lambda: phone.execute_script("return document.querySelectorAll('.mapbox path.f-grid').length") > 3)
    assert state(phone) == [False, "", 0, ""]
    assert "在地图上点一下" in text(phone) and "点一下地图" in text(phone, ".mapbox")
    # Looking closer places nothing.
    find(phone, ".leaflet-control-zoom-in").click()
    wait(phone, lambda: not phone.find_elements("css selector", ".leaflet-zoom-anim"))
    assert state(phone)[:2] == [False, ""]

    ActionChains(phone).move_to_element_with_offset(find(phone, ".mapbox"), -30, -40).click().perform()
    wait(phone, lambda: state(phone)[1])
    seen, latitude, lit, grid = state(phone)
    assert seen and lit == 1 and len(grid) == 15

    # Another grid from the list is another answer: the pin of the first one goes.
    other = next(option for option in phone.execute_script("return Array.from(document.querySelectorAll('#grid option[data-ring]'), option => option.value)") if option != grid)
    find(phone, f"#grid option[value='{other}']").click()
    assert state(phone) == [False, "", 1, other]

    place = phone.execute_script("return document.querySelector('.mapbox').dataset.centre").split(",")
    phone.execute_cdp_cmd("Browser.grantPermissions", {"permissions": ["geolocation"], "origin": BASE})
    phone.execute_cdp_cmd("Emulation.setGeolocationOverride", {"latitude": float(place[0]), "longitude": float(place[1]), "accuracy": 8})
    find(phone, ".loc").click()
    wait(phone, lambda: state(phone)[1])
    assert abs(float(state(phone)[1]) - float(place[0])) < 0.0001
    press(phone, ".sticky .btn")
    if "/report/check" not in phone.current_url:
        press(phone, ".sticky .btn")
    assert find(phone, ".stillmap")


def test_without_scripts_nothing_is_said_of_a_map(open_browser):
    bare = open_browser(script=False)
    open_place(bare)
    assert "写清小区、楼号" in text(bare) and "地图上点一下" not in text(bare, "h1 + .hint")
    assert not find(bare, ".mapbox").is_displayed()
    hint, sheet = find(bare, "h1 + .hint"), find(bare, ".sheet")
    assert hint.rect["y"] + hint.rect["height"] <= sheet.rect["y"]
