"""Puts invented cases straight into the table of cases: cases.py DATABASE COUNT.

DATABASE is sqlite:PATH or postgres://… with the demo city, whose grids they lie in. Spread evenly over the year before
now; half of the last week and 8 % of the forty days before are open. They have neither clocks nor histories: what is
measured is finding them.
"""
import datetime
import json
import sqlite3
import subprocess
import sys
import time

target, count = sys.argv[1], int(sys.argv[2])
TEXTS = (("public_facilities", "street_light", "路灯不亮", "楼前的路灯不亮，三天了，晚上看不见路。"),
         ("public_facilities", "manhole", "井盖松动", "井盖松了，车一压就响，担心有人踩空。"),
         ("traffic", "road_surface", "路面有坑", "非机动车道上有一个深坑，下雨看不见。"),
         ("city_appearance", "rubbish", "垃圾没人收", "垃圾堆在单元门口，味道很大，苍蝇多。"),
         ("city_appearance", "noise", "夜里施工吵", "工地夜里施工，孩子睡不好觉。"))
SELECT = "SELECT DISTINCT area, latitude, longitude FROM cases WHERE geocell IS NOT NULL AND length(area) = 15"
DAY = 86_400_000
SYMBOLS = "0123456789bcdefghjkmnpqrstuvwxyz"
now = int(time.time() * 1000)


def geocell(latitude, longitude):
    """Eight letters of geohash."""
    south, north, west, east, bits = -90.0, 90.0, -180.0, 180.0, 0
    for turn in range(40):
        if turn % 2 == 0:
            middle = (west + east) / 2
            bits = bits << 1 | (longitude >= middle)
            west, east = (middle, east) if longitude >= middle else (west, middle)
        else:
            middle = (south + north) / 2
            bits = bits << 1 | (latitude >= middle)
            south, north = (middle, north) if latitude >= middle else (south, middle)
    return "".join(SYMBOLS[bits >> shift & 31] for shift in range(35, -1, -5))


def cases(grids):
    for number in range(count):
        at = now - 365 * DAY + 365 * DAY * number // count
        roll = number * 2_654_435_761 % 4_294_967_296
        area, latitude, longitude = grids[roll % len(grids)]
        # Up to a hundred metres from where the demo has one.
        latitude, longitude = latitude + (roll // 64 % 2001 - 1000) / 1e6, longitude + (roll // 131_072 % 2001 - 1000) / 1e6
        service, item, title, text = TEXTS[roll // 8 % len(TEXTS)]
        is_open = at > now - 7 * DAY and number % 2 == 0 or at > now - 47 * DAY and number % 12 == 0
        day = datetime.datetime.fromtimestamp(at / 1000 + 8 * 3600, datetime.timezone.utc)
        key = f"{at:012x}"
        yield dict(
            id=f"{key[:8]}-{key[8:]}-7000-9000-{number:012}", ref=at << 20 | number % 1_048_576, no=f"990101{day:%Y%m%d}B{number % 1_000_000:06}",
            kind="service_request", request_kind="help", source="web", title=title, body=f"{text}第 {number + 1} 件试件。", class_code="housing_urban",
            service=service, item=item, urgency="normal", area=area, address=f"柳巷 {1 + roll // 16 % 400} 号", latitude=latitude, longitude=longitude,
            geocell=geocell(latitude, longitude), is_anonymous=False, hides_from_handler=False, supporters=0, lead_unit="power", level="district",
            state="in_progress" if is_open else "closed", version=5, confidentiality="public", outcome=None if is_open else "solved",
            is_imported=False, is_open=is_open, submitted_at=at, state_since=at + DAY // 12, closed_at=None if is_open else at + DAY,
            due_at=now + 30 * DAY, warn_at=now + 29 * DAY, needs_review=False, details=json.dumps({}))


if target.startswith("sqlite:"):
    db = sqlite3.connect(target.removeprefix("sqlite:"))
    rows = cases(sorted(db.execute(SELECT)))
    first = next(rows)
    insert = f"INSERT INTO cases ({','.join(first)}) VALUES ({','.join('?' * len(first))})"
    db.execute(insert, tuple(first.values()))
    db.executemany(insert, (tuple(row.values()) for row in rows))
    db.commit()
    db.execute("ANALYZE")
else:
    def ask(sql):
        return subprocess.run(["psql", "-Atqc", sql, target], check=True, capture_output=True, text=True).stdout.split()
    # The schema of the only site there is.
    schema, = ask("SELECT schemaname FROM pg_tables WHERE tablename = 'cases'")
    grids = [(area, float(latitude), float(longitude)) for area, latitude, longitude in
             (line.split("|") for line in sorted(ask(SELECT.replace("cases", schema + ".cases"))))]
    rows = cases(grids)
    first = next(rows)
    into = subprocess.Popen(["psql", "-qc", f"COPY {schema}.cases ({','.join(first)}) FROM STDIN", target], stdin=subprocess.PIPE, text=True)

    def put(row):
        into.stdin.write("\t".join("\\N" if one is None else str(one).lower() if isinstance(one, bool) else str(one) for one in row.values()) + "\n")
    put(first)
    for row in rows:
        put(row)
    into.stdin.close()
    if into.wait():
        sys.exit(1)
    subprocess.run(["psql", "-qc", f"VACUUM ANALYZE {schema}.cases", target], check=True)
