"""What is the same for every route: tokens, methods, bodies, keys, problems."""
import html
import json
import os
import socket

import pytest
import requests
from conftest import BASE, LAMP, refused

SITE = os.environ["LINLI_BASE"]


def paths(document):
    for path, item in document["paths"].items():
        yield path.replace("{id}", "0198c3a2-7d10-7c1e-9a41-3f6b5a2c7e90"), {m.upper() for m in item}


@pytest.mark.parametrize("header", [
    "Bearer x", "Bearer", "Basic eDp5", "bearer  linli_x", "Bearer " + "x" * 5000, "token", "",
])
def test_a_token_nobody_has_opens_nothing(nobody, header):
    for path in ("/requests", "/services", "/requests/mine"):
        answer = nobody.get(path, headers={"Authorization": header})
        refused(answer, 401, "sign-in-needed")
        assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_cookies_are_not_looked_at(nobody):
    refused(nobody.get("/requests/mine", headers={"Cookie": "linli_session=" + "x" * 43}), 401, "sign-in-needed")


def test_options_tells_the_methods_and_others_are_refused(nobody, document):
    for path, methods in paths(document):
        allowed = ", ".join(sorted(methods | {"OPTIONS"} | ({"HEAD"} if "GET" in methods else set())))
        answer = nobody("OPTIONS", path)
        assert (answer.status_code, answer.headers["Allow"], answer.content) == (204, allowed, b"")
        for method in {"GET", "POST", "PUT", "DELETE", "PATCH", "TRACE", "PURGE"} - methods:
            answer = nobody(method, path)
            refused(answer, 405, "method-not-allowed")
            assert answer.headers["Allow"] == allowed
    refused(nobody("OPTIONS", "/nothing"), 404, "not-found")
    assert requests.options(SITE + "/sign-in").headers["Allow"] == "GET, HEAD, OPTIONS, POST"


def raw(request):
    """Everything the server sends until it closes."""
    host, port = SITE.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=10) as connection:
        connection.sendall(request.replace("\n", "\r\n").encode())
        whole = b""
        while chunk := connection.recv(65536):
            whole += chunk
        return whole


@pytest.mark.parametrize("path, status", [
    ("/api/v1/services", 200), ("/", 200), ("/api/v1/requests/mine", 401), ("/api/v1/nothing", 404),
    ("/nothing", 404), ("/api/v1/messages/deliveries", 405), ("/api/v1/requests/x", 404),
])
def test_head_is_get_without_a_body(path, status):
    answer = raw(f"HEAD {path} HTTP/1.1\nHost: 127.0.0.1\nConnection: close\n\n")
    head, body = answer.split(b"\r\n\r\n", 1)
    assert head.split()[1] == str(status).encode()
    assert body == b""
    got = requests.get(SITE + path, allow_redirects=False)
    if status != 405:
        assert got.status_code == status
        assert f"content-length: {len(got.content)}".encode() in head.lower() or status == 200


@pytest.mark.parametrize("body, type_, status, kind", [
    (b"", "application/json", 400, "malformed"),
    (b"{", "application/json", 400, "malformed"),
    (b"nul", "application/json", 400, "malformed"),
    (b'{"description":"\xff\xfe"}', "application/json", 400, "malformed"),
    (b'{"description":"\\ud800"}', "application/json", 400, "malformed"),
    (b'{"description":"a\\u0000b"}', "application/json", 400, "malformed"),
    (b'{"item_code":"\\u0000"}', "application/json", 400, "malformed"),
    (b'{"description":"a\x00b"}', "application/json", 400, "malformed"),
    (b'{"description":"a\nb"}', "application/json", 400, "malformed"),
    (json.dumps(LAMP).encode("utf-16"), "application/json", 400, "malformed"),
    (json.dumps(LAMP).encode("utf-32-le"), "application/json", 400, "malformed"),
    (b"[" * 100_000, "application/json", 400, "malformed"),
    (b'{"description":' + b"[" * 5000 + b"]" * 5000 + b"}", "application/json", 400, "malformed"),
    (b" " * 262_145, "application/json", 413, "too-large"),
    (b"{}", "text/plain", 415, "unsupported-type"),
    (b"{}", "application/json;charset", 422, "invalid"),
    (b"a=b", "application/x-www-form-urlencoded", 415, "unsupported-type"),
])
def test_bodies_that_cannot_be_read(resident, body, type_, status, kind):
    answer = resident("POST", "/requests", data=body, headers={"Content-Type": type_})
    assert answer.status_code == status, answer.text
    assert answer.json()["type"] == "/problems/" + kind


def test_text_that_looks_like_an_escape_is_text(resident):
    words = "写作 \\u0000 和 \\\\u0000 的字面"
    receipt = resident.post("/requests", dict(LAMP, description=words)).json()
    assert resident.get("/requests/" + receipt["service_request_id"]).json()["description"] == words


@pytest.mark.parametrize("text, field", [
    ('{"description":5}', "description"), ('{"lat":"1"}', "lat"), ('{"is_public":"yes"}', "is_public"),
    ('{"title":["x"]}', "title"), ("[]", "body"), ("5", "body"), ('"x"', "body"), ("null", "body"),
])
def test_wrong_types_name_the_member(resident, text, field):
    answer = resident("POST", "/requests", data=text, headers={"Content-Type": "application/json"})
    refused(answer, 422, "invalid", field)


@pytest.mark.parametrize("number", ["1e999", "-1e999", "9" * 400, "1e-999", "0.1e400"])
def test_numbers_beyond_all_bounds_are_no_fault_of_ours(resident, dispatcher, filed, number):
    for path, text in (
        ("/requests", json.dumps(LAMP)[:-1] + f', "lat": {number}, "long": {number}' + "}"),
        (f"/requests/{filed}/moves", f'{{"move":"accept","version":{number}}}'),
        (f"/requests/{filed}/moves", f'{{"move":"ask_extension","reason":"等材料到货","amount":{number}}}'),
    ):
        answer = dispatcher("POST", path, data=text, headers={"Content-Type": "application/json"})
        assert answer.status_code in (400, 409, 422) or number == "1e-999", answer.text
        assert answer.status_code < 500


def test_a_repeated_key_gets_the_first_answer(resident, client):
    key = {"Idempotency-Key": "again-1"}
    first = resident.post("/requests", LAMP, headers=key)
    again = resident.post("/requests", LAMP, headers=key)
    assert (again.status_code, again.json()) == (201, first.json())
    refused(resident.post("/requests", dict(LAMP, title="别的"), headers=key), 422, "key-reused")
    assert client.post("/requests", LAMP, headers=key).json()["number"] != first.json()["number"]


@pytest.mark.parametrize("key", ["x" * 201, "a b", "", "ключ".encode()])
def test_a_key_that_cannot_be_kept_is_refused(resident, key):
    refused(resident.post("/requests", LAMP, headers={"Idempotency-Key": key}), 422, "invalid", "Idempotency-Key")


@pytest.mark.parametrize("query", [
    "q=%ff", "q=%00", "q=%", "q=%e4%bd", "%zz=1", "&".join(f"a{n}=1" for n in range(101)),
])
def test_queries_that_cannot_be_read(query):
    answer = raw(f"GET /api/v1/requests?{query} HTTP/1.1\nHost: 127.0.0.1\nConnection: close\n\n")
    assert answer.startswith(b"HTTP/1.1 400 ") and b"/problems/malformed" in answer


@pytest.mark.parametrize("id", [
    "x", "%00", "%ff", "%2e%2e", "0198c3a2-7d10-7c1e-9a41-3f6b5a2c7e9", "0198c3a2-7d10-7c1e-9a41-3f6b5a2c7e90%20",
    "%27%20OR%201=1", "x" * 3000,
])
def test_ids_that_cannot_be_one_are_missing(dispatcher, id):
    refused(dispatcher.get("/requests/" + id), 404, "not-found")
    refused(dispatcher.post(f"/requests/{id}/moves", {"move": "accept"}), 404, "not-found")


def test_a_name_this_site_does_not_answer_to(nobody):
    refused(nobody.get("/services", headers={"Host": "elsewhere.example"}), 421, "wrong-host")
    page = requests.get(SITE + "/", headers={"Host": "elsewhere.example"})
    assert (page.status_code, page.content) == (421, b"")


def test_sentences_come_in_the_asked_language(nobody):
    chinese = refused(nobody.get("/requests/mine"), 401, "sign-in-needed")
    english = refused(nobody.get("/requests/mine", headers={"Accept-Language": "en-GB"}), 401, "sign-in-needed")
    assert (chinese["title"], english["title"]) == ("请先登录", "Please sign in")
    names = nobody.get("/services", headers={"Accept-Language": "en"}).json()
    assert all(service["service_name"].isascii() for service in names)


def test_every_kind_and_the_whole_document_have_a_page(nobody, document):
    for kind in document["components"]["schemas"]["Problem"]["properties"]["type"]["enum"]:
        page = requests.get(SITE + kind)
        assert page.status_code == 200 and kind in page.text
    assert requests.get(SITE + "/problems/nothing").status_code == 404
    for language, summary in (("en", "summary"), ("zh", "x-summary-zh")):
        page = requests.get(SITE + "/developers", headers={"Accept-Language": language}).text
        for path, item in document["paths"].items():
            for method, operation in item.items():
                assert html.escape(operation[summary]).replace("&#x27;", "&#39;") in page and method.upper() in page
                assert "/api/v1" + path in page
    assert document["servers"] == [{"url": "/api/v1"}]
    assert BASE.endswith(document["servers"][0]["url"])
