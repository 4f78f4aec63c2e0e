"""Backup and restore by hand, as the operator does it, while the server answers."""
import json
import time

import pytest

from installation import Installation
from load import Ledger, Load

QUICK = {"clients": 4}


@pytest.fixture
def elsewhere(engine, request, tmp_path):
    """An empty installation of the same kind."""
    database = None
    if engine == "postgres":
        database = request.getfixturevalue("postgres").database("elsewhere_" + str(time.time_ns()))
    return Installation(tmp_path / "elsewhere", database)


def test_a_running_site_is_copied_and_put_back(site, elsewhere, tmp_path):
    ledger = Ledger(1)
    backup, keys = tmp_path / "backup", tmp_path / "safe.json"
    site.start()
    with Load(site.port, site.token, ledger, **QUICK):
        wait(lambda: ledger.acknowledged > 60)
        early = [json.loads(filing.answer) for filing in ledger.filings if filing.answer]
        for number in range(5):
            site.run("user", "token", f"beside {number}")
        done = site.run("backup", str(backup), "--keys", str(keys))
        wait(lambda: ledger.acknowledged > len(early) + 60)
    assert site.stop() == 0 and ledger.faults == []
    assert "Everything fits" in site.run("audit", "verify").out
    assert str(backup) in done.out and str(keys) in done.out
    assert keys.stat().st_mode & 0o077 == 0 and backup.stat().st_mode & 0o077 == 0
    assert not list(backup.rglob("*key*"))

    said = elsewhere.run("restore", str(backup), "--keys", str(keys))
    assert "entries of the audit fit" in said.out
    there = {row["id"]: row["no"] for row in elsewhere.rows("SELECT id, no FROM cases")}
    assert all(there[case["service_request_id"]] == case["number"] for case in early)
    assert "Everything fits" in elsewhere.run("audit", "verify").out
    # It serves at once, and an old key still gets its old answer.
    elsewhere.start()
    repeated = next(filing for filing in ledger.filings if filing.answer)
    again = Ledger(2)
    again.asks_new = False
    first, repeated.answer = repeated.answer, None
    again.to_repeat.append(repeated)
    with Load(elsewhere.port, site.token, again, clients=1):
        wait(lambda: repeated.answer or again.faults)
    assert (json.loads(repeated.answer), again.faults) == (json.loads(first), [])
    assert elsewhere.stop() == 0


def test_refusals_change_nothing(site, elsewhere, tmp_path):
    backup = tmp_path / "backup"
    site.run("backup", str(backup))
    assert "already there" in site.run("backup", str(backup), code=1).err
    assert "already there" in site.run("restore", str(backup), code=1).err
    (tmp_path / "next.partial").mkdir()
    assert "did not finish: remove it" in site.run("backup", str(tmp_path / "next"), code=1).err

    database = backup / "database"
    whole = database.read_bytes()
    database.write_bytes(whole[:-100])
    said = elsewhere.run("restore", str(backup), code=1).err
    assert "damaged: database" in said and said.count("\n") == 1
    assert not elsewhere.folder.exists()
    database.write_bytes(whole)
    keys = tmp_path / "backup.keys.json"
    keys.rename(tmp_path / "elsewhere.json")
    assert "no keys at" in elsewhere.run("restore", str(backup), code=1).err
    assert not elsewhere.folder.exists()
    elsewhere.run("restore", str(backup), "--keys", str(tmp_path / "elsewhere.json"))


def test_without_the_tools_of_postgres(postgres, tmp_path):
    site = Installation(tmp_path / "data", postgres.database("no_tools"))
    site.run("migrate")
    site.environment["PATH"] = str(tmp_path)
    (tmp_path / "env").symlink_to("/usr/bin/env")
    said = site.run("backup", str(tmp_path / "backup"), code=1).err
    assert "postgresql-client" in said and "pg_dump" in said
    assert not list(tmp_path.glob("backup*"))


def wait(condition, seconds=60):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)
