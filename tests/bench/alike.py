"""How long the search for reports alike takes as a resident meets it, on step 2 of a report: alike.py BASE TOKEN GOAL_MS [COUNT].

Each press is at the address of a report of the same kind that is there; the time is the whole answer's, with the draft saved and the page made."""
import json
import os
import statistics
import sys
import time
import urllib.request
from pathlib import Path

base, token, goal = sys.argv[1].rstrip("/"), sys.argv[2], float(sys.argv[3])
count = int(sys.argv[4]) if len(sys.argv) > 4 else 100
os.environ["LINLI_BASE"] = base
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "browser"))
from city import Client  # noqa: E402

asked = urllib.request.Request(f"{base}/api/v1/requests/queue?limit=200&sort=newest", headers={"Authorization": "Bearer " + token})
cases = [one for one in json.load(urllib.request.urlopen(asked))["requests"] if one.get("item_code") == "street_light"]
if not cases:
    sys.exit("no street lights among the newest reports")
client = Client(base)
times, shown = [], 0
for number in range(count):
    case = cases[number % len(cases)]
    if number % len(cases) == 0:
        client = Client(base).open("/report").fill("/report/what", kind="street_light", text="楼前的路灯不亮，三天了，晚上看不见路。")
    client.open("/report/where")
    begun = time.perf_counter()
    client.fill("/report/where", address=case["address"], grid=case["area_code"])
    times.append((time.perf_counter() - begun) * 1000)
    shown += "same_as" in client.html
if not shown:
    # A city without a directory has no grid to choose, and the step is refused.
    print("not measured: no report alike was shown")
    sys.exit(1)
times.sort()
print(json.dumps({"presses": count, "with_alike": shown, "median_ms": round(statistics.median(times), 1), "p99_ms": round(times[int(len(times) * .99) - 1], 1)}))
sys.exit(0 if statistics.median(times) <= goal else 1)
