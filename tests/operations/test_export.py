"""`linli export` at the keyboard: files, pipes, filters, and what it will not do."""
import csv
import io
import json
import os
import subprocess

import pytest

from installation import BINARY
from load import Ledger, Load
from test_backup import wait


@pytest.fixture
def filed(site):
    ledger = Ledger(1)
    site.start()
    with Load(site.port, site.token, ledger, clients=4):
        wait(lambda: ledger.acknowledged > 120)
        ledger.asks_new = False
        wait(lambda: all(filing.answer for filing in ledger.filings))
    site.stop()
    site.expected = {json.loads(filing.answer)["number"] for filing in ledger.filings}
    return site


def test_files_and_pipes(filed, tmp_path):
    target = tmp_path / "requests.csv"
    done = filed.run("export", "--output", str(target))
    assert done.out == "" and f"{len(filed.expected)} requests in {target}" in done.err
    rows = list(csv.DictReader(io.StringIO(target.read_text("utf-8"))))
    assert {row["number"] for row in rows} == filed.expected
    text = target.read_text("utf-8")
    assert "13812342076" not in text and "****" not in text and "v1." not in text
    assert target.stat().st_mode & 0o077 == 0

    before = target.read_bytes()
    refused = filed.run("export", "--output", str(target), code=1)
    assert "--force" in refused.err and target.read_bytes() == before
    filed.run("export", "--output", str(target), "--force", "--excel", "--type", "street_light")
    assert target.read_bytes().startswith(b"\xef\xbb\xbfnumber,")
    assert [path.name for path in tmp_path.iterdir() if "partial" in path.name] == []

    lines = filed.run("export", "service-requests", "--format", "jsonl").out.splitlines()
    assert {json.loads(line)["number"] for line in lines} == filed.expected
    nothing = filed.run("export", "--to", "2020-01-01")
    assert nothing.out.count("\r\n") == 1 and "0 requests" in nothing.err
    entries = filed.rows("SELECT detail FROM audit_entries WHERE action = 'service_requests.exported'")
    assert len(entries) == 4


def test_a_reader_that_leaves_is_no_crash(filed):
    reading, writing = os.pipe()
    process = subprocess.Popen(
        [BINARY, "export", *filed.options], stdout=writing, stderr=subprocess.PIPE, env=filed.environment)
    os.close(writing)
    os.close(reading)
    said = process.communicate()[1].decode()
    assert process.returncode != 0 and "Fatal" not in said and "Stack" not in said


MISTAKES = [
    (["--type", "lamp"], "There is no type “lamp”"),
    (["--from", "yesterday"], "--from"),
    (["--from", "2026-02-02", "--to", "2026-02-01"], "is after"),
    (["--format", "jsonl", "--excel"], "--format csv"),
    (["--format", "xml"], "jsonl"),
    (["--output", "/nowhere/at/all.csv"], "cannot be written"),
]


def test_mistakes_are_said(site):
    for words, said in MISTAKES:
        done = site.run("export", *words, code=None)
        assert done.returncode in (1, 64) and said in done.err, done.err
    exports = "SELECT detail FROM audit_entries WHERE action = 'service_requests.exported'"
    assert site.rows(exports) == []
