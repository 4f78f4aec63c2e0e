"""GeoReport v2 as its public clients speak it, and the rules of the SeeClickFix validator that agree with the standard."""
import datetime
import io
import os
import struct
import time
import zlib
from xml.etree import ElementTree

import pytest
import requests
from georeport import GeoReport
from py2names import Three

BASE = os.environ["LINLI_BASE"] + "/open311/v2"
KEY = os.environ["LINLI_API_KEY"]
FORMATS = ("json", "xml")
# What the client gives for an element that is there and empty.
EMPTY = (None, {}, "")


def png(side=16):
    """A grey square."""
    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    rows = (b"\0" + b"\x80" * side) * side
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def many(found, name):
    """Three gives an array of JSON, and of XML the elements by name: one, or several."""
    if isinstance(found, list):
        return found
    inner = found.get(name, [])
    return inner if isinstance(inner, list) else [inner]


def city(format, key=KEY):
    return Three(BASE, api_key=key, format=format, jurisdiction="default")


def accepted(dispatcher, id):
    answer = dispatcher.post(f"/requests/{id}/moves", {"move": "accept"})
    assert answer.status_code == 200, answer.text


def filed(format="json", **more):
    fields = {"address": "柳巷 12 号", "name": "Ming Li", "email": "ming@example.org", "phone": "13912345678",
              "description": "柳巷口的路灯坏了三天"} | more
    answer = many(city(format).post("public_facilities", **fields), "request")
    assert len(answer) == 1, answer
    return answer[0]


@pytest.mark.parametrize("format", FORMATS)
def test_three_finds_services_and_what_they_ask(format):
    services = many(city(format).services(), "service")
    assert len(services) == 13
    found = city(format).discovery()
    assert found["contact"] and len(many(found["endpoints"], "endpoint")) == 2
    for service in services:
        assert service["service_code"] and service["service_name"] and service["description"]
        assert service["type"] == "realtime" and service["metadata"] in (True, False, "true", "false")
        assert service["group"] and service["keywords"]
    found = city(format).services("city_appearance")
    assert found["service_code"] == "city_appearance"
    kinds = {one["code"]: one["datatype"] for one in many(found["attributes"], "attribute")}
    assert kinds == {"item_code": "singlevaluelist", "times": "multivaluelist"}
    times = next(one for one in many(found["attributes"], "attribute") if one["code"] == "times")
    assert [one["key"] for one in many(times["values"], "value")] == ["morning", "daytime", "evening", "night"]


@pytest.mark.parametrize("format", FORMATS)
def test_three_files_follows_and_finds(format, dispatcher):
    receipt = filed(format)
    id = receipt["service_request_id"]
    assert receipt["service_notice"] and receipt.get("account_id") in EMPTY and "token" not in receipt
    # Its key sees it at once, nobody else before it is accepted.
    own = many(city(format).request(id, api_key=KEY), "request")
    assert [one["service_request_id"] for one in own] == [id]
    refused = many(city(format).request(id), "error")
    assert [str(one["code"]) for one in refused] == ["404"]
    accepted(dispatcher, id)
    one = many(city(format).request(id), "request")[0]
    assert one["status"] == "open" and one["description"] == "柳巷口的路灯坏了三天"
    assert one["service_code"] == "public_facilities" and one["address"] == "柳巷 12 号"
    for name in ("status_notes", "service_name", "requested_datetime", "updated_datetime", "expected_datetime"):
        assert one[name] not in EMPTY, name
    for name in ("agency_responsible", "service_notice", "zipcode", "lat", "long", "media_url"):
        assert one[name] in EMPTY, name
    for secret in ("Ming", "example.org", "13912345678"):
        assert secret not in city(format).request(id, convert=False).decode()
    found = many(city(format).requests("public_facilities", status="open", count=5), "request")
    assert id in [one["service_request_id"] for one in found] and len(found) <= 5
    tomorrow = datetime.date.today() + datetime.timedelta(days=1)
    between = [day.strftime("%m-%d-%Y") for day in (tomorrow - datetime.timedelta(days=30), tomorrow)]
    found = many(city(format).requests(between=between), "request")
    assert id in [one["service_request_id"] for one in found]


@pytest.mark.parametrize("format", FORMATS)
def test_three_sends_pictures_and_answers(format, dispatcher):
    picture = io.BytesIO(png())
    picture.name = "square.png"
    answer = city(format).post(
        "city_appearance", address="柳巷 9 号", description="广场舞", media=picture,
        **{"attribute[item_code]": "noise", "attribute[times][]": ["morning", "night"]})
    id = many(answer, "request")[0]["service_request_id"]
    case = dispatcher.get("/requests/" + id).json()
    assert [photo["kind"] for photo in case["photos"]] == ["before"]
    assert case["item_code"] == "noise" and "清早、夜里" in case["description"]


@pytest.mark.parametrize("format", FORMATS)
def test_three_reads_tokens(format):
    token = filed(format, return_token="true")["token"]
    found = many(city(format).token(token), "request")
    assert len(found) == 1 and found[0]["token"] == token
    id = found[0]["service_request_id"]
    assert [str(e["code"]) for e in many(city(format).request(id), "error")] == ["404"]
    assert many(city(format).request(id, token=token), "request")[0]["service_request_id"] == id


@pytest.mark.parametrize("format", FORMATS)
def test_three_reads_why_it_was_refused(format):
    assert [str(e["code"]) for e in many(city(format, key="wrong").post("traffic", description="坑"), "error")] == ["403"]
    assert [str(e["code"]) for e in many(city(format).post("ufo", description="坑"), "error")] == ["404"]
    several = many(city(format).post("traffic", description="", lat="x", long="1"), "error")
    assert {str(error["code"]) for error in several} == {"400"}
    assert {error["description"].split(":")[0] for error in several} >= {"lat", "description"}


@pytest.mark.parametrize("format", FORMATS)
def test_georeport_reads(format, dispatcher):
    id = filed()["service_request_id"]
    accepted(dispatcher, id)
    client = GeoReport(BASE, jurisdiction="default", output_format=format)
    assert len(client.get_service_list()) == 13
    assert client.get_service_definition("utilities")["service_code"] == "utilities"
    assert client.get_service_request(id)["service_request_id"] == id
    day = datetime.datetime.now(datetime.timezone.utc)
    found = client.get_service_requests(
        service_code="public_facilities,traffic", status="open",
        start_date=(day - datetime.timedelta(days=1)).strftime("%Y-%m-%dT%H:%M:%SZ"),
        end_date=(day + datetime.timedelta(minutes=5)).strftime("%Y-%m-%dT%H:%M:%SZ"))
    assert id in [one["service_request_id"] for one in (found if isinstance(found, list) else [found])]
    with pytest.raises(requests.HTTPError):
        client.get_service_definition("ufo")


# The rules of the SeeClickFix validator: tests/discovery.rb, services.rb, service_definition.rb.


def instant(text):
    return datetime.datetime.fromisoformat(text)


@pytest.fixture(scope="module")
def discovered():
    site = os.environ["LINLI_BASE"] + "/open311/discovery"
    json, xml = requests.get(site + ".json", timeout=20), requests.get(site + ".xml", timeout=20)
    assert json.ok and xml.ok
    return site, json, xml, json.json(), ElementTree.fromstring(xml.content)


def test_discovery_is_there_in_both_formats_and_says_the_same(discovered):
    site, json, xml, found, root = discovered
    assert site.endswith("discovery")
    assert json.text.strip() and xml.text.strip()
    assert json.headers["Content-Type"] == "application/json; charset=utf-8"
    assert xml.headers["Content-Type"] == "text/xml; charset=utf-8"
    assert found["contact"] and root.findtext("contact") == found["contact"]
    assert found["key_service"] and root.findtext("key_service") == found["key_service"]
    assert instant(found["changeset"]) == instant(root.findtext("changeset"))


def test_endpoints_say_what_and_where_they_are(discovered):
    _, _, _, found, root = discovered
    endpoints = root.findall("endpoints/endpoint")
    assert len(endpoints) == len(found["endpoints"]) > 1
    for one in found["endpoints"]:
        assert one["specification"] and one["url"] and one["type"] in ("production", "test")
        assert instant(one["changeset"]).timestamp() < time.time()
        assert isinstance(one["formats"], list) and len(one["formats"]) > 1
    for one, same in zip(endpoints, found["endpoints"]):
        for name in ("specification", "url", "changeset", "type"):
            assert one.findtext(name) == same[name]
        assert [format.text for format in one.findall("formats/format")] == same["formats"]
    v2 = [one for one in found["endpoints"] if "GeoReport_v2" in one["specification"]]
    assert len(v2) == 1 and "text/xml" in v2[0]["formats"]
    assert requests.get(v2[0]["url"] + "/services.xml", timeout=20).ok


def test_there_are_services_and_all_have_codes_and_definitions():
    services = requests.get(BASE + "/services.json", timeout=20).json()
    root = ElementTree.fromstring(requests.get(BASE + "/services.xml", timeout=20).content)
    assert root.tag == "services" and len(root) == len(services) > 0
    assert [one.findtext("service_code") for one in root] == [one["service_code"] for one in services]
    for one in services:
        code = one["service_code"]
        assert code
        json = requests.get(f"{BASE}/services/{code}.json", timeout=20).json()
        xml = ElementTree.fromstring(requests.get(f"{BASE}/services/{code}.xml", timeout=20).content)
        assert xml.tag == "service_definition" and xml.findtext("service_code") == json["service_code"] == code
        assert len(xml.findall("attributes/attribute")) == len(json["attributes"])
        assert one["metadata"] == bool(json["attributes"])


@pytest.mark.parametrize("format", FORMATS)
def test_each_creation_answers_something(format):
    fields = {"api_key": KEY, "service_code": "traffic", "email": "foo@bar.com", "description": "I know",
              "address_string": "柳巷 1 号"}
    answer = requests.post(f"{BASE}/requests.{format}", data=fields, timeout=20)
    assert answer.status_code == 201 and answer.text.strip()


def test_near_search_pages_and_changes(dispatcher):
    point = {"lat": "40.05", "long": "118.0"}
    places = requests.get(BASE + "/requests.json", params={"page_size": 1000}, timeout=20).json()
    spot = next(one for one in places if one["lat"])
    at = {"lat": spot["lat"], "long": spot["long"], "radius": 30}
    near = requests.get(BASE + "/requests.json", params=at, timeout=20).json()
    assert spot["service_request_id"] in [one["service_request_id"] for one in near] and len(near) < len(places)
    pages = [requests.get(BASE + "/requests.json", params={"page_size": 3, "page": page}, timeout=20).json()
             for page in (1, 2)]
    assert [one["service_request_id"] for page in pages for one in page] == \
        [one["service_request_id"] for one in places[:6]]
    assert requests.get(BASE + "/requests.json", params=point | {"radius": 0}, timeout=20).status_code == 400
    before = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() - 1))
    id = filed()["service_request_id"]
    accepted(dispatcher, id)
    changed = requests.get(BASE + "/requests.json", params={"updated_after": before}, timeout=20).json()
    assert id in [one["service_request_id"] for one in changed]
    steps = requests.get(BASE + "/servicerequestupdates.json", params={"start_date": before}, timeout=20).json()
    assert id in [one["service_request_id"] for one in steps]
