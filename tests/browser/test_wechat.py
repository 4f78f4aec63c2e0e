"""The WeChat shell: what can be said about it without WeChat."""
import json
import re
import urllib.parse
import urllib.request

import pytest

from browsers import find, press, speak, text, wait
from city import BASE, ROOT

SHELL = ROOT / "clients/wechat"
INSIDE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/142.0 Mobile Safari/537.36 MicroMessenger/8.0.50 miniProgram/wx0123456789abcdef"

# The shell's own files as they stand, and a WeChat that plays its part; the address is that of the server under test.
PLAYED = """
const files = arguments[0], script = arguments[1], done = arguments[arguments.length - 1], loaded = {};
const require = path => {
  const name = path.split('/').pop();
  if (!loaded[name]) {
    const module = loaded[name] = { exports: {} };
    new Function('module', 'require', 'wx', 'Page', files[name])(module, require, wx, page => { pages[name] = page; });
  }
  return loaded[name].exports;
};
const pages = {}, asked = [];
const wx = {
  getAppBaseInfo: () => ({ fontSizeSetting: 17 }),
  login: said => script.login === 'fails' ? said.fail({ errMsg: 'login:fail' }) : said.success({ code: script.code }),
  request: said => {
    asked.push([said.method, said.url, said.data, said.header]);
    if (script.answer === 'fails') said.fail({ errMsg: 'request:fail' }); else said.success(script.answer);
  },
};
require('./settings.js').origin = script.origin;
require('./web.js');
const page = Object.assign(pages['web.js'], { setData(data) { Object.assign(this.data, data); if (data.src) done([data.src, asked]); } });
page.onLoad({ to: script.to });
"""


def opened(driver, **script):
    """What the web-view is sent to, and what the server was asked on the way."""
    files = {path.name: path.read_text() for path in SHELL.rglob("*.js")}
    driver.get("about:blank")
    driver.set_script_timeout(10)
    return driver.execute_async_script(PLAYED, files, {"origin": BASE, "code": "c", "to": "%2Freport"} | script)


def handed(code):
    """The server's answer to the shell, with its simulated WeChat."""
    request = urllib.request.Request(BASE + "/api/v1/wechat/handovers", json.dumps({"code": code}).encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=20) as answer:
        return {"statusCode": answer.status, "data": json.load(answer)}


def inside(driver):
    """From now on the browser says that it is inside a mini-program."""
    driver.execute_cdp_cmd("Network.setUserAgentOverride", {"userAgent": INSIDE})
    return driver


def test_every_page_it_names_is_there():
    app = json.loads((SHELL / "app.json").read_text())
    for page in app["pages"]:
        for ending in (".js", ".json", ".wxml", ".wxss"):
            assert (SHELL / (page + ending)).is_file(), page + ending
    json.loads((SHELL / app["sitemapLocation"]).read_text())
    for file in SHELL.rglob("*.json"):
        json.loads(file.read_text())


@pytest.mark.parametrize("text, path", [
    ("https://linli.example.org/track", "/track"), ("https://linli.example.org", "/"),
    ("https://linli.example.org.evil.example/track", None), ("https://linli.example.org@evil.example/", None),
    ("http://linli.example.org/track", None), ("javascript:alert(1)", None),
    ("https://linli.example.org//evil.example", "/"), ("https://linli.example.org/\\evil.example", "/"),
])
def test_only_our_own_codes_are_followed(phone, text, path):
    """address.js as it stands, in a browser that gives it settings and a place for what it exports."""
    source = (SHELL / "address.js").read_text()
    settings = (SHELL / "settings.js").read_text()
    phone.get("about:blank")
    found = phone.execute_script("""
        const load = (source, require) => { const module = {}; new Function('module', 'require', source)(module, require); return module.exports; };
        const settings = load(arguments[1]);
        return load(arguments[0], () => settings).scanned(arguments[2]);""", source, settings, text)
    assert found == path


@pytest.mark.parametrize("script", [
    {"login": "fails"}, {"code": ""}, {"answer": "fails"}, {"answer": {"statusCode": 404, "data": {}}},
    {"answer": {"statusCode": 201, "data": {"token": "short"}}}, {"answer": {"statusCode": 201, "data": "<html>"}},
])
def test_whatever_goes_wrong_the_web_view_opens_all_the_same(phone, script):
    src, _ = opened(phone, **script)
    assert src == BASE + "/enter?shell=wx&font=1&to=%2Freport"


def test_a_shared_path_brings_no_token_of_its_own(phone):
    answer = {"statusCode": 201, "data": {"token": "A" * 43}}
    src, asked = opened(phone, answer=answer, to=urllib.parse.quote("/enter/wechat#" + "B" * 43, safe=""))
    assert src.count("#") == 1 and src.endswith("#" + "A" * 43) and "BBB" not in src
    assert asked == [["POST", BASE + "/api/v1/wechat/handovers", {"code": "c"}, {"content-type": "application/json"}]]


def test_the_first_time_by_telephone_then_by_itself_until_it_is_unlinked(phone, open_browser):
    speak(inside(phone), "zh-Hans")
    src, _ = opened(phone, answer=handed("zoe.1"))
    phone.get(src)
    wait(phone, lambda: "/sign-in" in phone.current_url)
    assert "#" not in phone.current_url
    find(phone, "#phone").send_keys("13900001234")
    press(phone, "form[action$='/sign-in'] .btn.block")
    find(phone, "#code").send_keys(re.search(r"\b(\d{6})\b", text(phone, ".note.warn")).group(1))
    press(phone, "form[action$='/sign-in/code'] .btn.block")
    assert "139 **** 1234" in text(phone)
    press(phone, "button[name=answer][value=yes]", twice=True)
    assert phone.current_url.split("#")[0] == BASE + "/report"

    # Another device, which reads as was chosen on the first.
    later = inside(open_browser())
    speak(later, "en")
    src, _ = opened(later, answer=handed("zoe.2"))
    later.get(src)
    wait(later, lambda: later.current_url == BASE + "/report")
    later.get(BASE + "/account")
    assert "微信小程序" in text(later)
    # Signed in already: the next start goes straight on, and its token goes nowhere.
    src, _ = opened(later, answer=handed("zoe.3"))
    later.get(src)
    wait(later, lambda: later.current_url.startswith(BASE + "/report"))
    assert "zoe" not in later.current_url and len(later.current_url.split("#")[-1]) != 43
    later.get(BASE + "/account")
    press(later, "form[action$='/account/wechat/unlink'] button", twice=True)
    assert "微信小程序" not in text(later)

    stranger = inside(open_browser())
    speak(stranger, "en")
    src, _ = opened(stranger, answer=handed("zoe.4"))
    stranger.get(src)
    wait(stranger, lambda: "/sign-in" in stranger.current_url)


def test_outside_a_mini_program_a_token_is_not_even_sent(phone):
    speak(phone, "en")
    token = handed("yan.1")["data"]["token"]
    phone.get(f"{BASE}/enter/wechat?to=/report#{token}")
    assert "WeChat could not sign you in" in text(phone)
    assert not phone.find_elements("css selector", "form[data-handover]")
