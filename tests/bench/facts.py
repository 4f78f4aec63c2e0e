"""Puts invented facts and their sums straight into the tables of supervision: facts.py DATABASE COUNT.

DATABASE is sqlite:PATH or postgres://…; the requests themselves are not there. Spread evenly over the year
before now, 8 % still open. What the sums are made of is `Fact.measures`.
"""
import collections
import datetime
import sqlite3
import subprocess
import sys
import time

target, count = sys.argv[1], int(sys.argv[2])
MEASURES = ("filed imported excluded received proactive repeated whistled dispatched returned first_right contact_due "
            "contacted_in_time handled handled_in_time reworked closed called solved satisfied open parked overdue").split()
BIT = {name: 1 << at for at, name in enumerate(MEASURES)}
UNITS = "power water works clean patrol property traffic safety heating welfare justice".split()
KINDS = "street_light manhole road_surface rubbish noise fire_hazard parking water fitness transit stalls power".split()
CLASSES = "education health livelihood housing_urban employment environment safety".split()
HOUR, YEAR = 3_600_000, 365 * 86_400_000
# `TallyStore.axes`.
AXES = {"received": ("all", "unit", "class", "kind"), "filed": ("all", "hour"), "open": ("all", "area"),
        **{name: ("all", "unit", "class") for name in ("handled", "handled_in_time", "called", "solved", "satisfied", "reworked")}}
now = int(time.time() * 1000)


def day(at):
    return datetime.datetime.fromtimestamp(at / 1000 + 8 * 3600, datetime.timezone.utc)


def facts():
    """Rows of supervision_facts; adds to the sums."""
    for number in range(count):
        at = now - YEAR + YEAR * number // count
        roll = number * 2_654_435_761 % 1000
        unit, kind, group = UNITS[roll % 11], KINDS[roll % 12], CLASSES[roll % 7]
        area = f"990101{roll % 8 + 1:03}{roll % 12 + 1:03}{roll % 35 + 1:03}"
        is_open = roll < 80 and at > now - 40 * 86_400_000 or number >= count - 200
        dispatched, due = at + HOUR // 2, at + 3 * HOUR
        handled = None if is_open else at + (4 + roll % 20) * HOUR
        closed = None if is_open else handled + 20 * HOUR
        solved, satisfied = roll % 10 > 0, roll % 8 > 0
        found = [("filed", at), ("received", at), ("dispatched", dispatched), ("first_right", dispatched), ("contact_due", due)]
        if roll % 20:
            found.append(("contacted_in_time", due))
        if is_open:
            found.append(("open", None))
        else:
            found += [("handled", handled), ("closed", closed), ("called", closed)]
            found += [("handled_in_time", handled)] * (roll % 20 < 18) + [("solved", closed)] * solved + [("satisfied", closed)] * satisfied
        for name, when in found:
            on = "0001-01-01" if when is None else day(when).strftime("%Y-%m-%d")
            for axis in AXES.get(name, ("all",)):
                code = {"all": "", "unit": unit, "area": area, "class": group, "kind": kind}.get(axis)
                sums[axis, name, on, area[:12], f"{day(when).hour:02}" if code is None else code] += 1
        marks = sum(BIT[name] for name, _ in found)
        yield (f"{at:012x}-7000-9000-{number:012}", f"990101{day(at):%Y%m%d}W{number % 1_000_000:06}", "public_facilities", kind, group, "help",
               area, "in_progress" if is_open else "closed", is_open, False, False, False, False, unit, unit, None if is_open else "solved",
               None if is_open else "answers", None, at, dispatched, due, due - HOUR if roll % 20 else None, at + 22 * HOUR, handled, closed,
               at + 22 * HOUR if is_open else None, None if is_open else True, None if is_open else solved, None if is_open else satisfied,
               0, 0, 0, 0, 0, None, not is_open, marks, None)


sums = collections.Counter()
if target.startswith("sqlite:"):
    db = sqlite3.connect(target.removeprefix("sqlite:"))
    db.executemany(f"INSERT INTO supervision_facts VALUES ({','.join('?' * 38)})", facts())
    db.executemany("INSERT INTO supervision_tallies VALUES (?,?,?,?,?,?)", ((*key, n) for key, n in sums.items()))
    db.commit()
    db.execute("ANALYZE")
else:
    # The schema of the only site there is.
    schema = subprocess.run(
        ["psql", "-Atqc", "SELECT schemaname FROM pg_tables WHERE tablename = 'supervision_facts'", target],
        check=True, capture_output=True, text=True).stdout.split()
    if len(schema) != 1:
        sys.exit(f"supervision_facts is in {len(schema)} schemas, not one")

    def copy(table, rows):
        into = subprocess.Popen(["psql", "-qc", f"COPY {schema[0]}.{table} FROM STDIN", target], stdin=subprocess.PIPE, text=True)
        for row in rows:
            into.stdin.write("\t".join("\\N" if one is None else str(one).lower() if isinstance(one, bool) else str(one) for one in row) + "\n")
        into.stdin.close()
        if into.wait():
            sys.exit(1)
    copy("supervision_facts", facts())
    copy("supervision_tallies", ((*key, n) for key, n in sums.items()))
    subprocess.run(["psql", "-qc", f"VACUUM ANALYZE {schema[0]}.supervision_facts, {schema[0]}.supervision_tallies", target], check=True)
