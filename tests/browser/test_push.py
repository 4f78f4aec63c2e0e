"""Notices of the browser: offered where it has them, turned on by a press, shown by the worker, opened by a press."""
import json
import urllib.request

import websocket
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


# The browser's own part, played: a press on a notice needs a screen, and a push service the maker's network.
WORKER = """
self.done = { opened: [], focused: [], ended: 0 };
self.clients.openWindow = async path => { done.opened.push(path); };
WindowClient.prototype.focus = async function () { done.focused.push(new URL(this.url).pathname); };
self.raise = async event => {
  const waits = [];
  event.waitUntil = wait => waits.push(wait);
  self.dispatchEvent(event);
  await Promise.all(waits);
};
self.subscription = name => ({
  toJSON: () => ({ endpoint: 'https://fcm.googleapis.com/fcm/send/' + name, keys: {
    p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4', auth: 'BTBZMqHH6r4Tts7J_aSIgg' } }),
  unsubscribe: async () => { done.ended += 1; return true; },
});
PushManager.prototype.subscribe = async options => { done.key = options.applicationServerKey; return subscription('renewed'); };
"""


class Worker:
    """The service worker's own world, over the line that developer tools use."""

    def __init__(self, driver):
        address = driver.capabilities["goog:chromeOptions"]["debuggerAddress"]
        with urllib.request.urlopen(f"http://{address}/json/list", timeout=10) as answer:
            targets = json.load(answer)
        url = next(t["webSocketDebuggerUrl"] for t in targets if t["type"] == "service_worker" and t["url"].startswith(BASE))
        self.line = websocket.create_connection(url, timeout=20, suppress_origin=True)
        self.say(WORKER + "true")

    def say(self, code):
        self.line.send(json.dumps({"id": 1, "method": "Runtime.evaluate", "params": {
            "expression": code, "awaitPromise": True, "returnByValue": True}}))
        while (answer := json.loads(self.line.recv())).get("id") != 1:
            pass
        assert "exceptionDetails" not in answer["result"], answer["result"]["exceptionDetails"]
        return answer["result"]["result"].get("value")


def test_a_press_on_a_notice_leads_to_the_messages(phone):
    speak(phone, "zh-Hans")
    sign_in(phone, RESIDENT)
    phone.get(BASE + "/my")
    settle(phone)
    phone.execute_cdp_cmd("Browser.grantPermissions", {"origin": BASE, "permissions": ["notifications"]})
    wait(phone, lambda: phone.execute_script("return Notification.permission") == "granted")
    worker = Worker(phone)
    press_notice = """(async () => {
      await registration.showNotification('n', { data: { url: 'https://evil.example/' }, tag: 'n' });
      const [notification] = await registration.getNotifications({ tag: 'n' });
      await raise(new NotificationEvent('notificationclick', { notification, action: 'https://evil.example/' }));
      return [done.opened, done.focused, (await registration.getNotifications({ tag: 'n' })).length];
    })()"""
    # Where it leads is ours to say, and the notice goes.
    assert worker.say(press_notice) == [["/messages"], [], 0]
    phone.get(BASE + "/messages")
    wait(phone, lambda: phone.execute_script("return !!navigator.serviceWorker.controller"))
    assert worker.say(press_notice) == [["/messages"], ["/messages"], 0], "a window that shows them already is used"


def test_a_subscription_that_ends_is_renewed_for_who_is_signed_in(phone):
    speak(phone, "zh-Hans")
    # A session of its own, which is ended here.
    for cookie in Client().sign_in("13800006410").cookies():
        phone.add_cookie(cookie)
    phone.get(BASE + "/messages/settings")
    settle(phone)
    key = find(phone, "#push").get_attribute("data-push")
    worker = Worker(phone)
    change = "(async () => { await raise(Object.assign(new Event('pushsubscriptionchange'), %s)); return [done.key || null, done.ended]; })()"
    rows = lambda: len(phone.find_elements(By.CSS_SELECTOR, "[data-mark]"))

    assert rows() == 0
    assert worker.say(change % "{}") == [key, 0]
    phone.refresh()
    wait(phone, lambda: rows() == 1)
    # One that the push service made by itself is told as it is.
    assert worker.say(change % "{ newSubscription: subscription('replaced') }") == [key, 0]
    phone.refresh()
    wait(phone, lambda: rows() == 2)
    # One that the server does not take is given up again.
    broken = "{ newSubscription: Object.assign(subscription('x'), { toJSON: () => ({ endpoint: 'https://fcm.googleapis.com/x', keys: { p256dh: 'x', auth: 'x' } }) }) }"
    assert worker.say(change % broken) == [key, 1]
    for _ in range(2):
        press(phone, "[data-mark] button")
    phone.get(BASE + "/preferences")
    press(phone, "form[action$='/sign-out'] button")
    # Nobody is signed in: it ends, and no browser is told for anybody.
    assert worker.say(change % "{ newSubscription: subscription('late') }") == [key, 2]
