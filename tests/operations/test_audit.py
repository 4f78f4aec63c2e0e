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
    "checkpoints gone": "DELETE FROM audit_checkpoints",
    "entries and checkpoints gone": "DELETE FROM audit_entries; DELETE FROM audit_checkpoints",
    "tail and checkpoints": """DELETE FROM audit_entries WHERE lane = {lane} AND number >= {last};
        DELETE FROM audit_checkpoints""",
    "a checkpoint": "DELETE FROM audit_checkpoints WHERE number = 2",
    "seal": "UPDATE audit_checkpoints SET seal = 'ff' || substr(seal, 3)",
}


def test_every_tampering_is_found(site, engine):
    for number in range(12):
        site.run("user", "token", f"t{number}", "--login", "desk")
    # Each command sealed what it wrote; the first start writes one more within seconds.
    before = len(site.rows("SELECT id FROM audit_checkpoints"))
    assert before > 12
    site.start()
    while len(site.rows("SELECT id FROM audit_checkpoints")) == before:
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
    sealed = "id, number, previous, at, heads, seal"
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
            f"INSERT INTO audit_checkpoints ({sealed}) SELECT {sealed} FROM kept_checkpoints")
    assert unnoticed == []
    assert "Everything fits." in site.run("audit", "verify").out


def test_a_head_kept_elsewhere_finds_a_cut_that_took_the_checkpoints_along(site):
    for number in range(3):
        site.run("user", "token", f"t{number}", "--login", "desk")
    head = site.run("audit", "verify").out.split("Newest head: ")[1].split()[0]
    site.run("user", "token", "later", "--login", "desk")
    assert "Everything fits." in site.run("audit", "verify", "--expect", head).out
    newest = int(head.split(":")[0])
    assert newest > 2
    site.change("DELETE FROM audit_checkpoints WHERE number > 1")
    site.change("DELETE FROM audit_entries")

    assert "Everything fits." in site.run("audit", "verify").out, "now it can be seen"
    cut = site.run("audit", "verify", "--expect", head, code=2)
    assert "noted head" in cut.out and "fits" not in cut.out
    assert site.run("audit", "verify", "--expect", "7", code=64).err
