"""The network is cut while somebody reports: nothing is lost, and nothing is filed twice."""
import pytest
from selenium.webdriver.common.by import By

from browsers import DESK, PHONE, find, png, press, resize, sent, sign_in, speak, text, wait
from city import BASE, RESIDENT, Client, session_of
from line import Line


@pytest.fixture
def line():
    line = Line(BASE)
    yield line
    line.close()


def settle(driver):
    """Waits until the service worker has the pages in its hands."""
    driver.set_script_timeout(20)
    driver.execute_async_script("""
        const done = arguments[0];
        navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller ? done()
          : navigator.serviceWorker.addEventListener('controllerchange', () => done()))""")


def filed(words, who=RESIDENT):
    """How many of this person's reports say this."""
    return session_of(who).open("/my").html.count(words)


def choose_grid(driver):
    find(driver, "#grid option[value$='002011']").click()


def write_offline(driver, words, photo=None):
    wait(driver, lambda: find(driver, "form[data-queue]").is_displayed())
    press(driver, "label:has(input[value=street_light])")
    find(driver, "#text").send_keys(words)
    if photo:
        find(driver, "input[name=photos]").send_keys(photo)
    if not find(driver, "#address").get_attribute("value"):
        find(driver, "#address").send_keys("柳巷 21 号楼")
    choose_grid(driver)


def test_a_report_without_network_is_sent_once(phone, line, tmp_path):
    speak(phone, "zh-Hans", line.base)
    sign_in(phone, RESIDENT, line.base)
    phone.get(line.base + "/")
    settle(phone)
    phone.get(line.base + "/")
    line.cut()
    phone.get(line.base + "/report")
    assert "没有网也能上报" in text(phone)
    write_offline(phone, "断网时写的一盏灯。", png(tmp_path / "a.png"))
    # What was written is there after the page was closed and opened again.
    wait(phone, lambda: phone.execute_async_script(
        "const done = arguments[0]; linliQueue('').draft.get(localStorage.getItem('linli:reader')).then(kept => done(Boolean(kept && kept.photos && kept.photos.length && kept.address && kept.grid)))"))
    phone.get(line.base + "/report")
    wait(phone, lambda: find(phone, "#text").get_attribute("value") == "断网时写的一盏灯。")
    wait(phone, lambda: phone.find_elements(By.CSS_SELECTOR, ".up .fresh img"))
    find(phone, "form[data-queue] .sticky .btn").click()
    wait(phone, lambda: "联网后自动发" in text(phone, "[data-held]"))
    # Elsewhere the page says that something waits; its own page is kept for reading.
    phone.get(line.base + "/")
    wait(phone, lambda: "1 件上报等着发出去" in text(phone, ".netbar"))
    assert "不是最新的" in text(phone, ".netbar")

    line.mend()
    phone.get(line.base + "/report/offline")
    link = sent(phone)
    assert filed("断网时写的一盏灯") == 1
    phone.get(link)
    press(phone, "a.btn[href*='/cases/']")
    picture = find(phone, "img[src*='/files/']")
    wait(phone, lambda: phone.execute_script("return arguments[0].naturalWidth", picture) > 0)


def test_an_answer_that_is_lost_does_not_file_twice(phone, line):
    """The server takes the report, and the line goes before it can say so."""
    speak(phone, "zh-Hans", line.base)
    sign_in(phone, RESIDENT, line.base)
    phone.get(line.base + "/report/offline")
    settle(phone)
    write_offline(phone, "答复丢了的一盏灯。")
    phone.execute_script("""
        // Only the page sends now, so that its answer can be lost.
        Object.defineProperty(ServiceWorkerRegistration.prototype, 'sync', { value: undefined });
        const real = window.fetch; window.lost = 0;
        window.fetch = async (...all) => { const answer = await real(...all);
          if (String(all[0]).endsWith('/report/queued') && !window.lost++) throw new TypeError('the line went'); return answer; }""")
    find(phone, "form[data-queue] .sticky .btn").click()
    wait(phone, lambda: phone.execute_script("return window.lost") == 1)
    assert filed("答复丢了的一盏灯") == 1
    phone.get(line.base + "/report/offline")
    sent(phone)
    assert filed("答复丢了的一盏灯") == 1


@pytest.mark.parametrize("deaf", [False, True], ids=["request lost", "answer lost"])
def test_the_last_press_meets_a_dead_line(phone, line, deaf):
    """The ordinary form's last step fails; it is kept, and sent again under its own key."""
    words = f"最后一步断了，{'答复' if deaf else '请求'}丢了。"
    speak(phone, "zh-Hans", line.base)
    sign_in(phone, RESIDENT, line.base)
    phone.get(line.base + "/report")
    settle(phone)
    press(phone, "label:has(input[value=street_light])")
    find(phone, "#text").send_keys(words)
    press(phone, ".sticky .btn")
    find(phone, "#address").send_keys("柳巷 22 号楼")
    choose_grid(phone)
    press(phone, ".sticky .btn")
    if "/report/check" not in phone.current_url:
        press(phone, ".sticky .btn")
    if deaf:
        line.is_deaf = True
    else:
        line.cut()
    press(phone, ".sticky .btn")
    wait(phone, lambda: "/report/offline" in phone.current_url)
    line.cut()
    wait(phone, lambda: "联网后自动发" in text(phone, "[data-held]"))
    assert filed(words[:10]) == (1 if deaf else 0)
    line.mend()
    phone.get(line.base + "/report/offline")
    sent(phone)
    # What was sent before is shown too: wait for this one.
    wait(phone, lambda: filed(words[:10]) > 0)
    assert filed(words[:10]) == 1


def test_a_step_that_is_cut_keeps_what_was_typed(phone, line, tmp_path):
    speak(phone, "en", line.base)
    sign_in(phone, RESIDENT, line.base)
    phone.get(line.base + "/report")
    settle(phone)
    phone.get(line.base + "/report")
    press(phone, "label:has(input[value=street_light])")
    find(phone, "#text").send_keys("Written just before the line went.")
    line.cut()
    find(phone, "input[name=photos]").send_keys(png(tmp_path / "b.png"))
    wait(phone, lambda: "还剩 1 张" in text(phone, "#photos-said") or "1 still to send" in text(phone, "#photos-said"))
    press(phone, ".sticky .btn")
    wait(phone, lambda: "/report/offline" in phone.current_url)
    wait(phone, lambda: find(phone, "#text").get_attribute("value") == "Written just before the line went.")
    wait(phone, lambda: phone.find_elements(By.CSS_SELECTOR, ".up .fresh img"))
    assert find(phone, "input[value=street_light]").is_selected()
    assert "Report without a network" in text(phone)


def test_nothing_personal_stays_for_the_next_person(phone, line):
    speak(phone, "zh-Hans", line.base)
    sign_in(phone, RESIDENT, line.base)
    phone.get(line.base + "/my")
    settle(phone)
    phone.get(line.base + "/my")
    name = phone.execute_script("return document.querySelector('.cases .ti').textContent")
    line.cut()
    phone.get(line.base + "/my")
    assert name in text(phone)
    line.mend()
    # Another one signs in without the first signing out.
    phone.delete_all_cookies()
    speak(phone, "zh-Hans", line.base)
    other = Client().sign_in("13800006410")
    for cookie in other.cookies():
        phone.add_cookie(cookie)
    phone.get(line.base + "/preferences")
    line.cut()
    phone.get(line.base + "/my")
    assert "现在没有网" in text(phone) and name not in text(phone)
    line.mend()
    phone.get(line.base + "/my")
    phone.get(line.base + "/preferences")
    press(phone, "form[action$='/sign-out'] button")
    line.cut()
    phone.get(line.base + "/my")
    assert "现在没有网" in text(phone)


def test_what_was_not_taken_is_mended_and_sent_once(phone, line, tmp_path):
    """An address that no form can hold: the row says so, opens again with everything in it, and is one report."""
    speak(phone, "zh-Hans", line.base)
    sign_in(phone, RESIDENT, line.base)
    phone.get(line.base + "/report/offline")
    settle(phone)
    find(phone, "#address").send_keys("柳巷" * 101)
    write_offline(phone, "改过再发的一盏灯。", png(tmp_path / "c.png"))
    find(phone, "form[data-queue] .sticky .btn").click()
    # The rows are drawn anew while it is being sent.
    wait(phone, lambda: "最多 200 字" in phone.execute_script("return document.querySelector('[data-held]').innerText"))
    assert filed("改过再发的一盏灯") == 0
    find(phone, "[data-mend]").click()
    wait(phone, lambda: "最多 200 字" in text(phone, "#errors"))
    assert find(phone, "#text").get_attribute("value") == "改过再发的一盏灯。"
    assert find(phone, "input[value=street_light]").is_selected() and phone.find_elements(By.CSS_SELECTOR, ".up .fresh img")
    assert len(phone.find_elements(By.CSS_SELECTOR, "[data-held] li")) == 0
    find(phone, "#address").clear()
    find(phone, "#address").send_keys("柳巷 23 号楼")
    find(phone, "form[data-queue] .sticky .btn").click()
    link = sent(phone)
    assert filed("改过再发的一盏灯") == 1
    phone.get(link)
    press(phone, "a.btn[href*='/cases/']")
    assert phone.find_elements(By.CSS_SELECTOR, "img[src*='/files/']")


def test_who_is_not_signed_in_is_asked_for_a_telephone_before_it_waits(phone, line):
    speak(phone, "zh-Hans", line.base)
    phone.get(line.base + "/report/offline")
    settle(phone)
    write_offline(phone, "没登录时写的一盏灯。")
    save = "form[data-queue] .sticky .btn"
    find(phone, save).click()
    wait(phone, lambda: "请留一个手机号" in text(phone, "#errors"))
    find(phone, "#phone").send_keys("12345678901")
    find(phone, save).click()
    wait(phone, lambda: "电话不对" in text(phone, "#errors"))
    assert not find(phone, "[data-held]").is_displayed()
    # A lamp needs somebody to ask; a hazard may be told without a name.
    assert not find(phone, "#anonymous").is_displayed() and not find(phone, "[data-nameless-choice]").is_displayed()
    press(phone, "label:has(input[value=other])")
    press(phone, "label:has(input[value=fire_safety])")
    press(phone, "[data-nameless-choice]")
    assert not find(phone, "#phone").is_displayed()
    find(phone, save).click()
    assert "code=" in sent(phone)


def test_signing_out_without_network_takes_nothing_away_and_says_so(phone, line):
    speak(phone, "zh-Hans", line.base)
    sign_in(phone, RESIDENT, line.base)
    phone.get(line.base + "/")
    settle(phone)
    phone.get(line.base + "/preferences")
    line.cut()
    phone.execute_async_script("""
        const done = arguments[0];
        linliQueue('').put({ key: 'stay-0123456789abcdef00', reader: localStorage.getItem('linli:reader'), at: Date.now(), state: 'waiting', text: '没发出去的一盏灯', photos: [] }).then(() => done())""")
    button = find(phone, "form[action$='/sign-out'] button")
    def push():
        phone.execute_script("arguments[0].scrollIntoView({ block: 'center' })", button)
        button.click()
    push()
    wait(phone, lambda: "再按一次退出" in text(phone))
    push()
    wait(phone, lambda: "退不出去" in text(phone))
    assert phone.execute_async_script("linliQueue('').all().then(items => arguments[0](items.map(item => item.text)))") == ["没发出去的一盏灯"]
    line.mend()
    phone.get(line.base + "/my")
    assert phone.current_url.endswith("/my")
    phone.execute_async_script("linliQueue('').forget().then(arguments[0])")


def test_words_that_were_typed_are_not_shown_to_the_next_person(phone, line):
    """Neither after signing out nor when another signs in while the session is still there."""
    words = "只给自己看的一句话。"
    for leaves in (True, False):
        phone.get(line.base + "/health/live")
        phone.delete_all_cookies()
        speak(phone, "zh-Hans", line.base)
        # A session that nobody shares is the one that is ended.
        who = Client().sign_in("13800007521") if leaves else session_of(RESIDENT)
        for cookie in who.cookies():
            phone.add_cookie(cookie)
        phone.get(line.base + "/report")
        settle(phone)
        phone.get(line.base + "/report")
        find(phone, "#text").send_keys(words)
        wait(phone, lambda: phone.execute_script("return Object.values(localStorage).join()").count(words))
        phone.get(line.base + "/report")
        assert find(phone, "#text").get_attribute("value") == words
        phone.get(line.base + "/report/offline")
        wait(phone, lambda: find(phone, "form[data-queue]").is_displayed())
        find(phone, "#text").send_keys(words)
        wait(phone, lambda: phone.execute_async_script(
            "const done = arguments[0]; linliQueue('').draft.get(localStorage.getItem('linli:reader')).then(kept => done(Boolean(kept && kept.text)))"))
        if leaves:
            phone.get(line.base + "/preferences")
            press(phone, "form[action$='/sign-out'] button")
            assert words not in phone.execute_script("return Object.values(localStorage).join()")
        phone.delete_all_cookies()
        speak(phone, "zh-Hans", line.base)
        sign_in(phone, "13800003187", line.base)
        phone.get(line.base + "/report")
        assert find(phone, "#text").get_attribute("value") == ""
        assert words not in phone.execute_script("return Object.values(localStorage).join()")
        phone.get(line.base + "/report/offline")
        wait(phone, lambda: find(phone, "form[data-queue]").is_displayed())
        assert phone.execute_async_script(
            "const done = arguments[0]; linliQueue('').draft.get(localStorage.getItem('linli:reader')).then(kept => done(kept || null))") is None


def test_what_waits_stands_above_the_staffs_pages(phone):
    """One line on top, at any width: head, work and rail keep their places."""
    speak(phone, "zh-Hans")
    phone.get(BASE + "/report/offline")
    wait(phone, lambda: find(phone, "form[data-queue]").is_displayed())
    phone.execute_async_script("""
        const done = arguments[0];
        linliQueue('').put({ key: 'layout-0123456789abcdef', reader: '', at: Date.now(), state: 'stuck', text: '一盏灯', photos: [] }).then(() => done())""")
    for cookie in session_of("grid").cookies():
        phone.add_cookie(cookie)
    for size in (PHONE, DESK):
        resize(phone, size)
        phone.get(BASE + "/desk")
        wait(phone, lambda: phone.find_elements(By.CSS_SELECTOR, ".netbar .wait"))
        bar, head, work, rail = phone.execute_script("""
            return ['.netbar', '.head', 'main', '.rail'].map(name => document.querySelector(name).getBoundingClientRect().toJSON())""")
        assert bar["bottom"] <= head["top"] and head["bottom"] <= work["top"] and head["height"] < 120
        if size == PHONE:
            assert work["width"] == size[0] and round(rail["bottom"]) == size[1]
        else:
            assert rail["right"] == work["left"] == bar["left"] and work["right"] == size[0]
    phone.execute_async_script("linliQueue('').forget().then(arguments[0])")


def test_it_can_be_installed(phone):
    phone.get(BASE + "/")
    manifest = phone.execute_async_script("""
        const done = arguments[0];
        fetch(document.querySelector('link[rel=manifest]').href).then(a => a.json()).then(async m => {
          const sizes = await Promise.all(m.icons.map(icon => createImageBitmap ? fetch(icon.src).then(a => a.blob()).then(createImageBitmap).then(b => b.width + 'x' + b.height) : ''));
          done({ ...m, sizes });
        })""")
    assert manifest["display"] == "standalone" and manifest["start_url"] == "/"
    assert manifest["sizes"] == [icon["sizes"] for icon in manifest["icons"]] == ["192x192", "512x512"]
    faults = phone.execute_cdp_cmd("Page.getInstallabilityErrors", {})["installabilityErrors"]
    assert not [fault for fault in faults if fault["errorId"] not in ("in-incognito",)], faults
