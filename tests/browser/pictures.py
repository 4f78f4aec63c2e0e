"""Takes the pictures of README and of the guides from the running product: pictures.py FOLDER.

Everything on them is the made-up demo city, in both languages.
"""
import base64
import sys
from pathlib import Path

from browsers import browser, find, png, press, resize, sign_in, speak, wait
from city import BASE, RESIDENT, session_of, walk

PHONE, DESK = (390, 844), (1440, 900)


def take(driver, folder, name, size):
    resize(driver, size)
    if driver.find_elements("css selector", "[data-map]"):
        wait(driver, lambda: driver.execute_script(
            "const map = document.querySelector('[data-map]'); return !map.offsetParent || document.querySelectorAll('.leaflet-container path').length > 10"))
    driver.execute_script("scrollTo(0, 0); document.activeElement.blur()")
    picture = driver.execute_cdp_cmd("Page.captureScreenshot", {"format": "webp", "quality": 78})["data"]
    (folder / f"{name}.webp").write_bytes(base64.b64decode(picture))


def first(route, who):
    """The first case that this role's lists lead to."""
    return walk(session_of(who), each=1)[route][0]


def residents(driver, folder, language, scratch):
    shot = lambda name, size=PHONE: take(driver, folder, name, size)
    speak(driver, language)
    sign_in(driver, RESIDENT)
    for name, path in (("home", "/"), ("my", "/my"), ("find", "/find?q=长辈版"), ("messages", "/messages"),
                       ("look", "/preferences"), ("offline", "/report/offline"), ("phones", "/grids"),
                       ("permissions", "/permissions"), ("rights", "/rights")):
        driver.get(BASE + path)
        shot(name)
    driver.get(BASE + "/report")
    press(driver, "label:has(input[value=street_light])")
    find(driver, "#text").send_keys("12 号楼楼道口那盏，三天没亮了。" if language != "en" else "The lamp at the door of No. 12 has been out for three days.")
    find(driver, "input[name=photos]").send_keys(scratch)
    wait(driver, lambda: driver.find_elements("css selector", ".up .fresh img"))
    shot("report-what")
    press(driver, ".sticky .btn")
    find(driver, "#address").send_keys("柳巷 12 号楼" if language != "en" else "Willow Lane No. 12")
    find(driver, "#grid option[value$='002011']").click()
    shot("report-where")
    press(driver, ".sticky .btn")
    if "/report/check" not in driver.current_url:
        shot("report-nearby")
        press(driver, ".sticky .btn")
    shot("report-check")
    press(driver, ".sticky .btn")
    shot("received")
    press(driver, "a.btn[href*='/cases/']")
    shot("case")
    speak(driver, language, mode="elder")
    driver.get(BASE + "/")
    shot("home-elder")
    speak(driver, language, theme="dark")
    driver.get(BASE + "/")
    shot("home-dark")


def staff(driver, folder, language):
    def become(who):
        driver.delete_all_cookies()
        speak(driver, language)
        sign_in(driver, who)
    become("dispatcher")
    driver.get(BASE + first("/console/cases/{id}", "dispatcher"))
    take(driver, folder, "console", DESK)
    driver.get(BASE + "/console/filter")
    take(driver, folder, "console-filter", DESK)
    driver.get(BASE + "/intake")
    find(driver, "#phone").send_keys(RESIDENT)
    find(driver, "#kind option[value='public_facilities.street_light']").click()
    find(driver, "#text").send_keys("三单元门口的路灯一闪一闪，晚上看不清台阶。" if language != "en" else "The lamp at entrance 3 flickers; one cannot see the steps at night.")
    find(driver, "#address").send_keys("柳巷 9 号楼三单元" if language != "en" else "Willow Lane No. 9, entrance 3")
    take(driver, folder, "intake", DESK)
    press(driver, "#intake button")
    if "/taken" not in driver.current_url:
        press(driver, "button[form=intake]")
    take(driver, folder, "intake-taken", DESK)
    become("grid")
    driver.get(BASE + "/desk")
    take(driver, folder, "grid-tasks", PHONE)
    driver.get(BASE + "/desk?show=all")
    take(driver, folder, "grid-all", DESK)
    become("power")
    driver.get(BASE + "/desk")
    take(driver, folder, "desk", DESK)
    driver.get(BASE + first("/desk/cases/{id}", "power"))
    take(driver, folder, "desk-case", DESK)
    become("supervisor")
    driver.get(BASE + "/callbacks")
    take(driver, folder, "callbacks", DESK)
    driver.get(BASE + first("/callbacks/{id}", "supervisor"))
    take(driver, folder, "callback", DESK)


def main(target):
    for language, short in (("zh-Hans", "zh"), ("en", "en")):
        folder = Path(target) / short
        folder.mkdir(parents=True, exist_ok=True)
        lamp = png(folder / ".lamp.png", (40, 52, 60))
        driver = browser(PHONE, language="en" if short == "en" else "zh-CN")
        try:
            residents(driver, folder, language, str(Path(lamp).resolve()))
            driver.delete_all_cookies()
            staff(driver, folder, language)
        finally:
            driver.quit()
            Path(lamp).unlink()


if __name__ == "__main__":
    main(sys.argv[1])
