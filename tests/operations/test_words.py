"""What commands say: help that teaches, and one clear sentence when something cannot be done."""
import json
import socket
import urllib.request

import pytest

from installation import Installation, free_port

COMMANDS = [
    ["serve"], ["migrate"], ["seed"], ["import", "public-messages"], ["export", "service-requests"],
    ["routes"], ["jobs"], ["outbox"], ["user"], ["user", "add"], ["user", "list"],
    ["user", "password"], ["user", "disable"], ["user", "enable"], ["user", "token"],
    ["user", "revoke-token"], ["backup"], ["restore"], ["audit", "verify"],
]
# Commands that need a site, with arguments that are right.
NEEDY = [
    ["serve"], ["seed"], ["export"], ["jobs"], ["outbox"], ["user", "list"],
    ["user", "disable", "desk"], ["user", "token", "t"], ["user", "revoke-token", "t"],
    ["backup", "/nowhere/backup"], ["audit", "verify"],
]


@pytest.fixture
def nothing(tmp_path):
    return Installation(tmp_path / "data")


def one_sentence(done, *parts):
    """An error for people: short, with what to do, on standard error, and nothing of the inside."""
    assert done.returncode not in (0, None) and done.returncode > 0, done.err
    said = done.err.strip()
    assert said.startswith("Error: ") and len(said.splitlines()) <= 2, said
    for inside in ("Fatal", "Stack", "SQLSTATE", "Optional(", "Error Domain", "StoreError", ".swift"):
        assert inside not in said, said
    for part in parts:
        assert part in said, said


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_help_has_an_example(nothing, command):
    told = nothing.run(*command, "--help", options=False).out
    assert "OVERVIEW:" in told and "linli " + command[0] in told.split("USAGE:")[0]


def test_the_program_itself_teaches(nothing):
    told = nothing.run("--help", options=False).out
    assert "linli migrate && linli seed && linli serve" in told
    for command in COMMANDS:
        assert f"  {command[0]}" in told
    assert nothing.run("--version", options=False).out.strip()


@pytest.mark.parametrize("words", [["serv"], ["serve", "--prot", "1"], ["export", "--frm", "1"]])
def test_wrong_words_are_refused(nothing, words):
    done = nothing.run(*words, code=64)
    assert done.err.startswith("Error: ") and "help" in done.err


@pytest.mark.parametrize("words", NEEDY, ids=" ".join)
def test_a_missing_database_is_named_and_not_made(nothing, words):
    one_sentence(nothing.run(*words, code=1), "There is no database at", "linli migrate")
    assert not nothing.folder.exists()


@pytest.mark.parametrize("words", NEEDY + [["migrate"]], ids=" ".join)
def test_an_unreachable_postgres_is_named(tmp_path, words):
    folder = tmp_path / "data"
    Installation(folder).run("migrate")
    away = Installation(folder, f"postgres://linli:hunter2@127.0.0.1:{free_port()}/linli")
    done = away.run(*words, code=1)
    one_sentence(done, "PostgreSQL does not answer", "127.0.0.1", "--database")
    assert "hunter2" not in done.err


def test_a_database_behind_is_told(postgres, tmp_path):
    site = Installation(tmp_path / "data", postgres.database("behind"))
    site.run("migrate")
    site.change("DROP TABLE message_chains, message_alerts, push_keys, push_subscriptions, message_address_codes, message_addresses, message_deliveries, message_opt_outs, message_templates, messages; DELETE FROM schema_migrations WHERE owner = 'notifications'")
    one_sentence(site.run("jobs", code=1), "behind", "linli migrate")
    one_sentence(site.run("serve", "--port", "0", code=1), "behind", "linli migrate")
    site.run("migrate")
    site.change("INSERT INTO schema_migrations VALUES ('kernel', '999_later', '', 0)")
    one_sentence(site.run("jobs", code=1), "newer")


def test_addresses_that_are_none(nothing):
    for url in ("mysql://root:hunter2@localhost/x", "linli.sqlite", "sqlite:"):
        done = Installation(nothing.folder, url).run("jobs", code=1)
        one_sentence(done, "is no database address")
        assert "hunter2" not in done.err
    nothing.folder.mkdir()
    (nothing.folder / "linli.sqlite").write_bytes(b"this is no database, whatever its name says" * 50)
    (nothing.folder / "keys.json").write_text("[]")
    (nothing.folder / "keys.json").chmod(0o600)
    one_sentence(nothing.run("jobs", code=1), "cannot be opened")


def test_keys_that_are_missing_open_or_broken(nothing):
    nothing.run("migrate")
    keys = nothing.folder / "keys.json"
    whole = keys.read_text()
    keys.chmod(0o644)
    one_sentence(nothing.run("jobs", code=1), "chmod 600")
    keys.chmod(0o600)
    keys.write_text(whole[:40])
    one_sentence(nothing.run("jobs", code=1), "key file")
    keys.unlink()
    for command in (["jobs"], ["migrate"], ["serve", "--port", "0"]):
        one_sentence(nothing.run(*command, code=1), "key file", "missing")
    assert not keys.exists()


def test_keys_of_another_installation(nothing, tmp_path):
    nothing.run("migrate")
    nothing.run("seed")
    keys = nothing.folder / "keys.json"
    own = keys.read_text()
    other = Installation(tmp_path / "other")
    other.run("migrate")
    keys.write_text((other.folder / "keys.json").read_text())
    for command in (["jobs"], ["migrate"], ["serve", "--port", "0"], ["audit", "verify"]):
        one_sentence(nothing.run(*command, code=1), "lacks the key", str(keys))
    keys.write_text(own)
    assert "Everything fits" in nothing.run("audit", "verify").out


def test_a_step_that_is_not_written_down(nothing):
    nothing.run("migrate")
    nothing.change("DELETE FROM schema_migrations WHERE owner = 'rights'")
    one_sentence(
        nothing.run("migrate", code=1), "rights/001", "“default”", "already exists",
        "schema_migrations")


def test_a_backup_that_finds_no_place(nothing, tmp_path):
    nothing.run("migrate")
    (tmp_path / "file").write_text("a file where a folder should be")
    place = tmp_path / "file" / "backup"
    keys = ["--keys", str(tmp_path / "keys-of-it.json")]
    one_sentence(nothing.run("backup", str(place), *keys, code=1), str(place))
    assert not (tmp_path / "keys-of-it.json").exists()


def test_sites_that_are_none(nothing):
    nothing.run("migrate")
    one_sentence(nothing.run("jobs", "--site", "nowhere", code=1), "there is no site “nowhere”")
    (nothing.folder / "sites.json").write_text("{")
    one_sentence(nothing.run("jobs", code=1), "sites.json")


def test_a_taken_port(nothing):
    nothing.run("migrate")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        one_sentence(nothing.run("serve", "--port", port, code=1), port, "--port")
    one_sentence(nothing.run("serve", "--host", "203.0.113.7", "--port", "0", code=1), "--host")
    assert nothing.run("serve", "--port", "70000", code=64).err.startswith("Error: ")


def test_accounts(nothing):
    nothing.run("migrate")
    add = ["user", "add", "desk", "--name", "林静", "--post", "调度员", "--role"]
    one_sentence(nothing.run(*add, "nobody", typed="Wutong-Lu-31\n", code=1), "role")
    one_sentence(nothing.run(*add, "auditor", typed="short\n", code=1), "password")
    one_sentence(nothing.run(*add, "auditor", typed="", code=1), "standard input")
    given = nothing.run(*add, "auditor", "--password", "Wutong-Lu-31", code=64)
    assert "list of processes" in given.err and "Wutong" not in given.err
    nothing.run(*add, "auditor", typed="Wutong-Lu-31\n")
    one_sentence(nothing.run(*add, "auditor", typed="Wutong-Lu-31\n", code=1), "login")
    assert "desk" in nothing.run("user", "list").out
    for words in (["disable"], ["enable"], ["password"]):
        one_sentence(nothing.run("user", *words, "ghost", typed="Wutong-Lu-32\n", code=1), "ghost")
    assert len(nothing.run("user", "password", "desk", "--one-time").out.strip()) == 19
    one_sentence(nothing.run("user", "grant", "desk", "grid_worker", code=1), "role")
    one_sentence(nothing.run("user", "grant", "ghost", "grid_worker", code=1), "ghost")
    one_sentence(nothing.run("user", "revoke", "desk", "grid_worker", code=1), "desk")
    nothing.run("user", "revoke", "desk", "auditor")
    nothing.run("user", "grant", "desk", "grid_worker", "--area", "990101001002011")
    one_sentence(nothing.run("user", "two-step-off", "desk", code=1), "second factor")
    one_sentence(nothing.run("user", "revoke-token", "ghost", code=1), "ghost")
    one_sentence(nothing.run("user", "token", "t", "--login", "ghost", code=1), "ghost")
    nothing.run("user", "token", "t")
    one_sentence(nothing.run("user", "token", "t", code=1), "label")
    one_sentence(nothing.run("user", "token", "u", "--days", "0", code=1), "days")


def test_a_folder_that_may_not_be_written(nothing):
    blocked = nothing.folder
    blocked.write_text("a file where a folder should be")
    one_sentence(nothing.run("migrate", code=1))


def test_import_and_seed_from_nowhere(nothing):
    nothing.run("migrate")
    assert "messages.csv" in nothing.run("import", "public-messages", "/nowhere", code=1).err
    nothing.environment["LINLI_RESOURCES"] = "/nowhere"
    assert "LINLI_RESOURCES" in nothing.run("seed", code=64).err


def test_quiet_commands(nothing):
    nothing.run("migrate")
    assert nothing.run("migrate").out.startswith("Nothing to do")
    assert nothing.run("jobs").out == ""
    assert "0 waiting, 0 failing, 0 parked" in nothing.run("outbox").out
    assert "0 parked" in nothing.run("outbox", "--replay").out
    assert "0 parked" in nothing.run("jobs", "--retry").out
    routes = nothing.run("routes").out
    assert "/api/v1/requests" in routes and "everyone" in routes


@pytest.mark.parametrize("name,value", [
    ("LINLI_RATE_LIMIT_FACTOR", "fast"), ("LINLI_FIRST_LANE", "x"), ("LINLI_LOG_LEVEL", "loud"),
    ("LINLI_RESOURCES", "/nowhere"), ("LINLI_PHOTO_TOOL", "/nowhere"),
    ("LINLI_TRACE_FILE", "/nowhere/spans.jsonl")])
def test_settings_that_are_not_understood(nothing, name, value):
    nothing.environment[name] = value
    for words in (["migrate"], ["serve"], ["audit", "verify"]):
        done = nothing.run(*words, code=64)
        assert f"{name} is “{value}”" in done.err and "Fatal" not in done.err
    assert not nothing.folder.exists()


def test_codes_that_mean_nothing(nothing):
    nothing.run("migrate")
    nothing.run("seed")
    add = ["user", "add", "x", "--name", "林静", "--post", "调度员", "--one-time"]
    role = ["--role", "street_operator"]
    one_sentence(nothing.run(*add, *role, "--area", "abc", code=1), "no area “abc”")
    one_sentence(nothing.run(*add, *role, "--unit", "nosuchunit", code=1), "no unit “nosuchunit”")
    both = nothing.run(*add, *role, "--area", "990101", "--unit", "power", code=64)
    assert "not both" in both.err
    token = ["user", "token", "t"]
    one_sentence(nothing.run(*token, "--permission", "bogus.perm", code=1), "no permission “bogus.perm”")
    both = nothing.run(*token, "--login", "desk", "--phone", "13800002076", code=64)
    assert "not both" in both.err
    assert "\nx " not in nothing.run("user", "list").out


def test_one_site_of_several_is_served(nothing):
    nothing.run("migrate")
    one_sentence(nothing.run("serve", "--site", "nosuch", code=1), "no site “nosuch”")
    one_sentence(nothing.run("serve", "--host", "nosuch.invalid", "--port", str(free_port()), code=1),
                 "choose another --host")


def test_each_request_leaves_a_line(nothing):
    nothing.run("migrate")
    nothing.start()
    with urllib.request.urlopen(f"http://127.0.0.1:{nothing.port}/health/live") as answer:
        assert answer.status == 200
    assert nothing.stop() == 0
    log = (nothing.folder.parent / (nothing.folder.name + ".log")).read_text().splitlines()
    lines = [json.loads(line) for line in log if '"message":"request"' in line]
    assert [(line["route"], line["status"]) for line in lines] == [("/health/live", 200)]
