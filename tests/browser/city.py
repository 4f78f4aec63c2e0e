"""The city over plain HTTP: signing in, filling forms, finding every page that somebody can open."""
import http.cookiejar
import os
import re
import urllib.error
import urllib.parse
import urllib.request
import uuid
from html.parser import HTMLParser
from pathlib import Path

BASE = os.environ["LINLI_BASE"]
ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "tongyin-2026"
RESIDENT = "13800002076"
NEIGHBOUR = "13800003187"
STAFF = ("dispatcher", "chief", "supervisor", "street", "grid", "community", "power", "admin", "security", "auditor", "privacy")


class Page(HTMLParser):
    """Links and forms of one page."""

    def __init__(self, html):
        super().__init__()
        self.links, self.forms = [], []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        if tag == "a" and found.get("href"):
            self.links.append(found["href"])
        elif tag == "form":
            self.forms.append((found.get("action") or "", {}))
        elif tag == "input" and self.forms and found.get("name"):
            if found.get("type") in ("radio", "checkbox") and "checked" not in found:
                return
            self.forms[-1][1].setdefault(found["name"], found.get("value") or "")

    def form(self, action):
        return dict(next(fields for path, fields in self.forms if path.split("?")[0].endswith(action)))


def citizen(serial, born="19800101"):
    """An identity number that nobody has; the register says yes to every one that is well formed."""
    body = "110101" + born + serial
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return body + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(body, weights)) % 11]


def multipart(fields, field, name, text):
    """A form with one file, words or bytes: its body and its type."""
    line = "linli-" + uuid.uuid4().hex
    parts = [f'--{line}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n' for key, value in fields.items() if key != field]
    kind = "image/png" if name.endswith(".png") else "text/csv"
    parts.append(f'--{line}\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\nContent-Type: {kind}\r\n\r\n')
    content = text if isinstance(text, bytes) else text.encode()
    return "".join(parts).encode() + content + f"\r\n--{line}--\r\n".encode(), "multipart/form-data; boundary=" + line


class Stay(urllib.request.HTTPRedirectHandler):
    """Answers are given as they are: whoever follows them brings the cookies that came with them."""

    def redirect_request(self, *_):
        return None


class Client:
    """A browser without a screen; `look` is language, mode, theme and density."""

    def __init__(self, base=BASE, look="zh-Hans.standard.light.dense"):
        self.base = base
        self.jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(Stay, urllib.request.HTTPCookieProcessor(self.jar))
        self.look = look

    def open(self, path, fields=None, file=None):
        """`file`: name of its field, its own name and its text."""
        body, type = None, None
        if file:
            body, type = multipart(fields, *file)
        elif fields is not None:
            body = urllib.parse.urlencode(fields, doseq=True).encode()
        answer = self.ask(self.base + path, body, type)
        while answer.status in (302, 303):
            answer = self.ask(urllib.parse.urljoin(answer.url, answer.headers["Location"]))
        self.path = urllib.parse.urlsplit(answer.url).path
        self.whole = answer.url.removeprefix(self.base)
        self.status, self.type = answer.status, answer.headers.get("Content-Type", "")
        raw = answer.read()
        self.html = raw.decode(errors="replace") if self.type.startswith(("text/", "application/j")) else ""
        return self

    def ask(self, url, body=None, type=None):
        held = "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.jar)
        request = urllib.request.Request(url, body, {
            "Cookie": "; ".join(filter(None, [held, self.look and "linli_preferences=" + self.look]))}
            | ({"Content-Type": type} if type else {}))
        try:
            return self.opener.open(request, timeout=30)
        except urllib.error.HTTPError as error:
            return error

    def take(self, cookies):
        """Goes on with what another browser holds; how it reads stays its own."""
        host = urllib.parse.urlsplit(self.base).hostname
        self.jar.clear()
        for cookie in cookies:
            if cookie["name"] != "linli_preferences":
                self.jar.set_cookie(http.cookiejar.Cookie(
                    0, cookie["name"], cookie["value"], None, False, host, False, False, "/", True, False, None, False, None, None, {}))

    def fill(self, action, file=None, **fields):
        """Sends the form of the page that is open."""
        return self.open(action, Page(self.html).form(action) | fields, file)

    def sign_in(self, who):
        if who.isdigit():
            # What is chosen on a device is kept with whoever signs in there; here each test brings its own.
            look, self.look = self.look, None
            self.open("/sign-in").fill("/sign-in", phone=who)
            code = re.search(r'<b class="mono">(\d+)</b>', self.html).group(1)
            self.fill("/sign-in/code", code=code)
            self.look = look
        else:
            self.open("/sign-in/staff").fill("/sign-in/staff", name=who, password=PASSWORD)
        return self

    def report(self, words, kind="street_light", address="柳巷 12 号楼", grid="990101001002011", until="send", **more):
        """Goes the three steps of a report; ends at the receipt, or at the step named."""
        self.open("/report").fill("/report/what", kind=kind, text=words)
        if until == "where":
            return self
        self.fill("/report/where", address=address, grid=grid)
        if self.path.endswith("/report/where"):
            self.fill("/report/where", address=address, grid=grid)
        return self if until == "check" else self.fill("/report/check", act="submit", **more)

    def cookies(self):
        return [{"name": cookie.name, "value": cookie.value} for cookie in self.jar]


_signed_in = {}


def session_of(who):
    """Signed in once for all tests: codes are braked for each telephone."""
    if who not in _signed_in:
        _signed_in[who] = Client().sign_in(who)
    return _signed_in[who]


def page_routes():
    """Every GET route that answers with a page, as a pattern."""
    skipped = ("/api/", "/open311/", "/public/cases.", "/assets/", "/vendor/", "/files/", "/health/", "/metrics", "/manifest", "/service-worker", "/enter", "/work")
    found = {}
    for line in (ROOT / "docs/routes.txt").read_text().splitlines():
        method, path = line.split()[:2]
        if method == "GET" and not path.startswith(skipped):
            found[path] = re.compile(re.sub(r"\{[^}]+\}", "[^/?#]+", path) + "$")
    return found


def walk(client, seeds=(), each=2):
    """Pages that the client can open, found by following links: {route: [paths]}, at most `each`."""
    routes = page_routes()
    found = {route: [] for route in routes}
    todo = [route for route in routes if "{" not in route] + list(seeds)
    known = set(todo)
    while todo:
        path = todo.pop(0)
        bare = path.split("?")[0].split("#")[0]
        route = next((route for route, pattern in routes.items() if pattern.match(bare)), None)
        # A fixed path is not an example of one with a part to fill in.
        route = bare if bare in routes else route
        if route is None or len(found[route]) >= each:
            continue
        client.open(path)
        if client.status != 200 or not client.type.startswith("text/html") or client.path != bare:
            continue
        found[route].append(path)
        for link in Page(client.html).links:
            link = link.split("#")[0]
            if link.startswith("/") and link not in known:
                known.add(link)
                todo.append(link)
                # Offered for cases in some states only, so it is tried for each.
                if re.fullmatch(r"/console/cases/[^/?]+", link.split("?")[0]):
                    todo.append(link.split("?")[0] + "/merge")
    return {route: paths for route, paths in found.items() if paths}
