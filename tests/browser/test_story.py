"""The whistle's story in real browsers: five roles, one case from report to closing."""
import pytest

from browsers import DESK, PHONE, case_of, find, png, press, sign_in, speak, text
from city import BASE, NEIGHBOUR, RESIDENT
from selenium.webdriver.common.by import By


COURSE = ("report", "accept", "file", "dispatch", "start", "result", "rating", "checking", "closing")


def report(driver, words, photo=None, twice=False):
    driver.get(BASE + "/report")
    press(driver, "label:has(input[value=street_light])")
    find(driver, "#text").send_keys(words)
    if photo:
        find(driver, "input[type=file][name=photos]").send_keys(photo)
    press(driver, ".sticky .btn", twice)
    find(driver, "#address").send_keys("柳巷 99 号楼")
    grid = next(o for o in driver.find_elements(By.CSS_SELECTOR, "#grid option") if o.get_attribute("value").endswith("002011"))
    grid.click()
    press(driver, ".sticky .btn", twice)
    if "/report/check" not in driver.current_url:
        press(driver, ".sticky .btn", twice)
    assert "/report/check" in driver.current_url


def become(driver, who, language):
    driver.delete_all_cookies()
    speak(driver, language)
    sign_in(driver, who)


def story(public, office, language, photo, twice=False):
    """Goes the whole way; answers the case's id."""
    become(public, RESIDENT, language)
    report(public, "楼道口那盏灯不亮，浏览器里报的。", photo, twice)
    press(public, ".sticky .btn", twice)
    assert "/received" in public.current_url, text(public)
    press(public, "a.btn[href*='/cases/']")
    case = case_of(public)
    picture = find(public, "img[src*='/files/']")
    assert public.execute_script("return arguments[0].naturalWidth", picture) > 0

    become(office, "dispatcher", language)
    office.get(f"{BASE}/console/cases/{case}")
    press(office, "button[form=accept]", twice)

    # The grid worker has been there and fixes class and limit.
    become(office, "grid", language)
    office.get(f"{BASE}/desk/cases/{case}")
    press(office, "#act-file summary")
    press(office, "#act-file form button", twice)
    assert office.find_elements(By.CSS_SELECTOR, ".flash"), text(office)

    become(office, "dispatcher", language)
    office.get(f"{BASE}/console/cases/{case}")
    press(office, "#dispatch label:has(input[value=power])")
    press(office, "button[form=dispatch]", twice)
    assert find(office, "#detail .chip.assigned")

    become(office, "power", language)
    office.get(f"{BASE}/desk/cases/{case}")
    press(office, "form[action$='/start'] button", twice)
    press(office, "label:has(input[name=outcome][value=solved])")
    find(office, "#result_text").send_keys("太短")
    press(office, "#result > .btn.block", twice)
    assert find(office, ".errsum").is_displayed()
    box = find(office, "#result_text")
    assert box.get_attribute("value") == "太短"
    box.clear()
    box.send_keys("换了灯头，重走了十八米线，天黑前试过灯，亮了。")
    press(office, "label:has(input[name=outcome][value=solved])")
    press(office, "label:has(input[name=reporter_confirmed])")
    press(office, "#result > .btn.block", twice)

    public.get(f"{BASE}/cases/{case}")
    press(public, "label:has(input[name=rating][value=done])")
    press(public, "label:has(input[name=contacted])")
    press(public, "#act-rating .btn.block", twice)
    assert public.find_elements(By.CSS_SELECTOR, ".note.ok"), text(public)

    become(office, "supervisor", language)
    office.get(f"{BASE}/callbacks/{case}")
    press(office, "#act-checking button", twice)
    for question in office.find_elements(By.CSS_SELECTOR, "#act-closure fieldset.ask"):
        answer = question.find_element(By.CSS_SELECTOR, "label:has(input[value=yes])")
        office.execute_script("arguments[0].scrollIntoView({block:'center'})", answer)
        answer.click()
    press(office, "#act-closure button[value=answers]", twice)
    assert find(office, ".chip.done")

    public.get(f"{BASE}/cases/{case}")
    assert find(public, ".state .chip.done")
    public.get(f"{BASE}/messages")
    assert public.find_elements(By.CSS_SELECTOR, f"a[href*='{case}']"), text(public)
    return case


def steps_of(office, case):
    """How many things have happened to the case, as supervision sees it."""
    office.get(f"{BASE}/callbacks/{case}")
    return len(office.find_elements(By.CSS_SELECTOR, ".panel.past .tl > li"))


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_from_report_to_closing(open_browser, tmp_path, size, language):
    """Every button is pressed twice on the desk's English run; nothing happens twice."""
    twice = (size, language) == (DESK, "en")
    public, office = open_browser(size), open_browser(size)
    case = story(public, office, language, png(tmp_path / "lamp.png"), twice)
    assert steps_of(office, case) == len(COURSE)
    public.get(BASE + "/my")
    rows = public.find_elements(By.CSS_SELECTOR, f".cases a[href$='{case}']")
    assert len(rows) == 1
    heard = public.find_elements(By.CSS_SELECTOR, "html[lang]")[0].get_attribute("lang")
    assert heard == language


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_without_script(open_browser, tmp_path, size, language):
    public, office = open_browser(size, script=False), open_browser(size, script=False)
    case = story(public, office, language, png(tmp_path / "lamp.png"))
    assert steps_of(office, case) == len(COURSE)


def test_two_people_move_the_same_case(open_browser):
    public, first, second = open_browser(PHONE), open_browser(DESK), open_browser(DESK)
    become(public, RESIDENT, "zh-Hans")
    report(public, "两个人同时看到的一盏灯。")
    press(public, ".sticky .btn")
    press(public, "a.btn[href*='/cases/']")
    case = case_of(public)
    become(first, "dispatcher", "zh-Hans")
    become(second, "street", "zh-Hans")
    first.get(f"{BASE}/console/cases/{case}")
    press(first, "button[form=accept]")
    for office in (first, second):
        office.get(f"{BASE}/console/cases/{case}")
    press(first, "#dispatch label:has(input[value=power])")
    press(first, "button[form=dispatch]")

    find(second, "#note").send_keys("先看看是不是灯杆的事")
    press(second, "#dispatch label:has(input[value=power])")
    press(second, "button[form=dispatch]")
    said = text(second, ".errsum")
    # Who and what: the post, since the case names nobody.
    assert "调度" in said and "供电所" in said, said
    assert "先看看是不是灯杆的事" in second.page_source
    assert find(second, "#detail .chip.assigned")
    become(second, "supervisor", "zh-Hans")
    assert steps_of(second, case) == 4, "reported, taken up, filed and dispatched, each once"


def test_a_neighbours_case_is_not_found(phone):
    become(phone, RESIDENT, "zh-Hans")
    report(phone, "楼上漏水到我家，不想让邻居看到。")
    press(phone, "label:has(input[name=public][value=no])")
    press(phone, ".sticky .btn")
    press(phone, "a.btn[href*='/cases/']")
    case = case_of(phone)
    assert "不想让邻居看到" in phone.page_source

    become(phone, NEIGHBOUR, "zh-Hans")
    phone.get(f"{BASE}/cases/{case}")
    assert "没有这一页" in phone.title
    assert "漏水" not in phone.page_source
