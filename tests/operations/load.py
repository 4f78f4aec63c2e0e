"""Clients that file and refuse as fast as they can, and keep to their keys when cut off."""
import http.client
import json
import random
import threading
import time
import uuid
from collections import deque


class Command:
    """One thing asked of the server, under one key for ever."""

    def __init__(self, path, body):
        self.path, self.body = path, body
        self.key = str(uuid.uuid4())
        self.answer = None


class Ledger:
    """What was asked, and what the server promised."""

    def __init__(self, seed):
        self.lock = threading.Lock()
        self.chance = random.Random(seed)
        self.filings, self.refusals = [], []
        self.refused = set()
        self.cut_off = deque()
        self.to_repeat = deque()
        self.recent = deque(maxlen=40)
        self.repeats, self.cuts = 0, 0
        self.faults = []
        self.asks_new = True

    def next(self):
        with self.lock:
            if self.cut_off:
                return self.cut_off.popleft()
            if self.to_repeat:
                return self.to_repeat.popleft()
            if not self.asks_new:
                return None
            answered = self.filings[-400:]
            if answered and self.chance.random() < 0.15:
                filing = self.chance.choice(answered)
                if filing.answer:
                    return filing
            if answered and self.chance.random() < 0.08:
                filing = self.chance.choice(answered)
                if filing.answer and filing.key not in self.refused:
                    self.refused.add(filing.key)
                    self.refusals.append(refusal(filing))
                    return self.refusals[-1]
            self.filings.append(filing_number(len(self.filings)))
            return self.filings[-1]

    def lost_answer(self, command):
        """The connection ended after it was asked, or could not be made."""
        with self.lock:
            self.cuts += 1
            self.cut_off.append(command)

    def answered(self, command, status, body):
        with self.lock:
            if status == 503:
                self.cut_off.append(command)
            elif status not in (200, 201):
                self.faults.append(f"{command.path}: {status} {body[:300]}")
            elif command.answer is None:
                command.answer = body
                self.recent.append(command)
            else:
                self.repeats += 1
                if json.loads(command.answer) != json.loads(body):
                    self.faults.append(f"{command.key}: first {command.answer}, then {body}")

    def repeat_recent(self):
        """What was acknowledged just before a kill is asked for again just after it."""
        with self.lock:
            self.to_repeat.extend(self.recent)
            self.recent.clear()

    @property
    def acknowledged(self):
        return sum(1 for filing in self.filings if filing.answer)


def filing_number(number):
    # A word of its own to be found by; digits alone would be taken for a number.
    mark = uuid.uuid4().hex[:12].translate(str.maketrans("0123456789", "ghijklmnop"))
    return Command("/api/v1/requests", {
        "item_code": "street_light", "description": f"第 {number} 盏路灯三天没亮了，灯杆写着 {mark}",
        "address_string": f"柳巷 {number} 号", "area_code": "990101001001011",
        "phone": "13812342076",
    })


def refusal(filing):
    case = json.loads(filing.answer)["service_request_id"]
    return Command(f"/api/v1/requests/{case}/moves", {
        "move": "refuse", "ground": "petition", "channel": "petition_office",
        "reason": "此事已由信访部门受理，请向信访部门询问进度。",
    })


class Load:
    """Clients that go on from the start to the end, whoever dies meanwhile."""

    def __init__(self, port, token, ledger, clients=12):
        self.port, self.token, self.ledger = port, token, ledger
        self.threads = [threading.Thread(target=self.work) for _ in range(clients)]
        self.stopped = False

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *failure):
        self.stopped = True
        for thread in self.threads:
            thread.join()

    def work(self):
        connection = None
        while not self.stopped:
            command = self.ledger.next()
            if command is None:
                time.sleep(0.01)
                continue
            try:
                connection = connection or http.client.HTTPConnection(
                    "127.0.0.1", self.port, timeout=30)
                connection.request(
                    "POST", command.path, json.dumps(command.body).encode(), {
                        "Authorization": "Bearer " + self.token, "Idempotency-Key": command.key,
                        "Content-Type": "application/json",
                    })
                response = connection.getresponse()
                body = response.read().decode()
            except (OSError, http.client.HTTPException):
                self.ledger.lost_answer(command)
                connection = None
                time.sleep(0.02)
                continue
            self.ledger.answered(command, response.status, body)
            if response.status == 503:
                time.sleep(0.05)


def found(port, token, filing):
    """Whether the console's search finds a filing by the word of its own."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    word = filing.body["description"].split()[-1]
    connection.request(
        "GET", f"/api/v1/requests/queue?sort=newest&q={word}", headers={"Authorization": "Bearer " + token})
    answer = json.loads(connection.getresponse().read())
    return [case["number"] for case in answer["requests"]] == [json.loads(filing.answer)["number"]]
