"""A button pressed twice: a real double click in a browser without scripts, then the same form once more."""
import os
import re
import sqlite3
from pathlib import Path

from selenium.webdriver.common.action_chains import ActionChains

from browsers import is_gone, wait
from city import BASE, ROOT, Client, Page

# What the program does by itself, and late: told, sent, counted and found after the deed.
BACKGROUND = {
    "outbox_deliveries", "jobs", "schedules", "messages", "message_deliveries", "search_postings", "search_recent",
    "search_segments", "number_leases", "audit_checkpoints", "case_limits", "retention_runs", "sign_in_brakes", "audit_checks",
}
# What a deed done twice would write twice: the columns that would be the same.
DEEDS = {
    "audit_entries": "actor, action, subject, detail", "case_events": "case_id, actor, move, words",
    "cases": "reporter, title, body, address", "directory_changes": "register, code, deed, after",
    "mandates": "principal, delegate, invited_hash, typed_name, relation", "mandate_entries": "mandate, actor, move, detail",
    "consents": "person, purpose, decision", "rights_requests": "person, kind, words", "role_grants": "person, role, scope_kind, scope_value",
    "directory_imports": "file_name, content", "limit_tables": "name, file_name, records", "sessions": "person, device", "staff_accounts": "login",
}
# Every look is written down, and each answer's page is one.
LOOKS = re.compile(r"\.(opened|searched|revealed|contact_revealed)")
SEND = """
const [action, wanted, press] = arguments;
const path = form => new URL(form.action, location.href).pathname;
const buttonsOf = it => Array.from(it.elements).filter(one => one.type === 'submit');
// Several forms may go to one address: the one that has this button.
const form = Array.from(document.forms).find(it => it.method === 'post' && path(it) === action
  && (!press || buttonsOf(it).some(one => one.name === press[0] && one.value === press[1])));
if (!form) return { missing: Array.from(document.forms).filter(it => it.method === 'post').map(path) };
for (let up = form; up; up = up.parentElement) if (up.tagName === 'DETAILS') up.open = true;
form.querySelectorAll('details').forEach(it => { it.open = true; });
const of = name => Array.from(form.elements).filter(it => it.name === name && it.type !== 'submit');
for (const [name, value] of Object.entries(wanted)) {
  const fields = of(name), choices = fields.filter(it => /^(radio|checkbox)$/.test(it.type));
  if (!fields.length) return { missing: [name] };
  if (choices.length) {
    for (const one of choices) if (value === '*' ? one === choices[0] : [].concat(value).includes(one.value)) one.checked = true;
  } else if (fields[0].tagName === 'SELECT') {
    const options = Array.from(fields[0].options);
    const chosen = value === '*' ? options.find(it => it.value) : options.find(it => it.value === value || it.value.endsWith('/' + value));
    if (!chosen) return { missing: [name + '=' + value].concat(options.map(it => it.value)) };
    fields[0].value = chosen.value;
  } else fields[0].value = value;
}
const buttons = buttonsOf(form);
const button = press ? buttons.find(it => it.name === press[0] && it.value === press[1]) : buttons[0];
if (!button || button.disabled) return { missing: ['button'].concat(buttons.map(it => it.name + '=' + it.value)) };
button.scrollIntoView({ block: 'center' });
return { button, whole: button.formAction && button.hasAttribute('formaction') ? button.formAction : form.action,
  fields: Array.from(new FormData(form, button)).filter(pair => typeof pair[1] === 'string') };
"""


class Kept:
    """The rows of the city's one file, by their keys."""

    def __init__(self):
        folder = Path(os.environ["LINLI_DATA"])
        self.path = next(path for path in folder.rglob("*") if path.is_file() and path.open("rb").read(15) == b"SQLite format 3")
        with self.read() as data:
            names = [name for (name,) in data.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            self.keys = {}
            for name in names:
                columns = [(row[5], row[1]) for row in data.execute(f'PRAGMA table_info("{name}")') if row[5]]
                self.keys[name] = ", ".join(column for _, column in sorted(columns)) or "rowid"

    def read(self):
        return sqlite3.connect(f"file:{self.path}?mode=ro", uri=True)

    def let(self, change):
        """Makes true what a test cannot wait for."""
        with sqlite3.connect(self.path, timeout=20) as data:
            data.execute("UPDATE " + change)

    def now(self):
        """Keys of every table that a deed writes at once."""
        with self.read() as data:
            return {name: set(data.execute(f'SELECT {key} FROM "{name}"')) for name, key in self.keys.items() if name not in BACKGROUND}

    def alike(self, before):
        """New rows of which there are two."""
        found = []
        with self.read() as data:
            for name, columns in DEEDS.items():
                rows = {}
                for *key, text in ((*row[:-1], row[-1]) for row in data.execute(
                        f"SELECT {self.keys[name]}, json_array({columns}) FROM {name}")):
                    if tuple(key) not in before[name]:
                        rows.setdefault(text, []).append(tuple(key))
                found += [f"{name}: {len(keys)} times {text}" for text, keys in rows.items() if len(keys) > 1 and not LOOKS.search(text)]
        return found


def more(before, after):
    return {name: sorted(after[name] - before[name]) for name in after if after[name] - before[name]}


class Twice:
    """Presses, and remembers which forms were."""

    done = set()

    def __init__(self, plain, scripted, kept):
        self.plain, self.scripted, self.kept = plain, scripted, kept
        self.driver = plain

    def wear(self, client):
        """The browser becomes the one of this person."""
        self.driver.get(BASE + "/health/live")
        self.driver.delete_all_cookies()
        for cookie in client.cookies() + [{"name": "linli_preferences", "value": client.look}] * bool(client.look):
            self.driver.add_cookie(cookie)

    def open(self, client, page):
        """For a form that is looked at before it is filled in."""
        self.driver = self.plain
        self.wear(client)
        self.driver.get(BASE + page)
        return self.driver.page_source

    def ready(self):
        return self.driver.execute_script("return document.readyState") == "complete"

    def click(self, client, page, action, fields, press, file):
        """Opens the page, fills the form and presses its button twice; answers address and fields that were sent."""
        if page:
            self.wear(client)
            self.driver.get(BASE + page)
        form = self.driver.execute_script(SEND, action.split("?")[0], fields, press)
        assert "missing" not in form, f"{action} on {page}: {form['missing']} {self.driver.title}"
        if file:
            self.driver.find_element("css selector", f"form[action$='{action}'] input[type=file]").send_keys(file)
        old, self.had = self.driver.find_element("css selector", "html"), self.driver.get_cookies()
        ActionChains(self.driver, duration=0).double_click(form["button"]).perform()
        wait(self.driver, lambda: is_gone(old) and self.ready())
        return form["whole"].removeprefix(BASE), form["fields"]

    def answer(self):
        """Status and address of the page that is open, and what is wrong on it."""
        status, wrong = self.driver.execute_script("""
            const wrong = document.querySelector('.errsum');
            return [performance.getEntriesByType('navigation')[0].responseStatus, wrong && wrong.innerText]""")
        return status, self.driver.current_url.removeprefix(BASE).split("#")[0], wrong

    def __call__(self, client, page, action, fields=None, press=None, file=None, looks=(), once=False, renews=False, then=None):
        """Nothing is done twice, and both answers say that it was done.

        `page`: where the form is; None for the page that is open. `looks`: tables that keep every look.
        `then`: done before it is sent once more.
        `renews`: the session goes on under another token, which a form of before does not have.
        `once`: what it carries is good for once, as a code is. A browser with scripts sends it once then, and whoever sends
        it again is told why, or to wait, or ends where the first did.
        """
        self.driver = self.scripted if once else self.plain
        before = self.kept.now()
        whole, sent = self.click(client, page, action, fields or {}, press, file)
        status, path, wrong = self.answer()
        assert status < 400 and not wrong, f"{action}: the second click ends on {path} with {status}: {wrong or self.driver.title}"
        assert not (found := self.kept.alike(before)), f"{action}: {found}"
        self.done.add(whole.split("?")[0])
        client.take(self.driver.get_cookies())
        if then:
            then()
        if once or renews:
            again = Client(look=client.look)
            again.take(self.had)
            self.post(again, whole, sent, {"audit_entries", "sessions", *looks}, None, told=True)
        else:
            self.post(client, whole, sent, looks, path.split("?")[0], file)
        return path

    def post(self, client, action, sent, looks=(), ends=None, file=None, told=False):
        """The very same once more adds no row."""
        before = self.kept.now()
        fields = {}
        for name, value in sent:
            fields.setdefault(name, []).append(value)
        part = ("photos" if file.endswith(".png") else "file", Path(file).name, Path(file).read_bytes()) if file else None
        client.open(action, {name: values if len(values) > 1 else values[0] for name, values in fields.items()}, part)
        said = re.search(r'class="errsum.*?</(?:div|section)>', client.html, re.S)
        assert client.status < 400 and not said or told and (client.status == 422 and said or client.status == 429), f"{action} once more: {client.status} {said and re.sub('<[^>]+>', ' ', said[0])}"
        assert ends is None or client.path == ends, f"{action} once more ends at {client.path}, not {ends}"
        added = {name: rows for name, rows in more(before, self.kept.now()).items() if name not in looks}
        assert not added, f"{action} once more wrote {added}"
        self.done.add(action.split("?")[0])

    def both(self, client, page, action, fields=None, looks=()):
        """A form that only a script sends: the same twice, without a click."""
        form = list((Page(client.open(page).html).form(action) | (fields or {})).items())
        client.open(action, dict(form))
        assert client.status < 400, f"{action}: {client.status}"
        self.post(client, action, form, looks)


def forms():
    """Every form that a page can send, as a pattern of its address: of the routes, and of the templates' own words."""
    found = {}
    for line in (ROOT / "docs/routes.txt").read_text().splitlines():
        method, path = line.split()[:2]
        if method == "POST" and not path.startswith(("/api/", "/open311/")):
            found[path] = re.compile(re.sub(r"\{[^}]+\}", "[^/]+", path))
    for template in (ROOT / "Sources").rglob("*.mustache"):
        for action in re.findall(r'method="post" action="\{\{prefix\}\}([^"]+)"|formaction="\{\{prefix\}\}([^"]+)"', template.read_text()):
            action = re.sub(r"\{\{[#/]own\}\}|\{\{keptQuery\}\}", "", action[0] or action[1])
            if re.sub(r"\{\{\w+\}\}", "", action).strip("/"):
                found[action] = re.compile(re.sub(r"\{\{base\}\}", "/.+/", re.sub(r"\{\{(?!base)\w+\}\}", "[^/]+", action)))
    return found
