"""The grid worker without network: reads the list and what was seen, does what is to be done, and it arrives once."""
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from selenium.webdriver.common.by import By

from browsers import PHONE, find, png, press, sign_in, speak, text, wait
from city import BASE, RESIDENT, session_of
from line import Line
from test_offline import settle

GRID = "990101001002011"
DONE = "把淤泥清了，水排干了，沟边撒了炉灰，走了一遍不滑。"


@pytest.fixture
def line():
    line = Line(BASE)
    yield line
    line.close()


def waiting_case(words):
    """A report that was accepted and filed, and waits for a look at the spot."""
    resident, dispatcher = session_of(RESIDENT), session_of("dispatcher")
    resident.open("/report").fill("/report/what", kind="manhole", text=words)
    for _ in range(2):
        if resident.path.endswith("/report/where"):
            resident.fill("/report/where", address="菜地边排水沟", grid=GRID)
    resident.fill("/report/check", act="submit")
    case = parse_qs(urlsplit(resident.whole).query)["id"][0]
    dispatcher.open(f"/console/cases/{case}").fill(f"/console/cases/{case}/accept")
    grid = session_of("grid")
    grid.open(f"/desk/cases/{case}").fill(f"/desk/cases/{case}/file", class_code="environment", urgency="normal")
    assert f"/desk/cases/{case}/on-site-result" in grid.html
    return case


def seen(case):
    """What the server's page of the case says to the grid worker."""
    return session_of("grid").open(f"/desk/cases/{case}").html


def at_the_door(phone, line, case):
    """Signed in, the list and the case looked at; then the line is cut."""
    speak(phone, "zh-Hans", line.base)
    sign_in(phone, "grid", line.base)
    phone.get(line.base + "/desk")
    settle(phone)
    for path in ("/desk", f"/desk/cases/{case}"):
        phone.get(line.base + path)


def report_result(phone, words=DONE, photo=None):
    press(phone, "label:has(input[name=outcome][value=solved])")
    find(phone, "#result_text").send_keys(words)
    if photo:
        find(phone, "#result input[type=file]").send_keys(photo)
    press(phone, "label:has(input[name=reporter_confirmed])")
    press(phone, "#result > .btn.block")


def states(phone):
    return phone.execute_script("return [...document.querySelectorAll('[data-acts] li')].map(row => row.innerText).join('|')")


def test_the_list_and_what_was_seen_are_read_and_a_result_arrives_once(phone, line, tmp_path):
    case = waiting_case("沟里积了水，没网时去看的。")
    at_the_door(phone, line, case)
    looks = "return [getComputedStyle(document.querySelector('.rail')).position, document.querySelector('main').getBoundingClientRect().width]"
    online = phone.execute_script(looks)
    line.cut()
    phone.get(line.base + "/desk")
    assert phone.find_elements(By.CSS_SELECTOR, f".q1[href*='{case}']") and "不是最新的" in text(phone, ".netbar")
    # The looks of desk work are there too.
    assert phone.execute_script(looks) == online
    phone.get(f"{line.base}/desk/cases/{case}")
    assert "没网时去看的" in text(phone)
    report_result(phone, photo=png(tmp_path / "ditch.png"))
    wait(phone, lambda: "已存在手机里" in states(phone))
    assert DONE in states(phone) and "LL-" in states(phone)
    phone.get(line.base + "/desk")
    wait(phone, lambda: "已存在手机里" in states(phone))
    assert "/desk/cases/" + case + "/on-site-result" in seen(case)

    line.mend()
    phone.get(f"{line.base}/desk/cases/{case}")
    wait(phone, lambda: "传好了" in states(phone), 40)
    # What was written has left the phone; that it was sent stays for a day.
    assert DONE not in states(phone)
    page = seen(case)
    assert page.count("反馈了结果") <= 1 and DONE in page and "on-site-result" not in page
    assert re.search(r"/files/[0-9a-f]{64}", page)
    phone.get(f"{line.base}/desk/cases/{case}")
    assert DONE in text(phone, ".panel.body:not([data-acts])")


def test_an_answer_that_is_lost_does_not_do_it_twice(phone, line):
    case = waiting_case("沟里积了水，答复丢了的。")
    at_the_door(phone, line, case)
    before = seen(case).count("<time")
    line.is_deaf = True
    report_result(phone)
    wait(phone, lambda: phone.find_elements(By.CSS_SELECTOR, "[data-acts] li"))
    line.mend()
    phone.get(f"{line.base}/desk/cases/{case}")
    wait(phone, lambda: "传好了" in states(phone), 40)
    assert seen(case).count("<time") == before + 1


def test_two_people_changed_it_and_the_person_decides(phone, line):
    """The case was passed on meanwhile: who and what is said, what was typed is there, and both can be kept."""
    case = waiting_case("沟里积了水，两个人都改了的。")
    at_the_door(phone, line, case)
    line.cut()
    phone.get(f"{line.base}/desk/cases/{case}")
    report_result(phone)
    wait(phone, lambda: "已存在手机里" in states(phone))
    dispatcher = session_of("dispatcher")
    dispatcher.open(f"/console/cases/{case}").fill(f"/console/cases/{case}/dispatch", unit="water")
    line.mend()
    phone.get(line.base + "/desk")
    wait(phone, lambda: "要您定" in states(phone), 40)
    assert "调度" in states(phone) and "水务" in states(phone) and DONE in states(phone)
    assert DONE not in seen(case)
    both = phone.find_element(By.CSS_SELECTOR, "[data-both]:not([hidden])")
    phone.execute_script("arguments[0].scrollIntoView({block:'center'})", both)
    both.click()
    wait(phone, lambda: "要您定" not in states(phone) and "传好了" in states(phone), 40)
    page = seen(case)
    assert page.count(DONE) == 1 and "水务" in page


def test_signing_out_and_a_day_wipe_what_was_kept(phone, line):
    case = waiting_case("沟里积了水，不留给别人的。")
    at_the_door(phone, line, case)
    kept = """const done = arguments[0];
        caches.open('linli-pages').then(async cache => { let n = 0; for (const key of await cache.keys()) if (key.url.includes('/desk')) n++; done(n); })"""
    assert phone.execute_async_script(kept) == 2
    # A day later: neither shown nor there.
    phone.execute_async_script("""const [day, done] = arguments;
        caches.open('linli-pages').then(async cache => { for (const key of await cache.keys()) { const page = await cache.match(key), headers = new Headers(page.headers);
          if (!headers.get('linli-at')) continue; headers.set('linli-at', String(Date.now() - day - 1000)); await cache.put(key, new Response(await page.text(), { headers })); } done(); })""", 864e5)
    line.cut()
    phone.get(line.base + "/desk")
    assert "现在没有网" in text(phone)
    line.mend()
    phone.get(line.base + "/preferences")
    wait(phone, lambda: phone.execute_async_script(kept) == 0)

    # What still waits would go with the person: it is said, and a second press wipes it with the pages.
    for path in ("/desk", f"/desk/cases/{case}"):
        phone.get(line.base + path)
    phone.execute_async_script("""const [of, words, done] = arguments;
        linliQueue('').put({ act: true, key: 'wipe-0123456789abcdefghij', of, move: 'on-site-result', reader: localStorage.getItem('linli:reader'), at: Date.now(),
          state: 'stuck', problem: '', fields: [['text', words]], photos: [] }).then(() => done())""", case, DONE)
    wait(phone, lambda: DONE in states(phone))
    phone.get(line.base + "/preferences")
    button = find(phone, "form[action$='/sign-out'] button")
    phone.execute_script("arguments[0].scrollIntoView({block:'center'})", button)
    button.click()
    wait(phone, lambda: phone.find_elements(By.CSS_SELECTOR, "form[action$='/sign-out'] .note.warn"))
    press(phone, "form[action$='/sign-out'] button")
    assert phone.execute_async_script(kept) == 0
    assert phone.execute_async_script("const done = arguments[0]; linliQueue('').all().then(items => done(items.length))") == 0
    line.cut()
    phone.get(line.base + "/desk")
    assert "现在没有网" in text(phone) and "不留给别人的" not in text(phone)


def test_what_comes_after_something_not_sent_yet_waits_for_it(phone):
    """In the order in which it was done, also where the first cannot be taken now."""
    speak(phone, "zh-Hans")
    sign_in(phone, "grid", back="/desk")
    phone.get(BASE + "/desk")
    asked = phone.execute_async_script("""
        const done = arguments[0], queue = linliQueue(''), reader = localStorage.getItem('linli:reader'), asked = [], real = self.fetch;
        const act = (key, move, at) => ({ act: true, key, of: 'none', move, reader, at, state: 'waiting', fields: [['version', '1']], photos: [] });
        self.fetch = async (address, more) => {
          if (!String(address).includes('/desk/cases/none/')) return real(address, more);
          asked.push(String(address).split('/').pop());
          return new Response('', { status: String(address).endsWith('/start') ? 503 : 200 });
        };
        (async () => {
          await queue.put(act('order-1', 'start', 1));
          await queue.put(act('order-2', 'result', 2));
          await queue.send().catch(() => { /* it says that something waits */ });
          const states = (await queue.all()).filter(one => one.act).map(one => one.state);
          await queue.forget();
          self.fetch = real;
          done([asked, states]);
        })();""")
    # The page sends by itself as well; whoever sends, the second does not go before the first.
    assert set(asked[0]) == {"start"} and asked[1] == ["waiting", "waiting"]
