"""Other hands than a mouse's: the keyboard alone, colours chosen by the person."""
import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from browsers import DESK, PHONE, find, sign_in, speak, text, wait
from city import BASE


class Keyboard:
    """Only keys reach the page, and only what has the focus hears them."""

    def __init__(self, driver):
        self.driver = driver

    @property
    def focused(self):
        return self.driver.switch_to.active_element

    def type(self, *keys):
        ActionChains(self.driver).send_keys(*keys).perform()

    def go(self, selector, most=60):
        """Tab until the focus is there."""
        for _ in range(most):
            self.type(Keys.TAB)
            if self.driver.execute_script("return document.activeElement.matches(arguments[0])", selector):
                self.sees_focus()
                return self
        raise AssertionError(f"{most} tabs do not come to {selector}")

    def sees_focus(self):
        """A ring is drawn around what has the focus, or around the face of the choice it is."""
        drawn = self.driver.execute_script("""
            const el = document.activeElement;
            return [el, el.nextElementSibling, el.parentElement].some(it => it && getComputedStyle(it).outlineStyle !== 'none'
              && parseFloat(getComputedStyle(it).outlineWidth) >= 2)""")
        assert drawn, "no ring around " + self.focused.get_attribute("outerHTML")[:120]

    def enter(self, leads_to):
        self.type(Keys.ENTER)
        wait(self.driver, lambda: leads_to in self.driver.current_url
             and self.driver.execute_script("return document.readyState") == "complete")
        return self


@pytest.mark.parametrize("size, who", [(PHONE, "13800004298"), (DESK, "13800005309")], ids=["phone", "desk"])
def test_reporting_by_keyboard(open_browser, size, who):
    driver = open_browser(size)
    driver.get(BASE + "/sign-in?return_to=/report")
    keys = Keyboard(driver)
    keys.go("#phone").type(who)
    keys.enter("/sign-in")
    wait(driver, lambda: driver.find_elements("css selector", ".note .mono"))
    code = text(driver, ".note .mono")
    keys.go("#code").type(code)
    keys.enter("/report")

    keys.go("input[name=kind]").type(Keys.SPACE)
    assert driver.execute_script("return document.querySelector('input[name=kind]').checked")
    keys.type(Keys.ARROW_RIGHT)
    assert driver.execute_script("return document.querySelectorAll('input[name=kind]')[1].checked")
    keys.go("#text").type("只用键盘报的：楼道的灯灭了。")
    keys.go(".sticky .btn").enter("/report/where")
    keys.go("#address").type("柳巷 5 号楼")
    keys.go("#grid").type(Keys.ARROW_DOWN)
    keys.go(".sticky .btn").type(Keys.ENTER)
    wait(driver, lambda: driver.find_elements("css selector", ".dup, form#check"))
    if "/report/check" not in driver.current_url:
        keys.go(".sticky .btn").enter("/report/check")
    keys.go(".sticky .btn").enter("/received")
    assert find(driver, ".ref b").text


def test_the_desk_has_keys(desk):

    sign_in(desk, "dispatcher")
    desk.get(BASE + "/console")
    keys = Keyboard(desk)
    keys.type("j")
    wait(desk, lambda: "/console/cases/" in desk.current_url)
    first = desk.current_url
    wait(desk, lambda: desk.find_elements("css selector", "[data-row][aria-current=true]"))
    keys.type("j")
    wait(desk, lambda: "/console/cases/" in desk.current_url and desk.current_url != first)
    keys.type("k")
    wait(desk, lambda: desk.current_url.split("?")[0] == first.split("?")[0])
    keys.type("/")
    assert desk.execute_script("return document.activeElement.matches('[data-search]')")


def test_forced_colours_keep_every_choice_apart(phone):
    """With the person's own few colours, what is chosen still looks chosen."""
    phone.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{"name": "forced-colors", "value": "active"}]})
    speak(phone, "zh-Hans")
    phone.get(BASE + "/report")
    assert phone.execute_script("return matchMedia('(forced-colors: active)').matches")

    def face(selector):
        element = find(phone, selector)
        element.location_once_scrolled_into_view
        return element.screenshot_as_base64
    tile = "label:has(input[value=street_light])"
    before = face(tile)
    find(phone, tile).click()
    find(phone, "#text").click()
    assert face(tile) != before
    find(phone, "#text").send_keys("看颜色。")
    find(phone, ".sticky .btn").click()
    wait(phone, lambda: "/where" in phone.current_url)
    find(phone, "#address").send_keys("柳巷 8 号楼")
    find(phone, ".sticky .btn").click()
    wait(phone, lambda: phone.find_elements("css selector", ".dup, form#check"))
    if "/report/check" not in phone.current_url:
        find(phone, ".sticky .btn").click()
        wait(phone, lambda: "/check" in phone.current_url)
    yes, no = (f"label:has(input[name=public][value={value}]) i" for value in ("yes", "no"))
    assert face(yes) != face(no)
