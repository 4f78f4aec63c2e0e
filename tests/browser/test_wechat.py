"""The WeChat shell: what can be said about it without WeChat."""
import json

import pytest

from city import ROOT

SHELL = ROOT / "clients/wechat"


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
