"""Other hands than a mouse's: the keyboard alone, colours chosen by the person."""
import re

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from browsers import DESK, PHONE, find, is_gone, sign_in, speak, text, wait
from city import BASE, PASSWORD, RESIDENT, session_of


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
        """A ring is drawn around what has the focus, or around the face of the choice it is, and no bar lies over it."""
        drawn, seen = self.driver.execute_script("""
            const el = document.activeElement, face = /^(radio|checkbox|file)$/.test(el.type) && el.closest('label') || el;
            const box = face.getBoundingClientRect(), at = [0.1, 0.5, 0.9];
            return [[el, el.nextElementSibling, el.parentElement].some(it => it && getComputedStyle(it).outlineStyle !== 'none'
              && parseFloat(getComputedStyle(it).outlineWidth) >= 2),
              at.some(x => at.some(y => { const top = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y); return top && face.contains(top); }))]""")
        assert drawn, "no ring around " + self.focused.get_attribute("outerHTML")[:120]
        assert seen, "something lies over " + self.focused.get_attribute("outerHTML")[:120]

    def press(self, selector, most=250):
        """To a button and Enter; ends on the next page."""
        self.go(selector, most)
        old = find(self.driver, "html")
        self.type(Keys.ENTER)
        wait(self.driver, lambda: is_gone(old) and self.driver.execute_script("return document.readyState") == "complete")

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


def test_the_queue_by_keyboard_alone(desk):
    """Signing in, taking up, dispatching, refusing and several at once: nothing but keys."""
    resident = session_of(RESIDENT)
    cases = []
    for number in range(4):
        resident.report(f"键盘上办的第 {number} 件。", address=f"键盘巷 {number} 号")
        cases.append(re.search(r"/cases/([0-9a-f-]{36})", resident.html).group(1))
    keys = Keyboard(desk)
    desk.get(BASE + "/sign-in/staff?return_to=/console%3Fstatus%3Dsubmitted%26sort%3Dnewest")
    keys.go("#name").type("dispatcher")
    keys.go("#password").type(PASSWORD)
    keys.press("form .btn.block")
    assert "status=submitted" in desk.current_url

    keys.press(f"[data-row][href*='{cases[0]}']")
    keys.press("button[form=accept]")
    assert find(desk, "#detail .flash, .flash").is_displayed()
    desk.get(f"{BASE}/console/cases/{cases[0]}")
    keys.go("#dispatch input[name=unit]", 250).type(Keys.SPACE)
    keys.go("#note").type("只用键盘派的")
    keys.press("button[form=dispatch]")
    assert find(desk, "#detail .chip.assigned").is_displayed()

    # R opens the refusal with the focus in it; the choices go by arrows, the list by its first letters.
    desk.get(f"{BASE}/console/cases/{cases[1]}")
    keys.type("r")
    wait(desk, lambda: desk.execute_script("return document.activeElement.matches('#act-refuse input[name=ground]')"))
    keys.type(Keys.SPACE)
    keys.go("#refuse_channel").type(Keys.ARROW_DOWN)
    keys.go("#refuse_reason").type("双方已经在打官司，要由法院来判，结果出来再说。")
    keys.press("#act-refuse .btn.danger")
    assert not desk.find_elements("css selector", "#errors, .errsum"), text(desk, "#detail")
    assert find(desk, "#detail .chip.void").is_displayed()

    # Two ticked by Space, then the bar below.
    desk.get(BASE + "/console?status=submitted&sort=newest")
    for case in cases[2:]:
        keys.go(f".pickbox input[value^='{case}']", 250).type(Keys.SPACE)
        desk.execute_script("scrollTo(0, 0); document.activeElement.blur()")
    keys.press("#batch button[value=accept]")
    assert len(desk.find_elements("css selector", ".batchlist li:not(.not)")) == 2


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
    find(phone, "#grid option[value$='002011']").click()
    find(phone, ".sticky .btn").click()
    wait(phone, lambda: phone.find_elements("css selector", ".dup, form#check"))
    if "/report/check" not in phone.current_url:
        find(phone, ".sticky .btn").click()
        wait(phone, lambda: "/check" in phone.current_url)
    yes, no = (f"label:has(input[name=public][value={value}]) i" for value in ("yes", "no"))
    assert face(yes) != face(no)


EDGES = """
const edges = (el, pseudo) => {
  const style = getComputedStyle(el, pseudo);
  return (pseudo ? [style.content, style.width, style.height] : [style.textDecorationLine]).concat(
    ['Top', 'Right', 'Bottom', 'Left'].map(side => style['border' + side + 'Style'] === 'none' ? '' : style['border' + side + 'Width'] + style['border' + side + 'Style'] + style['border' + side + 'Color']),
    style.outlineStyle === 'none' ? '' : style.outlineWidth + style.outlineStyle,
    // A ground counts where the sheet has taken it in its own hands.
    style.forcedColorAdjust === 'none' ? style.backgroundColor : '').join(' ');
};
const seen = Array.from(document.querySelectorAll(arguments[0])).filter(el => el.checkVisibility());
return seen.map(el => [el, ...el.children].map(it => [edges(it), edges(it, '::before'), edges(it, '::after')].join('|')).join('/'));
"""
CHOSEN = [
    (PHONE, RESIDENT, "/my", ".tabbar a", "[aria-current]"), (DESK, RESIDENT, "/my", ".site nav a", "[aria-current]"),
    (PHONE, RESIDENT, "/preferences", ".choices button", "[aria-pressed=true]"), (PHONE, RESIDENT, "/messages", ".seg a", "[aria-current]"),
    (DESK, "dispatcher", "/console", ".rail a:not(.lg)", "[aria-current]"), (DESK, "dispatcher", "/console", ".tabs a", "[aria-current]"),
    (DESK, "dispatcher", "/console", ".seg a", "[aria-current]"), (DESK, "dispatcher", "case", "[data-row]", "[aria-current]"),
    (DESK, "admin", "/directory/units", ".segwrap a, .seg a", "[aria-current]"),
]


def forced(driver):
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{"name": "forced-colors", "value": "active"}]})


@pytest.mark.parametrize("size, who, page, all, chosen", CHOSEN, ids=[f"{who} {page} {all}" for _, who, page, all, _ in CHOSEN])
def test_forced_colours_show_where_one_is(open_browser, size, who, page, all, chosen):
    """What is current or chosen has another edge, or a ground of the person's own, than what is not."""
    driver = open_browser(size)
    forced(driver)
    speak(driver, "zh-Hans")
    sign_in(driver, who)
    if page == "case":
        driver.get(BASE + "/console")
        driver.get(find(driver, "[data-row]").get_attribute("href"))
    else:
        driver.get(BASE + page)
    parts = [part.strip() for part in all.split(",")]
    on = driver.execute_script(EDGES, ", ".join(part + chosen for part in parts))
    off = driver.execute_script(EDGES, ", ".join(f"{part}:not({chosen})" for part in parts))
    assert on and off
    assert not set(on) & set(off), on


def test_forced_colours_show_focus_and_status(desk):
    forced(desk)
    speak(desk, "zh-Hans")
    sign_in(desk, "dispatcher")
    desk.get(BASE + "/console")
    keys = Keyboard(desk)
    for selector in (".rail a", "[data-search]", ".tabs a", ".seg a", "[data-row]"):
        keys.go(selector)
    chips = desk.execute_script("""
        return Array.from(document.querySelectorAll('.rows .chip')).map(chip => [chip.className, chip.textContent.trim(), chip.querySelector('use').getAttribute('href'),
          parseFloat(getComputedStyle(chip).borderTopWidth)])""")
    assert chips and all(width >= 1 and word for _, word, _, width in chips), chips
    # Without colours a state is its word and its sign; neither is shared by two states.
    looks = {(look, word, sign) for look, word, sign, _ in chips}
    assert len(looks) > 1 and len({word for _, word, _ in looks}) == len(looks), looks
    tapes = desk.execute_script("return Array.from(document.querySelectorAll('.rows .sla')).map(tape => [tape.className, tape.innerText.trim()])")
    assert tapes and all(words for _, words in tapes)
