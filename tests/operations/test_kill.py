"""`kill -9` under load: nothing acknowledged is lost, nothing is stored twice."""
import json
import os
import random
import time

from load import Ledger, Load, found
from verdict import undelivered, verdict

ROUNDS = 10
# Rounds in which PostgreSQL dies: alone, so that the program has to find it again, or with it.
ALONE, TOGETHER = {2, 7}, {5}


def test_nothing_is_lost_or_doubled(site, engine, request):
    seed = int(os.environ.get("LINLI_SEED") or random.randrange(1_000_000))
    print(f"LINLI_SEED={seed}")
    chance = random.Random(seed)
    ledger = Ledger(seed)
    server = request.getfixturevalue("postgres") if engine == "postgres" else None
    if server:
        assert site.rows("SELECT current_setting('fsync') AS f") == [{"f": "on"}]
        assert site.rows("SELECT current_setting('synchronous_commit') AS f") == [{"f": "on"}]

    with Load(site.port, site.token, ledger):
        for number in range(ROUNDS):
            site.start()
            ledger.repeat_recent()
            before = ledger.acknowledged
            # Some die while they still catch up on what the one before left behind.
            pause = chance.uniform(0, 0.1) if number % 5 == 4 else chance.uniform(0.4, 1.2)
            time.sleep(pause)
            if server and number in ALONE:
                server.kill()
                server.restart()
                after = ledger.acknowledged
                wait(lambda: ledger.acknowledged > after + 20, "filings after the database's return")
            if server and number in TOGETHER:
                server.kill()
                site.kill()
                server.restart()
            else:
                site.kill()
            print(f"round {number}: {ledger.acknowledged - before} acknowledged")

        ledger.asks_new = False
        ledger.repeat_recent()
        site.start()
        wait(lambda: not ledger.cut_off and not ledger.to_repeat, "answers to what was cut off")
        wait(lambda: ledger.faults or all(f.answer for f in ledger.filings + ledger.refusals),
             "the last answers")
    wait_for_delivery(site)
    lost = [f.body for f in chance.sample(ledger.filings, 40) if not found(site.port, site.token, f)]
    assert lost == [], "not found by their words"
    assert site.stop() == 0
    print(f"{len(ledger.filings)} filings, {len(ledger.refusals)} refusals, "
          f"{ledger.repeats} repeated, {ledger.cuts} times cut off")

    faults = verdict(site, ledger)
    assert not faults, "\n".join(faults[:40])
    assert "Everything fits" in site.run("audit", "verify").out
    assert len(ledger.filings) > 20 * ROUNDS and ledger.repeats > 10 * ROUNDS
    assert ledger.cuts > ROUNDS, "the kills came too late to cut anything off"
    check_that_the_verdict_notices(site, ledger)


def check_that_the_verdict_notices(site, ledger):
    """A loss, a double and a changed answer made by hand; a check that cannot fail is none."""
    lost, doubled = (json.loads(ledger.filings[n].answer) for n in (3, 5))
    site.change(f"DELETE FROM cases WHERE id = '{lost['service_request_id']}'")
    columns = [name for name in site.rows("SELECT * FROM cases LIMIT 1")[0]]
    values = ["'copy'" if name in ("id", "no") else "-1" if name == "ref" else name
              for name in columns]
    site.change(
        f"INSERT INTO cases ({', '.join(columns)}) SELECT {', '.join(values)} FROM cases"
        f" WHERE id = '{doubled['service_request_id']}'")
    faults = "\n".join(verdict(site, ledger))
    assert f"lost: {lost['number']}" in faults
    assert f"stored 2 times: {ledger.filings[5].body['description']}" in faults


def wait_for_delivery(site, seconds=60):
    end = time.monotonic() + seconds
    while left := undelivered(site):
        assert time.monotonic() < end, f"undelivered after {seconds} s: {left[:20]}"
        time.sleep(0.2)


def wait(condition, what, seconds=60):
    """What has gone wrong already is for the verdict to tell."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"waited {seconds} s for {what}"
        time.sleep(0.05)
