"""Whatever is done to the audit behind the program's back, `linli audit verify` ends with 2."""
TAMPERING = {
    "lane": "UPDATE audit_entries SET lane = 77 WHERE {row}",
    "number": "UPDATE audit_entries SET number = 99999 WHERE {row}",
    "at": "UPDATE audit_entries SET at = at + 1 WHERE {row}",
    "actor": "UPDATE audit_entries SET actor = 'somebody' WHERE {row}",
    "action": "UPDATE audit_entries SET action = 'identity.nothing' WHERE {row}",
    "subject": "UPDATE audit_entries SET subject = subject || 'x' WHERE {row}",
    "detail": "UPDATE audit_entries SET detail = 'nothing' WHERE {row}",
    "hash": "UPDATE audit_entries SET hash = 'ff' || substr(hash, 3) WHERE {row}",
    "deleted": "DELETE FROM audit_entries WHERE {row}",
    "tail": "DELETE FROM audit_entries WHERE lane = {lane} AND number >= {last}",
    "lane gone": "DELETE FROM audit_entries WHERE lane = {lane}",
    "all gone": "DELETE FROM audit_entries",
    "swapped": """UPDATE audit_entries SET subject = CASE number
        WHEN {number} THEN (SELECT subject FROM audit_entries WHERE lane = {lane} AND number = {next})
        ELSE (SELECT subject FROM audit_entries WHERE lane = {lane} AND number = {number}) END
        WHERE lane = {lane} AND number IN ({number}, {next})""",
    "numbers swapped": """UPDATE audit_entries SET number = -1 WHERE {row};
        UPDATE audit_entries SET number = {number} WHERE lane = {lane} AND number = {next};
        UPDATE audit_entries SET number = {next} WHERE lane = {lane} AND number = -1""",
    "checkpoint": "UPDATE audit_checkpoints SET heads = replace(heads, ':', ': ')",
    "seal": "UPDATE audit_checkpoints SET seal = 'ff' || substr(seal, 3)",
}


def test_every_tampering_is_found(site, engine):
    for number in range(12):
        site.run("user", "token", f"t{number}", "--login", "desk")
    # The first start writes a checkpoint within seconds.
    site.start()
    while not site.rows("SELECT id FROM audit_checkpoints"):
        pass
    assert site.stop() == 0
    assert "Everything fits." in site.run("audit", "verify").out
    longest = site.rows(
        "SELECT lane, COUNT(*) AS n FROM audit_entries GROUP BY lane ORDER BY n DESC")[0]
    lane = longest["lane"]
    assert longest["n"] >= 3
    names = {"lane": lane, "number": 1, "next": 2, "last": longest["n"],
             "row": f"lane = {lane} AND number = 1"}
    columns = "lane, number, at, actor, action, subject, detail, hash"
    site.change("CREATE TABLE kept_entries AS SELECT * FROM audit_entries")
    site.change("CREATE TABLE kept_checkpoints AS SELECT * FROM audit_checkpoints")

    unnoticed = []
    for name, sql in TAMPERING.items():
        for statement in sql.format(**names).split(";"):
            site.change(statement)
        done = site.run("audit", "verify", code=None)
        if done.returncode != 2 or "FAULT" not in done.out or "fits" in done.out:
            unnoticed.append((name, done.returncode, done.out + done.err))
        site.change("DELETE FROM audit_entries")
        site.change(f"INSERT INTO audit_entries ({columns}) SELECT {columns} FROM kept_entries")
        site.change("DELETE FROM audit_checkpoints")
        site.change(
            "INSERT INTO audit_checkpoints (id, at, heads, seal) SELECT id, at, heads, seal FROM kept_checkpoints")
    assert unnoticed == []
    assert "Everything fits." in site.run("audit", "verify").out
