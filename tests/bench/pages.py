"""How long pages take that staff open, one after the other: pages.py BASE NAME PASSWORD MILLISECONDS.

Waits for the bulletin of last week, which the server makes by itself. Prints a line for each page; ends with 1
when the slower half of a page's answers takes longer than MILLISECONDS.
"""
import datetime
import http.cookiejar
import re
import statistics
import sys
import time
import urllib.parse
import urllib.request

base, name, password, most = *sys.argv[1:4], float(sys.argv[4])
opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))


def get(path, fields=None):
    data = urllib.parse.urlencode(fields).encode() if fields else None
    wish = urllib.request.Request(base + path, data, {"Origin": base} if fields else {})
    begun = time.perf_counter()
    try:
        with opener.open(wish, timeout=120) as answer:
            return answer.status, answer.read().decode(errors="replace"), (time.perf_counter() - begun) * 1000
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode(errors="replace"), 0


form = get("/sign-in/staff")[1]
form = form[form.index('action="/sign-in/staff"'):]
get("/sign-in/staff", {**dict(re.findall(r'type="hidden" name="([a-z_]+)" value="([^"]*)"', form)), "name": name, "password": password})
today = (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=8)).date()
week = today - datetime.timedelta(days=today.weekday() + 7)
begun = time.time()
while get(f"/bulletins/{week}")[0] != 200:
    if time.time() - begun > 300:
        sys.exit(f"no bulletin of {week}: {get(f'/bulletins/{week}')[0]}")
    time.sleep(2)
print(f"  frozen after {time.time() - begun:.0f} s")
slow = False
for label, path in (("cockpit", "/cockpit"), ("bulletin", f"/bulletins/{week}"), ("running week", "/supervision"),
                    ("frozen week", f"/supervision/weeks/{week}"),
                    ("list behind a figure", f"/supervision/cases?measure=handled&but=handled_in_time&week={week}")):
    times = []
    for _ in range(40):
        status, _, took = get(path)
        if status != 200:
            sys.exit(f"{path}: {status}")
        times.append(took)
    times.sort()
    slow |= statistics.median(times) > most
    print(f"  {label:22} p50 {statistics.median(times):6.1f} ms   p99 {times[-1]:6.1f} ms   goal {most:.0f} ms")
sys.exit(slow)
