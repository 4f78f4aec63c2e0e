"""Notices of the browser: offered where it has them, turned on by a press, shown by the worker, opened by a press."""
import json

from selenium.webdriver.common.by import By

from browsers import find, press, sign_in, speak, text, wait
from city import BASE, RESIDENT, Client
from test_offline import settle

SHOWN = """
const done = arguments[0];
navigator.serviceWorker.ready.then(found => found.getNotifications()).then(list => done(list.map(n => [n.title, n.body, n.lang, n.tag])));
"""
# A push service needs the maker's own network, which tests do not have: the browser's answer is played, the rest is real.
PLAYED = """
Notification.requestPermission = async () => 'granted';
let held = null;
PushManager.prototype.getSubscription = async () => held;
PushManager.prototype.subscribe = async options => {
  window.boundTo = new Uint8Array(options.applicationServerKey);
  held = { endpoint: 'https://fcm.googleapis.com/fcm/send/played', unsubscribe: async () => { held = null; return true; },
    toJSON: () => ({ endpoint: held.endpoint, keys: {
      p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4', auth: 'BTBZMqHH6r4Tts7J_aSIgg' } }) };
  return held;
};
"""


def test_turned_on_and_off_by_a_press(phone):
    speak(phone, "zh-Hans")
    sign_in(phone, RESIDENT)
    phone.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": PLAYED})
    phone.get(BASE + "/messages/settings")
    wait(phone, lambda: find(phone, "[data-push-on]").is_displayed())
    assert "不写完整编号" in text(phone, "#push")
    press(phone, "[data-push-on] button")
    wait(phone, lambda: len(phone.find_elements(By.CSS_SELECTOR, "[data-mark]")) == 1)
    # The browser of the next page has been started anew and does not know the subscription: another one, then.
    assert "另一个浏览器" in text(phone, "[data-mark]")
    press(phone, "[data-mark] button")
    wait(phone, lambda: not phone.find_elements(By.CSS_SELECTOR, "[data-mark]"))


def test_not_offered_without_the_browser(phone):
    speak(phone, "en")
    sign_in(phone, RESIDENT)
    phone.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": "delete window.PushManager"})
    phone.get(BASE + "/messages/settings")
    settle(phone)
    assert not find(phone, "#push").is_displayed()


def test_a_browser_that_says_no_is_told_what_to_do(phone):
    speak(phone, "en")
    sign_in(phone, RESIDENT)
    phone.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": "Notification.requestPermission = async () => 'denied';"
                          "Object.defineProperty(Notification, 'permission', { get: () => 'default' })"})
    phone.get(BASE + "/messages/settings")
    wait(phone, lambda: find(phone, "[data-push-on]").is_displayed())
    button = find(phone, "[data-push-on] button")
    phone.execute_script("arguments[0].scrollIntoView({block:'center'})", button)
    button.click()
    wait(phone, lambda: "site settings" in text(phone, "#push"))
    assert not find(phone, "[data-push-on]").is_displayed()


def push(driver, payload):
    """Hands the worker a message, as the browser does when one has come from its push service."""
    # A browser that was just started numbers its workers from 0; which of them is ours is not told.
    driver.execute_cdp_cmd("ServiceWorker.enable", {})
    for number in range(4):
        driver.execute_cdp_cmd(
            "ServiceWorker.deliverPushMessage", {"origin": BASE, "registrationId": str(number), "data": payload})


def test_the_worker_shows_what_came(phone):
    speak(phone, "zh-Hans")
    # A session of its own, which is ended here.
    for cookie in Client().sign_in("13800006410").cookies():
        phone.add_cookie(cookie)
    phone.get(BASE + "/my")
    settle(phone)
    phone.execute_cdp_cmd("Browser.grantPermissions", {"origin": BASE, "permissions": ["notifications"]})
    wait(phone, lambda: phone.execute_script("return Notification.permission") == "granted")
    push(phone, json.dumps({"title": "邻里：有一条新消息", "text": "您上报的 0417 有结果了", "lang": "zh-Hans", "tag": "one"}))
    wait(phone, lambda: phone.execute_async_script(SHOWN))
    assert phone.execute_async_script(SHOWN) == [["邻里：有一条新消息", "您上报的 0417 有结果了", "zh-Hans", "one"]]
    # The same delivery once more takes the place of the first; nonsense is shown as news without words.
    push(phone, json.dumps({"title": "邻里：有一条新消息", "text": "您上报的 0417 办结了", "lang": "zh-Hans", "tag": "one"}))
    wait(phone, lambda: [line[1] for line in phone.execute_async_script(SHOWN)] == ["您上报的 0417 办结了"])
    push(phone, "not json")
    wait(phone, lambda: len(phone.execute_async_script(SHOWN)) == 2)
    assert ["邻里 Linli", ""] in [line[:2] for line in phone.execute_async_script(SHOWN)]
    # Who signs out leaves nothing on the screen.
    phone.get(BASE + "/preferences")
    press(phone, "form[action$='/sign-out'] button")
    wait(phone, lambda: phone.execute_async_script(SHOWN) == [])
