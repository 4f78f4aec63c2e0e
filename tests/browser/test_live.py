"""News in a real browser: by the stream, and by asking where the stream is blocked."""
import os
import urllib.parse
import urllib.request
import http.cookiejar
import re

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

BASE = os.environ["LINLI_BASE"]
PASSWORD = "tongyin-2026"


class Person:
    """Somebody with a browser that runs no script."""

    def __init__(self):
        self.jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))

    def get(self, path):
        answer = self.opener.open(BASE + path)
        return answer.geturl(), answer.read().decode()

    def send(self, page, action, fields):
        form = page[page.index(f'action="{action}"'):]
        hidden = dict(re.findall(r'type="hidden" name="([a-z_]+)" value="([^"]*)"', form[:form.index("</form>")]))
        request = urllib.request.Request(BASE + action, urllib.parse.urlencode({**hidden, **fields}).encode(), {"Origin": BASE})
        answer = self.opener.open(request)
        return answer.geturl(), answer.read().decode()

    def sign_in(self, name):
        self.send(self.get("/sign-in/staff")[1], "/sign-in/staff", {"name": name, "password": PASSWORD})
        return self


def console(blocked=()):
    options = webdriver.ChromeOptions()
    for flag in ("--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1440,900", "--lang=zh-CN"):
        options.add_argument(flag)
    options.binary_location = "/usr/bin/chromium"
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService("/usr/bin/chromedriver"))
    if blocked:
        driver.execute_cdp_cmd("Network.enable", {})
        driver.execute_cdp_cmd("Network.setBlockedURLs", {"urls": list(blocked)})
    staff = Person().sign_in("dispatcher")
    driver.get(BASE + "/health/live")
    for cookie in staff.jar:
        driver.add_cookie({"name": cookie.name, "value": cookie.value, "path": "/"})
    driver.get(BASE + "/console?sort=newest")
    return driver


def fill_in(person, words):
    _, page = person.get("/report")
    _, page = person.send(page, "/report/what", {"kind": "street_light", "text": words})
    where, page = person.send(page, "/report/where", {"address": "柳巷 99 号楼", "grid": "990101001002011"})
    if 'action="/report/where"' in page:
        where, page = person.send(page, "/report/where", {"address": "柳巷 99 号楼", "grid": "990101001002011"})
    where, _ = person.send(page, "/report/check", {"act": "submit"})
    return where


def report(words):
    """Files through the pages as a resident with a telephone, code from the demo's page."""
    person = Person()
    _, page = person.get("/sign-in?return_to=/report")
    _, page = person.send(page, "/sign-in", {"phone": "13800002076"})
    code = re.search(r'class="mono">(\d{6})<', page).group(1)
    action = re.search(r'action="(/sign-in[^"]*)"', page).group(1)
    person.send(page, action, {"code": code})
    page = fill_in(person, words)
    assert "/received" in page


@pytest.mark.parametrize("blocked, patience", [((), 6), (("*/live?*",), 30)])
def test_new_cases_wait_behind_a_button(blocked, patience):
    driver = console(blocked)
    try:
        rows = driver.find_elements(By.CSS_SELECTOR, "[data-row]")
        before = [row.get_attribute("href") for row in rows]
        bar = driver.find_element(By.CSS_SELECTOR, "[data-live=queue] .newer")
        assert not bar.is_displayed()
        report("夜里楼道灯不亮，页面开着的时候报的。")
        WebDriverWait(driver, patience).until(lambda _: bar.is_displayed())
        assert "1" in bar.text
        after = [row.get_attribute("href") for row in driver.find_elements(By.CSS_SELECTOR, "[data-row]")]
        assert after == before, "rows moved under the pointer"
        bar.click()
        WebDriverWait(driver, 10).until(lambda d: "页面开着的时候报的" in d.page_source)
    finally:
        driver.quit()
