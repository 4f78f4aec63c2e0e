"""A week later: forty reports of one place become one shared problem, and Aunt Liu's ditch stands in the bulletin."""
import datetime
import os
import re
import subprocess
import time

import pytest
from selenium.webdriver.common.by import By

import test_story1
from browsers import DESK, PHONE, find, press, text, wait
from city import ROOT, Client

LINLI = str(ROOT / ".build/debug/linli")
CITY = datetime.timezone(datetime.timedelta(hours=8))
SEEN = (
    "灵泉镇的水又停了，一天只来两个钟头。", "灵泉镇自来水发黄，放半天还是黄的。", "灵泉镇这边水压太低，三楼上不去水。", "灵泉镇停水三天，老人下楼提水。",
    "灵泉镇的自来水有泥沙，烧开了一层底。", "灵泉镇供水时断时续，没法做饭。", "灵泉镇半夜才有水，要守着接。", "灵泉镇水管一直没水，问了没人说得清。",
)


def monday():
    """The next Monday's nine o'clock in the city, and the Monday of the week that is over by then."""
    now = datetime.datetime.now(CITY)
    start = (now - datetime.timedelta(days=now.weekday())).replace(hour=9, minute=0, second=0, microsecond=0)
    return start + datetime.timedelta(days=7), start.date()


@pytest.fixture(scope="module")
def later(tmp_path_factory):
    """The same district, from its backup, on the Monday after: its address and the week that has frozen."""
    if not test_story1.DITCHES:
        pytest.fail("the ditch of test_story1.py comes first: -k 'ditch or weeks'")
    # Forty people who know nothing of each other.
    for number in range(40):
        place = f"灵泉镇 {number // 4 + 1} 组 {number % 4 + 1} 号"
        client = Client().report(SEEN[number % len(SEEN)], kind="water", address=place, grid="990101001004025", until="check")
        client.fill("/report/check", act="submit", phone=f"138000{number + 50000}", public="yes")
        assert "/received" in client.path, client.html
    folder = tmp_path_factory.mktemp("later")
    backup, data = folder / "backup", folder / "data"
    for command in (["backup", str(backup), "--data", os.environ["LINLI_DATA"]], ["restore", str(backup), "--data", str(data)]):
        subprocess.run([LINLI, *command], check=True, capture_output=True)
    then, week = monday()
    ahead = int((then - datetime.datetime.now(CITY)).total_seconds() // 3600) + 1
    settings = os.environ | {"LINLI_RATE_LIMIT_FACTOR": "0"}
    out = folder / "serve.out"
    with open(out, "w") as said, open(folder / "serve.log", "w") as log:
        server = subprocess.Popen([LINLI, "serve", "--data", str(data), "--port", "0", "--demo", "--demo-ahead", str(ahead)], env=settings, stdout=said, stderr=log)
    try:
        for _ in range(200):
            found = re.search(r"http://[0-9.:]+", out.read_text())
            if found:
                break
            time.sleep(0.1)
        base = found.group(0).rstrip("/")
        yield base, week
    finally:
        server.kill()
        server.wait()


def at(driver, base, who):
    """Signed in there, in Chinese."""
    client = Client(base).sign_in(who)
    driver.get(base + "/health/live")
    driver.delete_all_cookies()
    for cookie in client.cookies():
        driver.add_cookie(cookie)
    driver.add_cookie({"name": "linli_preferences", "value": "zh-Hans.standard.light.dense"})


def test_forty_reports_become_one_shared_problem(open_browser, later):
    base, _ = later
    office = open_browser(DESK)
    at(office, base, "dispatcher")

    def spot():
        office.get(base + "/hotspots")
        return next((row for row in office.find_elements(By.CSS_SELECTOR, "a.q1") if "灵泉镇" in row.text), None)
    wait(office, spot, 60)
    assert "40 人次" in spot().text, text(office)
    spot().click()
    assert len(office.find_elements(By.CSS_SELECTOR, ".pickbox input:checked")) == 39
    press(office, "button[name=act][value=merge]")
    assert "办好了 39 件" in text(office), text(office)

    # The one that stands for all: forty households, and the leaders' to decide.
    press(office, ".work-head .link")
    assert "合并的 39 件上报" in text(office), text(office)
    case = re.search(r"/console/cases/([0-9a-f-]{36})", office.current_url).group(1)
    press(office, "button[form=accept]")
    find(office, "#other-unit option[value=district]").click()
    press(office, "button[form=dispatch]")
    assert office.find_elements(By.CSS_SELECTOR, ".flash"), text(office)
    office.get(f"{base}/desk/cases/{case}")
    press(office, "form[action$='/start'] button")
    press(office, "#act-escalation summary")
    find(office, "#act-escalation textarea").send_keys("全镇四十户都停水，要区领导定短期送水和换管。")
    press(office, "#act-escalation form button")
    chief = open_browser(DESK)
    at(chief, base, "chief")
    chief.get(f"{base}/desk/cases/{case}")
    assert "区领导" in text(chief), text(chief)
    press(chief, "form[action$='/take-over'] button")
    assert chief.find_elements(By.CSS_SELECTOR, ".flash"), text(chief)


def test_the_ditch_stands_in_the_weeks_bulletin(open_browser, later):
    base, week = later
    office, resident = open_browser(DESK), open_browser(PHONE)
    at(office, base, "supervisor")
    path = f"{base}/supervision/weeks/{week}"

    def frozen():
        office.get(path)
        return office.find_elements(By.CSS_SELECTOR, "#overview")
    wait(office, frozen, 90)
    # The figure opens the list, and the ditch is on it.
    press(office, "a[href*='measure=proactive'][href*='week=']")
    assert office.find_elements(By.CSS_SELECTOR, f"a[href*='{test_story1.DITCHES[0]}']"), text(office)
    office.get(path)
    find(office, "#overview").send_keys("菜地边排水沟上冻前清淤排水，网格员巡查时先看见。")
    press(office, "form[action$='/edit'] button")
    assert not office.find_elements(By.CSS_SELECTOR, "form[action$='/sign']")

    # Who wrote it does not sign it.
    resident.get(f"{base}/bulletins/{week}")
    assert "菜地边" not in text(resident)
    at(office, base, "chief")
    office.get(path)
    press(office, "form[action$='/sign'] button")
    press(office, "form[action$='/publish'] button")
    resident.get(base + "/bulletins")
    press(resident, f"a[href$='/bulletins/{week}']")
    said = text(resident)
    assert "菜地边排水沟上冻前清淤排水" in said
    found = find(resident, ".found").text
    assert "网格员主动发现" in found and "水管井盖" in found and "11 网格" in found and "已办好" in found, found
    # Places and kinds, and nobody's number or words.
    assert not resident.find_elements(By.CSS_SELECTOR, ".found a")
