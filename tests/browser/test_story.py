"""The whistle's story in a real browser: two browsers, four roles, one case from report to rating."""
import os
import struct
import zlib

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.support.expected_conditions import staleness_of
from selenium.webdriver.support.ui import WebDriverWait

BASE = os.environ["LINLI_BASE"]
PASSWORD = "tongyin-2026"


def browser(width, height, script=True):
    options = webdriver.ChromeOptions()
    for flag in ("--headless=new", "--no-sandbox", "--disable-gpu", f"--window-size={width},{height}"):
        options.add_argument(flag)
    options.add_argument("--lang=zh-CN")
    prefs = {"intl.accept_languages": "zh-CN"}
    if not script:
        prefs["profile.managed_default_content_settings.javascript"] = 2
    options.add_experimental_option("prefs", prefs)
    options.binary_location = "/usr/bin/chromium"
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService("/usr/bin/chromedriver"))
    driver.implicitly_wait(5)
    return driver


def png(path):
    """A small picture made here, so that nothing real is in the tests."""
    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    rows = b"".join(b"\0" + bytes([60, 90, 120]) * 64 for _ in range(64))
    data = (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 64, 64, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))
    with open(path, "wb") as file:
        file.write(data)


def press(driver, selector):
    """Presses; a button or link is followed until the next page is there."""
    element = driver.find_element(By.CSS_SELECTOR, selector)
    driver.execute_script("arguments[0].scrollIntoView({block:'center'})", element)
    old = driver.find_element(By.TAG_NAME, "html")
    leaves = element.tag_name in ("button", "a")
    element.click()
    if leaves:
        WebDriverWait(driver, 20).until(staleness_of(old))


def sign_in_staff(driver, name):
    driver.get(BASE + "/sign-in/staff")
    driver.find_element(By.ID, "name").send_keys(name)
    driver.find_element(By.ID, "password").send_keys(PASSWORD)
    press(driver, "form .btn.block")


def sign_in_resident(driver, phone, back):
    driver.get(BASE + "/sign-in?return_to=" + back)
    driver.find_element(By.ID, "phone").send_keys(phone)
    press(driver, "form .btn.block")
    code = driver.find_element(By.CSS_SELECTOR, ".note .mono").text
    driver.find_element(By.ID, "code").send_keys(code)
    press(driver, "form .btn.block")


@pytest.fixture
def phone():
    driver = browser(390, 844)
    yield driver
    driver.quit()


@pytest.fixture
def desk():
    driver = browser(1440, 900)
    yield driver
    driver.quit()


def report(driver, words, photo=None):
    driver.get(BASE + "/report")
    press(driver, "label:has(input[value=street_light])")
    driver.find_element(By.ID, "text").send_keys(words)
    if photo:
        driver.find_element(By.CSS_SELECTOR, "input[type=file]").send_keys(photo)
    press(driver, ".sticky .btn")
    driver.find_element(By.ID, "address").send_keys("柳巷 99 号楼")
    press(driver, ".sticky .btn")
    if "/report/check" not in driver.current_url:
        press(driver, ".sticky .btn")
    assert "/report/check" in driver.current_url


def test_from_report_to_rating(phone, desk, tmp_path):
    png(tmp_path / "lamp.png")
    sign_in_resident(phone, "13800002076", "/report")
    report(phone, "楼道口那盏灯不亮，浏览器里报的。", str(tmp_path / "lamp.png"))
    press(phone, ".sticky .btn")
    assert "/received" in phone.current_url, phone.find_element(By.TAG_NAME, "body").text
    press(phone, "a.btn[href*='/cases/']")
    case = phone.current_url.rsplit("/", 1)[1]
    picture = phone.find_element(By.CSS_SELECTOR, "img[src*='/files/']")
    assert phone.execute_script("return arguments[0].naturalWidth", picture) > 0

    sign_in_staff(desk, "dispatcher")
    desk.get(f"{BASE}/console/cases/{case}")
    press(desk, "button[form=accept]")
    desk.get(f"{BASE}/console/cases/{case}")
    press(desk, "#dispatch label:has(input[value=power])")
    press(desk, "button[form=dispatch]")
    assert "已派单" in desk.find_element(By.CSS_SELECTOR, "#detail").text

    desk.delete_all_cookies()
    sign_in_staff(desk, "power")
    desk.get(f"{BASE}/desk/cases/{case}")
    press(desk, "form[action$='/start'] button")
    press(desk, "label:has(input[name=outcome][value=solved])")
    desk.find_element(By.CSS_SELECTOR, "#result [name=text]").send_keys("太短")
    press(desk, "#result .btn.block")
    assert "有" in desk.find_element(By.CSS_SELECTOR, ".errsum").text
    assert desk.find_element(By.CSS_SELECTOR, "#result [name=text]").get_attribute("value") == "太短"
    box = desk.find_element(By.CSS_SELECTOR, "#result [name=text]")
    box.clear()
    box.send_keys("换了灯头，重走了十八米线，天黑前试过灯，亮了。")
    press(desk, "label:has(input[name=outcome][value=solved])")
    press(desk, "label:has(input[name=reporter_confirmed])")
    press(desk, "#result .btn.block")

    phone.get(f"{BASE}/cases/{case}")
    press(phone, "label:has(input[name=rating][value=done])")
    press(phone, "label:has(input[name=contacted])")
    press(phone, "#act-rating .btn.block")
    assert "办好了" in phone.find_element(By.TAG_NAME, "body").text


def test_a_neighbours_case_is_not_found(phone, desk):
    sign_in_resident(phone, "13800002076", "/my")
    phone.get(BASE + "/cases/01900000-0000-7000-8000-000000000000")
    assert "没有这一页" in phone.title or "没有这一页" in phone.page_source


def test_reporting_without_script():
    driver = browser(390, 844, script=False)
    try:
        driver.get(BASE + "/report")
        driver.find_element(By.CSS_SELECTOR, ".sticky .btn").click()
        assert driver.find_element(By.CSS_SELECTOR, ".errsum").is_displayed()
    finally:
        driver.quit()
