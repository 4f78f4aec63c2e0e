"""How long the search for reports alike takes as a resident meets it, on step 2 of a report: alike.py BASE TOKEN GOAL_MS [COUNT].

Each press is at the point and the address of a report that is there; its time is the whole answer's, with the draft
saved and the page made. The same page asked for without a search stands beside it; the search is what lies between, with the saving."""
import json
import os
import statistics
import sys
import time
import urllib.request
from pathlib import Path

base, token, goal = sys.argv[1].rstrip("/"), sys.argv[2], float(sys.argv[3])
count = int(sys.argv[4]) if len(sys.argv) > 4 else 200
os.environ["LINLI_BASE"] = base
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "browser"))
from city import Client, Page  # noqa: E402

asked = urllib.request.Request(f"{base}/api/v1/requests/queue?limit=200&sort=newest", headers={"Authorization": "Bearer " + token})
cases = [one for one in json.load(urllib.request.urlopen(asked))["requests"] if one.get("lat") and one.get("address")]
if not cases:
    sys.exit("none of the newest reports has a point and an address")
client = Client(base).open("/report").fill("/report/what", kind="street_light", text="楼前的路灯不亮，三天了，晚上看不见路。")


def timed(path, fields=None):
    begun = time.perf_counter()
    client.open(path, fields)
    return (time.perf_counter() - begun) * 1000


pages, presses = [], []
for number in range(count):
    case = cases[number % len(cases)]
    page = timed("/report/where")
    fields = Page(client.html).form("/report/where") | {
        "address": case["address"], "grid": case["area_code"], "latitude": str(case["lat"]), "longitude": str(case["long"])}
    press = timed("/report/where", fields)
    # Where nothing is found the next step's page follows.
    if "same_as" in client.html:
        pages.append(page)
        presses.append(press)
if not presses:
    print("not measured: no report alike was shown")
    sys.exit(1)
presses.sort()
page, press = statistics.median(pages), statistics.median(presses)
print(json.dumps({
    "presses": count, "with_alike": len(presses), "press_ms": round(press, 1), "press_p99_ms": round(presses[int(len(presses) * .99) - 1], 1),
    "page_ms": round(page, 1), "search_ms": round(press - page, 1)}))
sys.exit(0 if press - page <= goal else 1)
