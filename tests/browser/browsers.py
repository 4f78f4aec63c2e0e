"""Real browsers: how they are started and how a person's hands move in them."""
import struct
import zlib

from selenium import webdriver
from selenium.common.exceptions import NoSuchElementException, StaleElementReferenceException, WebDriverException
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from city import BASE, PASSWORD, session_of

PHONE, DESK = (375, 812), (1440, 900)


def browser(size, script=True, language="zh-CN"):
    options = webdriver.ChromeOptions()
    for flag in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars",
                 "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream",
                 # Players are started by scripts here, and not by a finger.
                 "--autoplay-policy=no-user-gesture-required"):
        options.add_argument(flag)
    options.add_argument(f"--lang={language}")
    prefs = {"intl.accept_languages": language}
    if not script:
        prefs["profile.managed_default_content_settings.javascript"] = 2
    options.add_experimental_option("prefs", prefs)
    options.binary_location = "/usr/bin/chromium"
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService("/usr/bin/chromedriver"))
    driver.implicitly_wait(5)
    resize(driver, size)
    return driver


def resize(driver, size):
    """The page's own size, which is smaller than any window that a desktop allows."""
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
        "width": size[0], "height": size[1], "deviceScaleFactor": 1, "mobile": False})


def png(path, colour=(60, 90, 120)):
    """A small picture made here, so that nothing real is in the tests."""
    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    rows = b"".join(b"\0" + bytes(colour) * 64 for _ in range(64))
    data = (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 64, 64, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))
    with open(path, "wb") as file:
        file.write(data)
    return str(path)


def find(driver, selector):
    return driver.find_element(By.CSS_SELECTOR, selector)


def text(driver, selector="body"):
    return find(driver, selector).text


def press(driver, selector, twice=False):
    """Presses; a button or link is followed until the next page is there.

    `twice`: the second press comes before the first is answered, as from a shaking hand.
    """
    element = find(driver, selector)
    leaves = element.tag_name in ("button", "a")
    old = find(driver, "html")
    # Away from the bars that stick to the page's ends, as a person would scroll.
    driver.execute_script("arguments[0].scrollIntoView({block:'center'})", element)
    if twice:
        ActionChains(driver).double_click(element).perform()
    else:
        element.click()
    if leaves:
        wait(driver, lambda: is_gone(old))


def is_gone(element):
    """Whether the page that the element was on has been left."""
    try:
        element.is_enabled()
        return False
    except StaleElementReferenceException:
        return True
    except WebDriverException as error:
        # The driver's own words while one page gives way to the next.
        if "does not belong to the document" in str(error):
            return True
        raise


def wait(driver, condition, seconds=20):
    # A row that was drawn anew between finding and reading it is looked for again.
    return WebDriverWait(driver, seconds, 0.1, (NoSuchElementException, StaleElementReferenceException)).until(lambda _: condition())


def sign_in(driver, who, base=BASE, back="/my"):
    """Residents bring the session they have; staff sign in on the page."""
    if who.isdigit():
        driver.get(base + "/health/live")
        for cookie in session_of(who).cookies():
            driver.add_cookie(cookie)
        driver.get(base + back)
        return
    driver.get(base + "/sign-in/staff")
    find(driver, "#name").send_keys(who)
    find(driver, "#password").send_keys(PASSWORD)
    press(driver, "form .btn.block")


def speak(driver, language, base=BASE, mode="standard", theme="light", density="dense"):
    """Sets how this person reads, as the preferences page would."""
    driver.get(base + "/health/live")
    driver.add_cookie({"name": "linli_preferences", "value": ".".join([language, mode, theme, density])})


def sent(driver):
    """Address of the report that was sent, once it is; read in one go, since rows are drawn anew while the queue goes out."""
    return wait(driver, lambda: driver.execute_script(
        "const link = document.querySelector('[data-open]:not([hidden])'); return link && link.href"), 40)


def case_of(driver):
    return driver.current_url.split("?")[0].rsplit("/", 1)[1]
