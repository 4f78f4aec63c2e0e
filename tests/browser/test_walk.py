"""The grid worker's way: without a script from the grid's middle, with one from where they stand."""
from browsers import PHONE, find, sign_in, speak, text, wait
from city import BASE


def tasks(driver):
    return [row.get_attribute("href").split("/")[-1] for row in driver.find_elements("css selector", ".rows [data-row]")]


def test_the_way_without_script(open_browser):
    phone = open_browser(PHONE, script=False)
    sign_in(phone, "grid")
    phone.get(BASE + "/desk")
    assert "从网格中间排的" in text(phone, ".walkfrom")
    assert not find(phone, "[data-locate]").is_displayed()
    numbers = [mark.text for mark in phone.find_elements("css selector", ".rows .nr")]
    assert numbers == [str(number + 1) for number in range(len(numbers))] and len(numbers) > 1
    phone.get(BASE + "/desk?show=time")
    assert not phone.find_elements("css selector", ".rows .nr")


def test_no_stop_lies_under_what_moves_the_map(phone):
    sign_in(phone, "grid")
    phone.get(BASE + "/desk")
    wait(phone, lambda: phone.find_elements("css selector", ".walk .pinmark"))
    covered = phone.execute_script("""
      const box = e => e.getBoundingClientRect();
      const whole = box(document.querySelector('.walk')), bars = [...document.querySelectorAll('.walk .leaflet-bar')].map(box);
      const apart = (a, b) => a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
      return [...document.querySelectorAll('.walk .pinmark')].filter(mark => {
        const pin = box(mark.querySelector('svg'));
        return pin.left < whole.left || pin.right > whole.right || pin.top < whole.top || bars.some(bar => !apart(pin, bar));
      }).map(mark => mark.title);""")
    assert covered == []
    assert phone.find_elements("css selector", ".walk .leaflet-bar")


def test_what_is_late_is_walked_to_first(phone):
    sign_in(phone, "grid")
    phone.get(BASE + "/desk")
    placed = phone.find_elements("css selector", ".rows [data-row][data-lat]")
    late = [bool(row.find_elements("css selector", ".sla.over")) for row in placed]
    assert late == sorted(late, reverse=True)


def test_the_way_from_where_one_stands(phone):
    sign_in(phone, "grid")
    speak(phone, "zh-Hans")
    phone.get(BASE + "/desk")
    before = tasks(phone)
    wait(phone, lambda: phone.find_elements("css selector", ".f-route"))
    # At the last one of the list: the way begins there now.
    last = phone.find_elements("css selector", ".rows [data-row][data-lat]")[-1]
    urgent = phone.find_elements("css selector", ".rows .risk")
    place = float(last.get_attribute("data-lat")), float(last.get_attribute("data-lng"))
    name = last.get_attribute("href").split("/")[-1]
    phone.execute_cdp_cmd("Browser.grantPermissions", {"permissions": ["geolocation"], "origin": BASE})
    phone.execute_cdp_cmd("Emulation.setGeolocationOverride", {"latitude": place[0], "longitude": place[1], "accuracy": 8})
    find(phone, "[data-locate]").click()
    wait(phone, lambda: "从您刚才站的地方排的" in text(phone, ".walkfrom"))
    after = tasks(phone)
    assert sorted(after) == sorted(before)
    if not urgent:
        assert after[0] == name
    # The place is in no address, and the next look begins in the middle again.
    assert phone.current_url == BASE + "/desk/walk"
    phone.get(BASE + "/desk")
    assert tasks(phone) == before and "从网格中间排的" in text(phone, ".walkfrom")
