"""A spoken note: recorded with the browser's own microphone, sent, and heard by who works on it."""
import time

from selenium.webdriver.common.by import By

from browsers import DESK, PHONE, case_of, find, press, sign_in, speak, wait
from city import BASE, RESIDENT

# Plays a player from its first to its last sound; says how far it came, or what was wrong.
HEAR = """
const done = arguments[1], player = arguments[0];
player.muted = true;
player.addEventListener('ended', () => done(player.currentTime));
player.addEventListener('error', () => done('error ' + (player.error && player.error.message)));
player.play().catch(error => done(String(error)));
"""


def heard(driver, player):
    driver.set_script_timeout(30)
    played = driver.execute_async_script(HEAR, player)
    assert isinstance(played, float) and played > 0.5, played


def record(driver):
    """Speaks for a second or two: the browser's made-up microphone beeps once a second."""
    button = find(driver, "[data-record]")
    driver.execute_script("arguments[0].scrollIntoView({block:'center'})", button)
    button.click()
    wait(driver, lambda: button.get_attribute("aria-pressed") == "true")
    # Recording takes as long as speaking does: the page's own clock says when a second is over.
    start = time.monotonic()
    wait(driver, lambda: time.monotonic() - start > 1.6)
    button.click()
    wait(driver, lambda: find(driver, "[data-taken]").is_displayed())


def test_a_spoken_note_is_recorded_sent_and_heard(open_browser):
    phone = open_browser(PHONE)
    speak(phone, "zh-Hans")
    sign_in(phone, RESIDENT)
    phone.get(BASE + "/report")
    press(phone, "label:has(input[value=street_light])")
    record(phone)
    heard(phone, find(phone, "[data-taken] audio"))
    # Said again: the first one is gone.
    first = find(phone, "[data-taken] audio").get_attribute("src")
    find(phone, "[data-again]").click()
    wait(phone, lambda: not find(phone, "[data-taken]").is_displayed())
    record(phone)
    assert find(phone, "[data-taken] audio").get_attribute("src") != first
    press(phone, ".sticky .btn")
    find(phone, "#address").send_keys("柳巷 23 号楼")
    next(o for o in phone.find_elements(By.CSS_SELECTOR, "#grid option") if o.get_attribute("value").endswith("002011")).click()
    press(phone, ".sticky .btn")
    if "/report/check" not in phone.current_url:
        press(phone, ".sticky .btn")
    # Nothing was typed: the note is enough, and can be heard once more before it goes.
    heard(phone, find(phone, "figure.voice audio"))
    press(phone, ".sticky .btn")
    assert "/received" in phone.current_url
    press(phone, "a.btn[href*='/cases/']")
    heard(phone, find(phone, "figure.voice audio"))
    case = case_of(phone)

    desk = open_browser(DESK)
    speak(desk, "zh-Hans")
    sign_in(desk, "dispatcher")
    desk.get(f"{BASE}/console/cases/{case}")
    press(desk, "button[form=accept]")
    desk.delete_all_cookies()
    speak(desk, "zh-Hans")
    sign_in(desk, "grid")
    desk.get(f"{BASE}/desk/cases/{case}")
    assert len(desk.find_elements(By.CSS_SELECTOR, "figure.voice audio")) == 1
    heard(desk, find(desk, "figure.voice audio"))
