"""Calls the API as each of its callers."""
import os

import pytest
import requests

BASE = os.environ["LINLI_BASE"] + "/api/v1"
ROLES = ("dispatcher", "chief", "supervisor", "handler", "resident", "client", "carrier")


class Caller:
    def __init__(self, role=None):
        self.session = requests.Session()
        if role:
            token = os.environ["LINLI_TOKEN_" + role.upper()]
            self.session.headers["Authorization"] = "Bearer " + token

    def __call__(self, method, path, **options):
        return self.session.request(method, BASE + path, timeout=20, **options)

    def get(self, path, **options):
        return self("GET", path, **options)

    def post(self, path, json=None, **options):
        return self("POST", path, json=json, **options)


@pytest.fixture(scope="session")
def nobody():
    return Caller()


for _role in ROLES:
    globals()[_role] = pytest.fixture(scope="session", name=_role)(lambda _role=_role: Caller(_role))


@pytest.fixture(scope="session")
def document(nobody):
    return nobody.get("/openapi.json").json()


LAMP = {
    "item_code": "street_light",
    "description": "楼道口那盏路灯三天没亮了，老人晚上出门怕摔",
    "address_string": "柳巷 12 号",
}


@pytest.fixture
def filed(resident):
    """A fresh request, filed by the resident."""
    answer = resident.post("/requests", LAMP)
    assert answer.status_code == 201, answer.text
    return answer.json()["service_request_id"]


def refused(answer, status, kind, *fields):
    """A problem of this kind, naming these fields and no others."""
    assert answer.status_code == status, answer.text
    assert answer.headers["Content-Type"] == "application/problem+json"
    problem = answer.json()
    assert problem["type"] == "/problems/" + kind
    assert problem["instance"] == answer.headers["X-Request-Id"]
    assert sorted(error["field"] for error in problem.get("errors", [])) == sorted(fields)
    for text in [problem["title"], problem["detail"]] + [e["message"] for e in problem.get("errors", [])]:
        assert text and not text.startswith(("problem.", "mistake.", "refusal."))
    return problem
