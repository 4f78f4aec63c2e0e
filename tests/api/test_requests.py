"""Filing, finding and moving requests as programs do it."""
import json
import pathlib

import pytest
from conftest import LAMP, refused

ROOT = pathlib.Path(__file__).resolve().parents[2]


def middle_of_grid(number):
    features = json.loads((ROOT / "Resources/basemap/demo-basemap.geojson").read_text())["features"]
    ring = next(f for f in features if f["properties"].get("kind") == "grid"
                and f["properties"]["no"] == number)["geometry"]["coordinates"][0][:-1]
    return {"lat": sum(p[1] for p in ring) / len(ring), "long": sum(p[0] for p in ring) / len(ring)}


def shown(caller, id):
    answer = caller.get("/requests/" + id)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_filing_tells_where_it_is(resident):
    answer = resident.post("/requests", LAMP)
    assert answer.status_code == 201
    receipt = answer.json()
    assert answer.headers["Location"] == "/api/v1/requests/" + receipt["service_request_id"]
    request = shown(resident, receipt["service_request_id"])
    assert request["number"] == receipt["number"]
    assert request["description"] == LAMP["description"]
    assert "withdraw" in request["moves"]


@pytest.mark.parametrize("words, urgency", [("灯不亮了", "normal"), ("配电箱起火了", "urgent")])
def test_urgency_is_normal_unless_the_words_speak_of_danger(resident, words, urgency):
    receipt = resident.post("/requests", dict(LAMP, description=words)).json()
    assert receipt["sounds_urgent"] == (urgency == "urgent")
    assert shown(resident, receipt["service_request_id"])["urgency"] == urgency


def test_filed_without_urgency_is_normal(dispatcher, filed):
    assert dispatcher.post(f"/requests/{filed}/moves", {"move": "accept", "version": 1}).json()["version"] == 2
    answer = dispatcher.post(
        f"/requests/{filed}/moves", {"move": "file", "version": 2, "class_code": "livelihood"})
    assert answer.status_code == 200, answer.text
    assert shown(dispatcher, filed)["urgency"] == "normal"


def test_a_point_finds_its_grid(resident):
    receipt = resident.post("/requests", dict(LAMP, **middle_of_grid(11))).json()
    assert shown(resident, receipt["service_request_id"])["area_code"] == "990101001002011"


def test_a_named_area_goes_before_the_point(resident):
    body = dict(LAMP, area_code="990101001001", **middle_of_grid(11))
    receipt = resident.post("/requests", body).json()
    assert shown(resident, receipt["service_request_id"])["area_code"] == "990101001001"


@pytest.mark.parametrize("place, field", [
    ({"lat": 0.5, "long": 0.5}, "lat"),
    ({"lat": 90.5, "long": 118.0}, "lat"),
    ({"lat": 40.0}, "lat"),
    ({"area_code": "990101001002099"}, "area_code"),
    ({"area_code": "110101"}, "area_code"),
    ({"area_code": "99010100"}, "area_code"),
    ({"area_code": ""}, "area_code"),
])
def test_an_unknown_place_is_refused(resident, place, field):
    refused(resident.post("/requests", dict(LAMP, **place)), 422, "invalid", field)


def test_all_mistakes_are_told_at_once(resident):
    body = {"title": "长" * 61, "description": "x" * 5001, "item_code": "nothing", "phone": "12",
            "address_string": "号" * 201, "lat": 0, "long": 0}
    refused(resident.post("/requests", body), 422, "invalid",
            "title", "description", "item_code", "phone", "address_string", "lat")


@pytest.mark.parametrize("wrong, field", [
    ({"item_code": "ufo"}, "item_code"),
    ({"service_code": "traffic"}, "item_code"),
    ({"item_code": None, "service_code": "ufo"}, "service_code"),
    ({"lat": 0, "long": 181}, "long"),
    ({"is_publik": False}, "is_publik"),
])
def test_what_is_wrong_is_what_is_named(resident, wrong, field):
    refused(resident.post("/requests", dict(LAMP, **wrong)), 422, "invalid", field)


def test_a_client_files_for_nobody(client):
    receipt = client.post("/requests", LAMP).json()
    refused(client.get("/requests/mine"), 404, "not-found")
    request = shown(client, receipt["service_request_id"])
    assert request["moves"] == [] and "phone_masked" not in request


def test_what_is_internal_is_missing_for_others(resident, nobody, client):
    receipt = resident.post("/requests", dict(LAMP, is_public=False)).json()
    for stranger in (nobody, client):
        refused(stranger.get("/requests/" + receipt["service_request_id"]), 404, "not-found")
    assert shown(resident, receipt["service_request_id"])["status"] == "submitted"


@pytest.mark.parametrize("path, sorts", [
    ("/requests", ("newest", "time_left", "grid")), ("/requests/queue", ("newest", "time_left", "grid")),
    ("/requests/mine", ("newest",)),
])
def test_pages_follow_each_other_without_gap_or_repeat(dispatcher, resident, path, sorts):
    caller = resident if path.endswith("mine") else dispatcher
    for sort in sorts:
        order = {} if path.endswith("mine") else {"sort": sort}
        whole, after = [], None
        while True:
            page = caller.get(path, params=dict(order, limit=7, **({"after": after} if after else {}))).json()
            whole += [row["service_request_id"] for row in page["requests"]]
            after = page.get("next")
            if after is None:
                break
        assert len(set(whole)) == len(whole) >= 8
        at_once = caller.get(path, params=dict(order, limit=200)).json()["requests"]
        assert [row["service_request_id"] for row in at_once] == whole[:200]


@pytest.mark.parametrize("query, field", [
    ({"after": "time_left.5.5"}, "after"), ({"after": "newest.."}, "after"), ({"after": "x" * 999}, "after"),
    ({"sort": "time_left"}, "sort"), ({"limit": "0"}, "limit"), ({"limit": "201"}, "limit"),
    ({"limit": "9" * 40}, "limit"), ({"limit": ""}, "limit"), ({"status": "open"}, "status"),
    ({"status": "closed,,filed"}, "status"), ({"status": ["closed", "filed"]}, "status"),
    ({"service_code": "nothing"}, "service_code"), ({"class_code": "nothing"}, "class_code"),
    ({"area": "+1"}, "area"), ({"area": "1" * 16}, "area"), ({"q": "长" * 201}, "q"),
])
def test_what_cannot_be_asked_is_told(resident, query, field):
    refused(resident.get("/requests/mine", params=query), 422, "invalid", field)


def test_a_number_finds_its_request(dispatcher, resident):
    receipt = resident.post("/requests", LAMP).json()
    found = dispatcher.get("/requests/queue", params={"q": receipt["number"]}).json()["requests"]
    assert [row["service_request_id"] for row in found] == [receipt["service_request_id"]]


def test_a_move_names_the_members_of_its_body(dispatcher, filed):
    path = f"/requests/{filed}/moves"
    refused(dispatcher.post(path, {"move": "submit"}), 422, "invalid", "move")
    refused(dispatcher.post(path, {"move": "file"}), 422, "invalid", "class_code")
    refused(dispatcher.post(path, {"move": "refuse", "ground": "petition", "channel": "court", "reason": "不归我们管"}),
            422, "invalid", "channel")
    refused(dispatcher.post(path, {"move": "park", "cause": "funds", "review_on": "2026-02-30"}),
            422, "invalid", "review_on")
    refused(dispatcher.post(path, {"move": "add_words", "text": "长" * 1001}), 422, "invalid", "text")
    refused(dispatcher.post(path, {"move": "accept", "version": 7}), 409, "stale-version")
    refused(dispatcher.post(path, {"move": "close", "basis": "rating"}), 404, "not-found")


def test_units_are_those_of_the_directory(dispatcher, filed):
    path = f"/requests/{filed}/moves"
    dispatcher.post(path, {"move": "accept"})
    dispatcher.post(path, {"move": "file", "class_code": "livelihood"})
    refused(dispatcher.post(path, {"move": "dispatch", "unit": "nobody"}), 422, "invalid", "unit")
    refused(dispatcher.post(path, {"move": "dispatch", "unit": "power", "co_units": ["water"] * 21}),
            422, "invalid", "co_units")
    answer = dispatcher.post(path, {"move": "dispatch", "unit": "power", "co_units": ["water"]})
    assert answer.json()["status"] == "dispatched"
    refused(dispatcher.post(path, {"move": "accept"}), 409, "not-now")


def test_only_the_carrier_reports_deliveries(carrier, dispatcher, resident, nobody):
    report = {"reports": [{"key": "0198c3a2-7d10-7c1e-9a41-3f6b5a2c7e90", "state": "delivered"}]}
    path = "/messages/deliveries"
    assert carrier.post(path, report).json() == {"changed": 0}
    assert carrier.post(path, report).json() == {"changed": 0}
    refused(dispatcher.post(path, report), 404, "not-found")
    refused(resident.post(path, report), 404, "not-found")
    refused(nobody.post(path, report), 401, "sign-in-needed")
    refused(carrier.post(path, {"reports": []}), 422, "invalid", "reports")
    refused(carrier.post(path, {"reports": [report["reports"][0], {"key": "x", "state": "read"}]}),
            422, "invalid", "reports.1.state")
    refused(carrier.get("/requests/queue"), 404, "not-found")
