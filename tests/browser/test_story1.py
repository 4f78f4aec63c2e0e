"""Aunt Liu's ditch: a grid worker finds pooled water before anybody reports it, and the neighbours hear that it is done."""
import pytest
from selenium.webdriver.common.by import By

from browsers import DESK, PHONE, case_of, find, press, text, wait
from city import BASE, NEIGHBOUR
from test_story import become

WORDS = {
    "zh-Hans": {
        "seen": "菜地边的排水沟积了水，上冻会结冰，老人走这里怕滑倒。", "found": "巡查主动发现", "season": "上冻前", "by": "前办好",
        "done": "把淤泥清了，水排干了，沟边撒了炉灰，走了一遍不滑。", "told": "巡查时主动发现的一件事已经办好", "chip": "待核实"},
    "en": {
        "seen": "Water stands in the ditch by the allotments and will freeze where old people walk.", "found": "Found on patrol",
        "season": "Before freeze", "by": "by ", "done": "The ditch is cleared and drained, and ash is strewn along the path.",
        "told": "found on patrol in", "chip": "Being checked"},
}


def follow_grid(driver, ends):
    """News of one grid."""
    driver.get(BASE + "/messages/settings")
    option = next(o for o in driver.find_elements(By.CSS_SELECTOR, "#area option") if (o.get_attribute("value") or "").endswith(ends))
    option.click()
    press(driver, "#near form[action$='/neighbourhood'] button")
    assert driver.find_elements(By.CSS_SELECTOR, ".flash"), text(driver)


def follow_nothing(driver):
    driver.get(BASE + "/messages/settings")
    while driver.find_elements(By.CSS_SELECTOR, "#near form[action$='/removal'] button"):
        press(driver, "#near form[action$='/removal'] button")


def found_on_patrol(worker, words):
    """The grid worker files what she found, with the season that presses it; answers the case's id."""
    worker.get(BASE + "/report")
    press(worker, "label:has(input[value=manhole])")
    find(worker, "#text").send_keys(words["seen"])
    press(worker, ".sticky .btn")
    find(worker, "#address").send_keys("菜地边排水沟")
    next(o for o in worker.find_elements(By.CSS_SELECTOR, "#grid option") if o.get_attribute("value").endswith("002011")).click()
    press(worker, ".sticky .btn")
    if "/report/check" not in worker.current_url:
        press(worker, ".sticky .btn")
    find(worker, "#season option[value=before_freeze]").click()
    press(worker, ".sticky .btn")
    assert "/received" in worker.current_url, text(worker)
    press(worker, "a.btn[href*='/cases/']")
    marked(worker, words)
    return case_of(worker)


def marked(driver, words):
    tags = [tag.text for tag in driver.find_elements(By.CSS_SELECTOR, ".tag")]
    assert words["found"] in tags, tags
    assert any(tag.startswith(words["season"]) and words["by"] in tag for tag in tags), tags


# Cases whose story was lived here; a week later they stand in the bulletin (test_weeks.py).
DITCHES = []


@pytest.mark.parametrize("language, way", [("zh-Hans", "spot"), ("en", "unit")])
def test_the_ditch_is_drained_before_the_frost(open_browser, language, way):
    words = WORDS[language]
    worker, neighbour, office = open_browser(PHONE), open_browser(PHONE), open_browser(DESK)
    become(neighbour, NEIGHBOUR, language)
    follow_grid(neighbour, "002011")
    become(worker, "grid", language)
    case = found_on_patrol(worker, words)

    # Nobody has accepted it: a neighbour learns that there is something, and no word of it.
    neighbour.get(f"{BASE}/cases/{case}")
    assert words["seen"] not in text(neighbour)

    become(office, "dispatcher", language)
    office.get(f"{BASE}/console?found=patrol&season_code=before_freeze")
    row = find(office, f".q1[href*='{case}']")
    assert words["found"] in row.text and words["season"] in row.text
    office.get(f"{BASE}/console/cases/{case}")
    marked(office, words)
    press(office, "button[form=accept]")

    if way == "spot":
        worker.get(f"{BASE}/desk/cases/{case}")
        marked(worker, words)
        press(worker, "#act-file summary")
        press(worker, "#act-file form button")
        done_by = worker
    else:
        press(office, "#dispatch label:has(input[value=water])")
        press(office, "button[form=dispatch]")
        become(office, "water", language)
        office.get(f"{BASE}/desk/cases/{case}")
        marked(office, words)
        press(office, "form[action$='/start'] button")
        done_by = office
    press(done_by, "label:has(input[name=outcome][value=solved])")
    find(done_by, "#result_text").send_keys(words["done"])
    press(done_by, "label:has(input[name=reporter_confirmed])")
    press(done_by, "#result > .btn.block")
    assert done_by.find_elements(By.CSS_SELECTOR, ".flash"), text(done_by)

    # Told in the app, by number and grid; a press leads to what came of it.
    def told():
        neighbour.get(BASE + "/messages")
        return neighbour.find_elements(By.CSS_SELECTOR, f"a[href*='{case}']")
    wait(neighbour, told)
    said = text(neighbour)
    assert words["told"] in said, said
    assert "菜地" not in said
    press(neighbour, f"a[href*='{case}']")
    assert f"/cases/{case}" in neighbour.current_url
    marked(neighbour, words)
    assert words["done"] in text(neighbour) and words["seen"] in text(neighbour)
    assert find(neighbour, ".state .chip").text == words["chip"]

    # Who found it is not asked how content they are with it; supervision closes it.
    worker.get(f"{BASE}/cases/{case}")
    assert not worker.find_elements(By.CSS_SELECTOR, "#act-rating, input[name=rating]")
    become(office, "supervisor", language)
    office.get(f"{BASE}/callbacks/{case}")
    marked(office, words)
    press(office, "#act-checking button")
    press(office, "#act-closure button[value=no_contact]")
    assert find(office, ".chip.done")
    neighbour.get(f"{BASE}/cases/{case}")
    assert find(neighbour, ".state .chip.done")
    follow_nothing(neighbour)
    DITCHES.append(case)
