"""Takes the pictures of README and of the guides from the running product: pictures.py FOLDER.

Everything on them is the made-up demo city, in both languages.
"""
import base64
import re
import sys
from pathlib import Path

from browsers import browser, find, png, press, resize, sign_in, speak, wait
from city import BASE, NEIGHBOUR, RESIDENT, citizen, session_of, walk

PHONE, DESK = (390, 844), (1440, 900)


def take(driver, folder, name, size, at=None):
    """`at`: what the picture begins with, where it is not the top of the page."""
    resize(driver, size)
    if driver.find_elements("css selector", "[data-map]"):
        wait(driver, lambda: driver.execute_script(
            "const map = document.querySelector('[data-map]'); return !map.offsetParent || document.querySelectorAll('.leaflet-container path').length > 10 || document.querySelectorAll('.leaflet-marker-icon.corner').length > 2"))
    driver.execute_script("scrollTo(0, 0); document.activeElement.blur()")
    if at:
        driver.execute_script("arguments[0].scrollIntoView({ block: 'center' })", find(driver, at))
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
    become(driver, language, "dispatcher")
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
    become(driver, language, "grid")
    driver.get(BASE + "/desk")
    take(driver, folder, "grid-tasks", PHONE)
    driver.get(BASE + "/desk?show=all")
    take(driver, folder, "grid-all", DESK)
    become(driver, language, "power")
    driver.get(BASE + "/desk")
    take(driver, folder, "desk", DESK)
    driver.get(BASE + first("/desk/cases/{id}", "power"))
    take(driver, folder, "desk-case", DESK)
    become(driver, language, "supervisor")
    driver.get(BASE + "/callbacks")
    take(driver, folder, "callbacks", DESK)
    driver.get(BASE + first("/callbacks/{id}", "supervisor"))
    take(driver, folder, "callback", DESK)


def supervision(driver, folder, language):
    """The week before the last has its bulletin out; the last one waits for its meeting."""
    become(driver, language, "supervisor")
    desk = session_of("supervisor").open("/supervision")
    weeks = sorted(set(re.findall(r'href="(/supervision/weeks/[0-9-]+)"', desk.html)))
    driver.get(BASE + weeks[-1])
    take(driver, folder, "week", DESK)
    bulletin = next(path for path in reversed(re.findall(r'href="(/bulletins/[0-9-]+)"', session_of("supervisor").open("/bulletins").html)))
    driver.get(BASE + bulletin)
    take(driver, folder, "bulletin", (860, 1180))
    driver.get(BASE + "/supervision/formula")
    take(driver, folder, "formula", DESK)
    become(driver, language, "dispatcher")
    driver.get(BASE + "/hotspots")
    wait(driver, lambda: driver.find_elements("css selector", ".q1.hot"), 60)
    take(driver, folder, "hotspots", DESK)
    driver.get(BASE + "/cockpit")
    take(driver, folder, "wall", (1920, 1080))
    become(driver, language, "admin")
    driver.get(BASE + "/limits")
    take(driver, folder, "limits", DESK)


def become(driver, language, who):
    driver.delete_all_cookies()
    speak(driver, language)
    sign_in(driver, who)


def window(driver, folder, language):
    english = language == "en"
    resident = session_of(RESIDENT)
    resident.open("/permissions/ward").fill(
        "/permissions/ward", basis="own_will", name="Zhou Shulan" if english else "周淑兰", number=citizen("10" + "12"[english], "19410305"),
        relation="child", scopes=["receive_reminder", "view_report"], days="365")
    number = re.search(r'<b class="mono">(\d{4} \d{4})</b>', resident.html).group(1)
    become(driver, language, "community")
    driver.get(BASE + "/intake")
    press(driver, "label:has(input[name=source][value=window])")
    find(driver, "#phone").send_keys(NEIGHBOUR)
    find(driver, "#kind option[value='public_facilities.street_light']").click()
    find(driver, "#text").send_keys("The lamp in the yard is out; my mother does not dare to go out in the evening." if english else "院里的灯灭了，我妈晚上不敢下楼。")
    find(driver, "#address").send_keys("Willow Lane No. 6, the yard" if english else "柳巷 6 号楼院里")
    take(driver, folder, "window-intake", DESK)
    driver.get(BASE + "/window")
    find(driver, "#q").send_keys(number)
    press(driver, "main form .btn")
    take(driver, folder, "window", DESK)
    press(driver, ".rows a")
    press(driver, "label:has(input[name=document])")
    take(driver, folder, "window-permission", DESK)


def rights_desk(driver, folder, language):
    words = {"correction": "My name is written with a wrong character: it is 芳, as in fragrance.", "explanation": "Why was my report about the parking passed on?"} \
        if language == "en" else {"correction": "名字写错了一个字，是“芳香”的芳。", "explanation": "我报的停车那件，为什么转给别的单位了？"}
    # One of each kind may be open: each language has people of its own.
    first, second = ("13800004298", "13800005309") if language == "en" else (RESIDENT, NEIGHBOUR)
    for who, kind in ((first, "correction"), (second, "explanation")):
        session_of(who).open("/rights/new/" + kind).fill("/rights/new/" + kind, words=words[kind])
    become(driver, language, "privacy")
    driver.get(BASE + "/rights-desk")
    take(driver, folder, "rights-desk", DESK)
    asked = session_of(first).open("/rights").html
    driver.get(BASE + "/rights-desk/" + re.search(r'href="/rights/([0-9a-f-]{36})"', asked).group(1))
    find(driver, "#answer").send_keys("We have seen your papers and put it right." if language == "en" else "核对过证件，已经改过来了。")
    take(driver, folder, "rights-desk-request", DESK)


def administrators(driver, folder, language):
    admin = session_of("admin")
    become(driver, language, "admin")
    grid = re.search(r'href="(/admin/staff/[0-9a-f-]{36})"', admin.open("/admin/staff?q=grid12").html).group(1)
    driver.get(BASE + grid)
    take(driver, folder, "admin-account", DESK)
    driver.get(BASE + "/directory/grids")
    driver.get(find(driver, "a[href*='/directory/grids/entries/']").get_attribute("href"))
    wait(driver, lambda: driver.find_elements("css selector", ".leaflet-marker-icon.corner"))
    take(driver, folder, "directory-grid", DESK, at="[data-border]")
    lines = admin.open("/directory/units/export?format=utf8").html.splitlines()
    changed = [re.sub(r"019-\d+", "019-61000099", line) for line in lines if line.startswith(("power,", "water,"))]
    new = re.sub(r"^power,[^,]*,[^,]*", "gardens,园林所,Parks and gardens", changed[0])
    admin.open("/directory/units/import").fill("/directory/units/import", file=(
        "file", "units.csv", "\r\n".join([lines[0], *changed, new]) + "\r\n"))
    driver.get(BASE + admin.path)
    take(driver, folder, "directory-import", DESK)
    become(driver, language, "security")
    driver.get(BASE + grid)
    find(driver, "#role option[value=grid_worker]").click()
    find(driver, "#scope option[value=area]").click()
    find(driver, "#area optgroup option").click()
    take(driver, folder, "admin-roles", DESK)
    become(driver, language, "auditor")
    driver.get(BASE + "/admin/audit")
    take(driver, folder, "audit", DESK)


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
            window(driver, folder, language)
            rights_desk(driver, folder, language)
            administrators(driver, folder, language)
            supervision(driver, folder, language)
        finally:
            driver.quit()
            Path(lamp).unlink()


if __name__ == "__main__":
    main(sys.argv[1])
