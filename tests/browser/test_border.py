"""A grid's border, drawn by hand on the map of the directory."""
import json

from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from browsers import find, press, sign_in, speak, wait
from city import BASE


def corners(driver):
    return driver.find_elements(By.CSS_SELECTOR, ".leaflet-marker-icon.corner")


def ring(driver):
    value = find(driver, "#border").get_attribute("value")
    return json.loads(value)["coordinates"][0] if value else []


def settled(driver):
    """The map has come to rest and shows every corner."""
    wait(driver, lambda: corners(driver) and not driver.find_elements(By.CSS_SELECTOR, ".leaflet-zoom-anim .leaflet-pan-anim"))


def drag(driver, element, x, y):
    """As a hand does it: in steps, and at rest before letting go."""
    hand = ActionChains(driver).click_and_hold(element)
    for _ in range(4):
        hand = hand.move_by_offset(x / 4, y / 4).pause(0.1)
    hand.pause(0.2).release().perform()


def test_a_border_is_dragged_undone_and_saved(desk):
    speak(desk, "zh-Hans")
    sign_in(desk, "admin")
    desk.get(BASE + "/directory/grids")
    grid = next(link.get_attribute("href") for link in desk.find_elements(By.CSS_SELECTOR, "a[href*='/directory/grids/entries/']"))
    desk.get(grid)
    settled(desk)
    find(desk, "[data-border]").location_once_scrolled_into_view
    before = ring(desk)
    assert len(corners(desk)) == len(before) - 1, "the border is closed: its last corner is its first"

    # One corner by hand, forty pixels to the right and sixteen down.
    drag(desk, corners(desk)[1], 40, 16)
    wait(desk, lambda: ring(desk) != before)
    dragged = ring(desk)
    assert dragged[1][0] > before[1][0] and dragged[1][1] < before[1][1], "east and south of where it was"
    assert [p for i, p in enumerate(dragged) if i != 1] == [p for i, p in enumerate(before) if i != 1], "no other corner moved"
    says = find(desk, "[data-border-says]").text
    assert f"{dragged[1][0]:.6f}" in says and f"{dragged[1][1]:.6f}" in says

    # Taken back, and done again by the arrow keys.
    find(desk, "[data-border-act=undo]").click()
    wait(desk, lambda: ring(desk) == before)
    corner = corners(desk)[1]
    desk.execute_script("arguments[0].focus({preventScroll:true})", corner)
    ActionChains(desk).send_keys(Keys.ARROW_RIGHT).perform()
    wait(desk, lambda: ring(desk) != before)
    moved = ring(desk)
    assert moved[1][0] > before[1][0] and abs(moved[1][1] - before[1][1]) < 1e-5, "a key goes by whole pixels"

    # A half-way mark makes a new corner; the delete key takes it away.
    desk.find_elements(By.CSS_SELECTOR, ".leaflet-marker-icon.half")[1].click()
    wait(desk, lambda: len(ring(desk)) == len(moved) + 1)
    # It has the focus already.
    ActionChains(desk).send_keys(Keys.DELETE).perform()
    wait(desk, lambda: ring(desk) == moved)

    press(desk, "#entry > button.btn")
    if desk.find_elements(By.CSS_SELECTOR, "#overlaps"):
        # It now lies a little over the next grid, which is said and can be meant.
        find(desk, "#overlaps label").click()
        press(desk, "#entry > button.btn")
    assert not desk.find_elements(By.CSS_SELECTOR, ".errsum"), find(desk, ".errsum").text
    desk.get(grid)
    settled(desk)
    kept = ring(desk)
    assert all(abs(a - b) < 1e-6 for p, q in zip(kept, moved, strict=True) for a, b in zip(p, q))

    # As it was, for whoever comes next: the text box is the full alternative to the map.
    desk.execute_script("arguments[0].value = arguments[1]", find(desk, "#border"), json.dumps({"type": "Polygon", "coordinates": [before]}))
    press(desk, "#entry > button.btn")
    if desk.find_elements(By.CSS_SELECTOR, "#overlaps"):
        find(desk, "#overlaps label").click()
        press(desk, "#entry > button.btn")
    desk.get(grid)
    assert ring(desk) == before


def test_a_double_click_takes_a_corner_away(desk):
    speak(desk, "zh-Hans")
    sign_in(desk, "admin")
    desk.get(BASE + "/directory/grids")
    desk.get(next(link.get_attribute("href") for link in desk.find_elements(By.CSS_SELECTOR, "a[href*='/directory/grids/entries/']")))
    settled(desk)
    find(desk, "[data-border]").location_once_scrolled_into_view
    before = ring(desk)
    ActionChains(desk).double_click(corners(desk)[1]).perform()
    wait(desk, lambda: len(ring(desk)) == len(before) - 1)
    assert ring(desk) == [p for i, p in enumerate(before) if i != 1], "that corner and no other"
    # One undo brings it back: the double click was one deed, and the map took neither click.
    find(desk, "[data-border-act=undo]").click()
    wait(desk, lambda: ring(desk) == before)

    # On a half-way mark it makes one corner, and does not take that away again.
    ActionChains(desk).double_click(desk.find_elements(By.CSS_SELECTOR, ".leaflet-marker-icon.half")[1]).perform()
    wait(desk, lambda: len(ring(desk)) == len(before) + 1)
    find(desk, "[data-border-act=undo]").click()
    wait(desk, lambda: ring(desk) == before)

    # On the map it makes one corner as well.
    place = find(desk, "[data-border]")
    ActionChains(desk).move_to_element_with_offset(place, 120 - place.size["width"] // 2, 60 - place.size["height"] // 2).double_click().perform()
    wait(desk, lambda: len(ring(desk)) == len(before) + 1)
    find(desk, "[data-border-act=undo]").click()
    wait(desk, lambda: ring(desk) == before)
