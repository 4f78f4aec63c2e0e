"""Somebody rings 12345: the dispatcher writes it down, reads a number out, and the caller finds it."""
import pytest

from browsers import case_of, find, press, sign_in, speak, text
from city import BASE, RESIDENT
from selenium.webdriver.common.by import By

WORDS = "来电说 12 号楼前的路灯三天没亮，老人怕摔。"


def take_in(office, words, address, twice=False):
    office.get(BASE + "/intake")
    find(office, "#phone").send_keys(RESIDENT)
    find(office, "#kind option[value='public_facilities.street_light']").click()
    find(office, "#text").send_keys(words)
    find(office, "#address").send_keys(address)
    grid = next(o for o in office.find_elements(By.CSS_SELECTOR, "#grid option") if o.get_attribute("value").endswith("002011"))
    grid.click()
    press(office, "button[form=intake], #intake button", twice)


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_a_call_is_written_down_and_found_by_the_caller(phone, desk, language):
    words, address = f"{WORDS} {language}", f"柳巷 {language} 号"
    speak(desk, language)
    sign_in(desk, "dispatcher")
    desk.get(BASE + "/console")
    press(desk, "a[href$='/intake']")
    assert "/intake" in desk.current_url

    take_in(desk, words, address, twice=True)
    assert "/taken" in desk.current_url, text(desk)
    number = find(desk, ".ref .mono").text
    press(desk, "a[href*='/console/cases/']")
    case = case_of(desk)
    assert words in text(desk)

    # The same place again: what is there is shown once, and filed all the same.
    take_in(desk, words + " 2", address)
    assert "/taken" not in desk.current_url and number in text(desk)
    press(desk, "button[form=intake]")
    assert "/taken" in desk.current_url, text(desk)

    speak(phone, language)
    sign_in(phone, RESIDENT)
    phone.get(f"{BASE}/cases/{case}")
    assert words in text(phone)
