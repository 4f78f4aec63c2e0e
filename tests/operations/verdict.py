"""Compares what was promised with what the database holds."""
import json
import time
from collections import Counter


def verdict(installation, ledger):
    """Everything that is not as it must be, one line each; empty when all is well."""
    faults = list(ledger.faults)
    cases = installation.rows("SELECT id, ref, no, body, state, version FROM cases")
    by_id = {case["id"]: case for case in cases}

    for filing in ledger.filings:
        if filing.answer is None:
            faults.append(f"never acknowledged: {filing.key}")
            continue
        promised = json.loads(filing.answer)
        case = by_id.get(promised["service_request_id"])
        if case is None:
            faults.append(f"lost: {promised['number']}")
        elif (case["no"], case["body"]) != (promised["number"], filing.body["description"]):
            faults.append(f"not what was promised: {promised['number']}, stored {case}")

    sent = {filing.body["description"] for filing in ledger.filings}
    stored = Counter(case["body"] for case in cases)
    faults += [f"stored {times} times: {body}" for body, times in stored.items() if times > 1]
    faults += [f"nobody sent: {body}" for body in stored.keys() - sent]

    refused = {command.path.split("/")[4] for command in ledger.refusals if command.answer}
    for case in cases:
        expected = ("refused", 2) if case["id"] in refused else ("submitted", 1)
        if (case["state"], case["version"]) != expected:
            faults.append(f"{case['no']}: {case['state']} {case['version']}, expected {expected}")

    moves = Counter(
        (row["case_id"], row["move"])
        for row in installation.rows("SELECT case_id, move FROM case_events"))
    audit = Counter(
        (row["subject"].removeprefix("case:"), row["action"].removeprefix("service_request."))
        for row in installation.rows(
            "SELECT subject, action FROM audit_entries WHERE subject LIKE 'case:%'"))
    expected = Counter((id, "submit") for id in by_id) + Counter((id, "refuse") for id in refused)
    faults += differences("history", moves, expected)
    faults += differences("audit", audit, expected)

    told = Counter(
        row["subject"] for row in installation.rows(
            "SELECT subject FROM messages WHERE template = 'refused'"))
    faults += differences("messages", told, Counter(refused))

    return faults + [f"undelivered: {line}" for line in undelivered(installation)]


def undelivered(installation):
    """Events and due jobs that are not done; texts of the night may wait for the morning."""
    events = installation.rows("SELECT id, name FROM outbox WHERE pending")
    troubles = installation.rows("SELECT event_id, state FROM outbox_deliveries WHERE state <> 'done'")
    jobs = installation.rows(
        "SELECT id, name, state, run_at FROM jobs WHERE state <> 'done' AND NOT (state = 'waiting'"
        f" AND attempts = 0 AND run_at > {time.time() * 1000:.0f})")
    return [json.dumps(row) for row in events + troubles + jobs]


def differences(where, found, expected):
    return [
        f"{where}: {key} {found[key]} times, expected {expected[key]}"
        for key in found.keys() | expected.keys() if found[key] != expected[key]
    ]
