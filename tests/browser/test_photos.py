"""Photos of a report go one by one, small, over a line that breaks; none is lost and none is there twice."""
import pytest
from selenium.webdriver.common.by import By

from browsers import find, png, press, sent, sign_in, speak, text, wait
from city import BASE, RESIDENT
from line import Line


@pytest.fixture
def line():
    line = Line(BASE)
    yield line
    line.close()


def begin(driver, line):
    speak(driver, "zh-Hans", line.base)
    # Whatever an earlier test had begun with this account is not this report's.
    sign_in(driver, RESIDENT, line.base)
    driver.get(line.base + "/report")
    while gone := driver.find_elements(By.CSS_SELECTOR, ".up .kept .rm"):
        gone[0].click()
        wait(driver, lambda: len(kept(driver)) < len(gone))


def kept(driver):
    """Ids of the photos that the page knows the server has."""
    return driver.execute_script("return Array.from(document.querySelectorAll('.up .kept input[name=kept_photo]'), held => held.value)")


def held(driver, line):
    """Ids of the photos that the server has."""
    driver.get(line.base + "/report")
    return kept(driver)


def choose(driver, *photos):
    find(driver, "input[name=photos]").send_keys("\n".join(photos))


def finish(driver, words):
    press(driver, "label:has(input[value=street_light])")
    find(driver, "#text").send_keys(words)
    press(driver, ".sticky .btn")
    find(driver, "#address").send_keys("柳巷 31 号楼")
    find(driver, "#grid option[value$='002011']").click()
    press(driver, ".sticky .btn")
    if "/report/check" not in driver.current_url:
        press(driver, ".sticky .btn")
    assert len(driver.find_elements(By.CSS_SELECTOR, ".sum .photo img")) == 3
    press(driver, ".sticky .btn")
    press(driver, "a.btn[href*='/cases/']")


def test_a_line_cut_between_photos_is_taken_up_where_it_broke(phone, line, tmp_path):
    begin(phone, line)
    colours = ((200, 30, 30), (30, 200, 30), (30, 30, 200))
    red, green, blue = (png(tmp_path / f"{n}.png", colour) for n, colour in enumerate(colours))
    choose(phone, red)
    wait(phone, lambda: len(kept(phone)) == 1)
    line.cut()
    choose(phone, green, blue)
    wait(phone, lambda: "还剩 2 张没传上" in text(phone, "#photos-said"))
    assert len(kept(phone)) == 1 and len(phone.find_elements(By.CSS_SELECTOR, ".up .fresh img")) == 3
    line.mend()
    wait(phone, lambda: len(kept(phone)) == 3, 40)
    assert text(phone, "#photos-said") == ""
    first = kept(phone)
    assert held(phone, line) == first and len(set(first)) == 3
    finish(phone, "三张照片，中间断过网。")
    pictures = phone.find_elements(By.CSS_SELECTOR, "img[src*='/files/']")
    assert len(pictures) == 3
    wait(phone, lambda: all(phone.execute_script("return arguments[0].naturalWidth", one) > 0 for one in pictures))


def test_an_answer_that_is_lost_does_not_bring_a_photo_twice(phone, line, tmp_path):
    begin(phone, line)
    line.is_deaf = True
    choose(phone, png(tmp_path / "a.png", (90, 10, 60)))
    wait(phone, lambda: "还剩 1 张没传上" in text(phone, "#photos-said"))
    line.mend()
    wait(phone, lambda: len(kept(phone)) == 1, 40)
    assert len(held(phone, line)) == 1


def test_a_photo_becomes_small_before_it_goes_and_can_be_taken_back(phone, line, tmp_path):
    begin(phone, line)
    # A camera's size, made in the browser: a picture of noise is what compresses worst.
    phone.set_script_timeout(60)
    size = phone.execute_async_script("""
        const done = arguments[0], canvas = Object.assign(document.createElement('canvas'), { width: 3000, height: 2000 });
        const pen = canvas.getContext('2d'), noise = pen.createImageData(3000, 2000);
        for (let i = 0; i < noise.data.length; i += 4) noise.data.set([i * 7 % 251, i * 13 % 241, i * 29 % 239, 255], i);
        pen.putImageData(noise, 0, 0);
        canvas.toBlob(blob => {
          const input = document.querySelector('input[name=photos]'), files = new DataTransfer();
          files.items.add(new File([blob], 'camera.png', { type: 'image/png' }));
          input.files = files.files;
          input.dispatchEvent(new Event('change', { bubbles: true }));
          done(blob.size);
        }, 'image/png')""")
    wait(phone, lambda: len(kept(phone)) == 1, 60)
    width, sent = phone.execute_async_script("""
        const done = arguments[1];
        fetch('/files/' + arguments[0]).then(answer => answer.blob()).then(async blob => done([(await createImageBitmap(blob)).width, blob.size]))""", kept(phone)[0])
    assert width == 1600 and sent < size / 2, (width, sent, size)
    find(phone, ".up .kept .rm").click()
    wait(phone, lambda: not kept(phone))
    assert not held(phone, line)


def test_what_had_arrived_is_filed_with_the_report_that_waited(phone, line, tmp_path):
    begin(phone, line)
    phone.set_script_timeout(20)
    phone.execute_async_script("navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller ? arguments[0]() : navigator.serviceWorker.addEventListener('controllerchange', () => arguments[0]()))")
    choose(phone, png(tmp_path / "a.png", (10, 90, 60)))
    wait(phone, lambda: len(kept(phone)) == 1)
    press(phone, "label:has(input[value=street_light])")
    find(phone, "#text").send_keys("一张传上了，一张没传上。")
    line.cut()
    choose(phone, png(tmp_path / "b.png", (10, 60, 90)))
    wait(phone, lambda: "还剩 1 张没传上" in text(phone, "#photos-said"))
    press(phone, ".sticky .btn")
    wait(phone, lambda: "/report/offline" in phone.current_url)
    wait(phone, lambda: "断网前传上了 1 张照片" in text(phone, "[data-arrived]"))
    wait(phone, lambda: len(phone.find_elements(By.CSS_SELECTOR, ".up .fresh img")) == 1)
    find(phone, "#address").send_keys("柳巷 32 号楼")
    find(phone, "#grid option[value$='002011']").click()
    find(phone, "form[data-queue] .sticky .btn").click()
    wait(phone, lambda: "联网后自动发" in text(phone, "[data-held]"))
    line.mend()
    phone.get(line.base + "/report/offline")
    phone.get(sent(phone))
    press(phone, "a.btn[href*='/cases/']")
    assert len(phone.find_elements(By.CSS_SELECTOR, "img[src*='/files/']")) == 2
