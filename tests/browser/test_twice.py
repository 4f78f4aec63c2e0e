"""A second click on every button: nothing is done twice, and the answer is the page that says what was done."""
import base64
import hmac
import re
import struct
import time
import uuid

import pytest

from browsers import DESK, browser
from city import NEIGHBOUR, RESIDENT, Client, citizen, session_of
from twice import Kept, Twice, forms

# Sent by a script, with no button to press; what happens when they are sent again is looked at there.
ELSEWHERE = {
    "/enter/wechat": "test_wechat: a token goes once", "/enter/wechat/link": "test_wechat presses it twice",
    "/account/wechat/unlink": "test_wechat presses it twice", "/report/queued": "test_offline: an answer that is lost",
    "/report/photos": "sent as they are chosen; a file is known by its hash",
    "/report/queued/files": "test_offline: the photos of a report that was sent twice",
    "/sign-in/staff/enrol": "StaffSignInTests: nobody has to in the demo",
    # There is a draft from Monday to Wednesday only; SupervisionPageTests has one on every day.
    "/supervision/weeks/{week}/items": "SupervisionPageTests presses it twice",
    "/supervision/weeks/{week}/items/{item}": "SupervisionPageTests presses it twice",
    "/supervision/weeks/{week}/edit": "SupervisionPageTests presses it twice",
    "/supervision/weeks/{week}/sign": "SupervisionPageTests presses it twice",
    "/supervision/weeks/{week}/publish": "SupervisionPageTests presses it twice",
}
GRID = "990101001002011"
WHY = "这里写清楚为什么，字数要够二十个，再多写几个字。"
DONE = "换了灯头，重走了十八米线，天黑前试过灯，亮了，没有别的问题。"
# Black and white columns, 8 × 4.
PNG = "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAECAIAAAA8r+mnAAAAE0lEQVR42mNgYGD4//8/VpJaEgAP0y/RYKCcywAAAABJRU5ErkJggg=="
RAN = set()


@pytest.fixture(scope="module")
def press():
    drivers = [browser(DESK, script=script) for script in (False, True)]
    for driver in drivers:
        driver.implicitly_wait(0)
    yield Twice(*drivers, Kept())
    for driver in drivers:
        driver.quit()


@pytest.fixture(autouse=True)
def ran(request):
    yield
    RAN.add(request.node.name)


def day(later=0):
    """A day of the city's calendar."""
    return time.strftime("%Y-%m-%d", time.gmtime(time.time() + 8 * 3600 + later * 86400))


def number_in(html):
    return re.search(r'<b class="mono">([\d ]+)</b>', html).group(1)


def shown(press):
    return press.driver.page_source


def filed(client, words):
    """A report that nobody else is told of; answers the case's id."""
    client.report(words, address="柳巷 " + str(uuid.uuid4())[:6] + " 号", until="check").fill("/report/check", act="submit", public="yes")
    return re.search(r"/cases/([0-9a-f-]{36})", client.html).group(1)


def test_reporting(press):
    resident, visitor = session_of(RESIDENT), Client()
    for client, more in ((visitor, {"phone": NEIGHBOUR}), (resident, {})):
        press(client, "/report", "/report/what", {"kind": "street_light", "text": "按了两次的一盏灯。"})
        place = {"address": "柳巷 " + str(uuid.uuid4())[:6] + " 号", "grid": GRID}
        if press(client, "/report/where", "/report/where", place) != "/report/check":
            client.open("/report/where").fill("/report/where", **place, looked="1")
        path = press(client, "/report/check", "/report/check", more, press=("act", "submit"))
        assert "/received" in path
    number = re.search(r'data-copy="(\w+)"', visitor.html).group(1)
    code = re.findall(r'data-copy="([^"]+)"', visitor.html)[1]
    press(visitor, "/track", "/track", {"no": number, "code": code})

    case = re.search(r"/cases/([0-9a-f-]{36})", resident.html).group(1)
    neighbour = session_of(NEIGHBOUR)
    press(neighbour, f"/cases/{case}", f"/cases/{case}/support")
    press(resident, f"/cases/{case}", f"/cases/{case}/words", {"words": "补充一句。"})
    press(resident, f"/cases/{case}", f"/cases/{case}/nudge")
    gone = filed(resident, "自己修好的一盏灯。")
    press(resident, f"/cases/{gone}", f"/cases/{gone}/withdrawal", {"reason": "自己修好了"})


def test_a_case_from_desk_to_desk(press):
    resident, dispatcher, power = session_of(RESIDENT), session_of("dispatcher"), session_of("power")
    chief, supervisor = session_of("chief"), session_of("supervisor")
    case = filed(resident, "一件走完全程的事。")
    console, desk, back, mine = f"/console/cases/{case}", f"/desk/cases/{case}", f"/callbacks/{case}", f"/cases/{case}"

    press(dispatcher, console, console + "/accept")
    press(dispatcher, console, console + "/correction", {"title": "楼道灯不亮"})
    press(dispatcher, console, console + "/words", {"words": "问过物业了。", "staff_only": "yes"})
    press(dispatcher, console, console + "/contact-number", looks=("audit_entries",))
    press(dispatcher, console, console + "/file")
    press(dispatcher, console, console + "/dispatch", {"unit": "power", "note": "请尽快"})
    press(power, desk, desk + "/contact", {"text": "说好了下午去"})
    press(power, desk, desk + "/objection", {"whose": "水务公司", "reason": WHY})
    press(dispatcher, console, console + "/objection-decision", {"decision": "upheld", "reason": WHY})
    press(dispatcher, console, console + "/dispatch", {"other_unit": "water"})
    press(dispatcher, console, console + "/reassignment", {"unit": "power", "reason": WHY})
    press(dispatcher, console, console + "/co-units", {"co_units": ["water"], "reason": WHY})
    press(power, desk, desk + "/start", {"text": "先断电再换"})
    press(power, desk, desk + "/contact-number", looks=("audit_entries",))
    press(power, desk, desk + "/words", {"words": "配件到了。"})
    press(power, desk, desk + "/extension", {"amount": "1", "reason": WHY})
    press(chief, console, console + "/extension-decision", {"decision": "granted", "reason": WHY})
    for who, page in ((chief, console), (power, desk)):
        press(chief, console, console + "/parking", {"cause": "*", "plan": WHY, "review_on": day(20)})
        press(who, page, page + "/resumption")
    result = {"outcome": "solved", "text": DONE, "reporter_confirmed": "yes"}
    press(power, desk, desk + "/result", result)
    press(supervisor, back, back + "/contact-number", looks=("audit_entries",))
    press(supervisor, back, back + "/checking")
    press(supervisor, back, back + "/attempt", {"text": "没人接"})
    press(supervisor, back, back + "/words", {"words": "下午再打。"})
    press(supervisor, back, back + "/rework", {"reason": WHY})
    press(power, desk, desk + "/start")
    press(power, desk, desk + "/result", result)
    press(supervisor, back, back + "/checking")
    closing = {"contacted": "yes", "solved": "yes", "satisfied": "yes"}
    press(supervisor, back, back + "/closure", closing, press=("basis", "answers"))
    press(resident, mine, mine + "/rating", {"rating": "not_done", "reason": "*", "text": "又灭了"})
    press(supervisor, back, back + "/upholding", {"reason": WHY})
    press(resident, mine, mine + "/reopening", {"new_fact": WHY})
    press(power, desk, desk + "/start")
    press(power, desk, desk + "/result", result)


def test_a_formula(press):
    supervisor = session_of("supervisor")
    press(supervisor, "/supervision/formula", "/supervision/formula", looks=("jobs",))
    press(supervisor, "/supervision/formula", "/supervision/formula/withdrawal")


def test_a_case_sent_up_and_one_sent_back_by_supervision(press):
    resident, dispatcher, grid = session_of(RESIDENT), session_of("dispatcher"), session_of("grid")
    community, supervisor = session_of("community"), session_of("supervisor")
    case, other = filed(resident, "网格员看现场的一件。"), filed(resident, "网格员当场办好的一件。")
    for one in (case, other):
        console = f"/console/cases/{one}"
        dispatcher.open(console)
        press(dispatcher, console, console + "/correction", {"title": "在网格里的一件", "area": GRID})
        press(dispatcher, console, console + "/accept")
        press(grid, f"/desk/cases/{one}", f"/desk/cases/{one}/file")
    console, desk = f"/console/cases/{case}", f"/desk/cases/{case}"
    press(dispatcher, console, console + "/dispatch", {"other_unit": "grid"})
    press(grid, desk, desk + "/start")
    press(grid, desk, desk + "/escalation", {"reason": WHY})
    press(community, desk, desk + "/take-over")

    desk, back, mine = f"/desk/cases/{other}", f"/callbacks/{other}", f"/cases/{other}"
    press(grid, desk, desk + "/on-site-result", {"outcome": "solved", "text": DONE, "reporter_confirmed": "yes"})
    press(supervisor, back, back + "/checking")
    press(supervisor, back, back + "/closure", {"contacted": "yes", "solved": "yes", "satisfied": "yes"}, press=("basis", "answers"))
    press(resident, mine, mine + "/rating", {"rating": "not_done", "reason": "*"})
    press(supervisor, back, back + "/reopening", {"text": WHY})
    press.both(grid, "/desk", "/desk/walk", {"latitude": "0.02", "longitude": "0.01"})


def test_several_cases_at_once(press):
    resident, dispatcher = session_of(RESIDENT), session_of("dispatcher")
    kept, gone, refused, *some = (filed(resident, f"一起来的第 {number} 件。") for number in range(5))
    into = f"/console/cases/{gone}/merge"
    number = re.search(r"\d{10,}[A-Z]\d{6}", resident.open(f"/cases/{kept}").html).group(0)
    press(dispatcher, f"{into}?no={number}", into)
    console = f"/console/cases/{refused}"
    press(dispatcher, console, console + "/refuse", {"ground": "litigation", "channel": "court", "reason": WHY})
    queue = "/console?status=submitted&sort=newest"
    boxes = [box for box in re.findall(r'name="case" value="([^"]+)"', dispatcher.open(queue).html) if box.split(".")[0] in some]
    assert len(boxes) == 2
    press(dispatcher, queue, "/console/batch", {"case": boxes}, press=("act", "accept"))
    press.both(dispatcher, "/console", "/console/export", looks=("audit_entries",))
    press.both(session_of("power"), "/desk", "/desk/export", looks=("audit_entries",))
    path = press(dispatcher, "/intake", "/intake", {
        "phone": RESIDENT, "kind": "public_facilities.street_light", "text": "来电说灯不亮。", "address": "柳巷 " + str(uuid.uuid4())[:6] + " 号", "grid": GRID})
    if path == "/intake":
        # What lies near was shown first.
        press(dispatcher, None, "/intake")

    # The refusal is a notice of the law: it asks whether it was seen.
    for _ in range(60):
        asked = re.search(r'action="(/messages/[0-9a-f-]{36}/acknowledgement)"', resident.open("/messages").html)
        if asked:
            break
        time.sleep(0.25)
    # What is told once more is that the number of unread ones may be another.
    press(resident, "/messages", asked.group(1), looks=("outbox",))
    press(resident, "/messages", "/messages/seen", looks=("outbox",))


def test_parts_and_questions(press):
    resident, dispatcher, visitor = session_of(RESIDENT), session_of("dispatcher"), Client()
    whole, case = filed(resident, "两件事：灯不亮，井盖也松了。"), filed(resident, "要问一句的事。")
    console = f"/console/cases/{whole}"
    press(dispatcher, console, console + "/accept")
    press(dispatcher, console + "/split", console + "/split", {"title1": "路灯不亮", "unit1": "power", "title2": "井盖松动", "unit2": "water"})
    console, outside = f"/console/cases/{case}", f"/cases/{case}/outside"
    press(dispatcher, console, console + "/accept")
    press(dispatcher, console, console + "/question", {"question": "是哪一盏灯？"})
    press(resident, f"/cases/{case}", f"/cases/{case}/answer", {"words": "门口那一盏。"})
    wish = {"party": "某某物业", "question": "这根灯杆是你们的吗？"}
    press(dispatcher, outside, outside, wish)
    link = re.search(r'data-copy="[^"]*(/outside/[^"]+)"', dispatcher.open(outside).html).group(1)
    press(visitor, link, link, {"words": "是我们的。"})
    press(dispatcher, outside, outside, wish | {"question": "什么时候来修？"})
    press(dispatcher, outside, outside + "/revocation")

    visitor.report("没留名字的一盏灯。", kind="street_light", address="柳巷 " + str(uuid.uuid4())[:6] + " 号", phone=NEIGHBOUR)
    number, code = (re.findall(r'data-copy="([^"]+)"', visitor.html)[place] for place in (0, 1))
    found = dispatcher.open("/console?q=" + number).html
    console = re.search(r'href="(/console/cases/[0-9a-f-]{36})', found).group(1)
    press(dispatcher, console, console + "/accept")
    press(dispatcher, console, console + "/question", {"question": "是哪一盏灯？"})
    track = f"/track/{number}"
    press(visitor, f"{track}?code={code}", track + "/answer", {"words": "楼道里的。"})


def test_messages(press):
    resident, admin = session_of(RESIDENT), session_of("admin")
    settings = "/messages/settings"
    press(resident, settings, settings, {"kind": "progress"}, press=("texts", "no"))
    press(resident, settings, settings, {"kind": "progress"}, press=("texts", "yes"))
    press(resident, settings, settings + "/neighbourhood", {"area": "*"})
    press(resident, settings, settings + "/neighbourhood/removal")
    press(resident, settings, settings + "/mail", {"mail": "zhao@example.org"}, once=True)
    press(resident, None, settings + "/mail/code", {"code": number_in(shown(press))}, once=True)
    press(resident, settings, settings + "/mail/removal", looks=("audit_entries",))
    keys = {"p256dh": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4", "auth": "BTBZMqHH6r4Tts7J_aSIgg"}
    press.both(resident, settings, settings + "/push", {"endpoint": "https://fcm.googleapis.com/fcm/send/twice"} | keys,
               looks=("audit_entries", "push_subscriptions"))
    push = re.search(r'action="(/messages/settings/push/[^"/]+/removal)"', resident.open(settings).html).group(1)
    press(resident, settings, push)
    # The demo's carriers deliver everything.
    press.kept.let("message_deliveries SET state = 'failed', failed_reason = 'reported' WHERE id = (SELECT max(id) FROM message_deliveries)")
    resend = re.search(r'action="(/messages/deliveries/[^"]+/resend)"', admin.open("/messages/deliveries").html).group(1)
    press(admin, "/messages/deliveries", resend)
    for page in ("/messages/templates", "/messages/chains"):
        one = re.search(rf'href="({page}/[^"]+)"', admin.open(page).html).group(1)
        press(admin, one, one, {"valid_on": day(3)}, press=("act", "save" if "templates" in page else "activate"))


def test_the_public_face(press, tmp_path):
    """An area's news, an author's own, and the photos that everybody sees."""
    resident, neighbour, dispatcher, settings = session_of(RESIDENT), session_of(NEIGHBOUR), session_of("dispatcher"), "/messages/settings"
    photo = tmp_path / "lamp.png"
    photo.write_bytes(base64.b64decode(PNG))
    press(resident, settings, settings + "/neighbourhood", {"area": GRID})
    press(neighbour, "/report", "/report/what", {"kind": "street_light", "text": "照片里有一张脸。"}, file=str(photo))
    place = {"address": "柳巷 " + str(uuid.uuid4())[:6] + " 号", "grid": GRID}
    for _ in range(2):
        if not neighbour.open("/report/where").fill("/report/where", **place).path.endswith("/where"):
            break
    neighbour.open("/report/check").fill("/report/check", act="submit", public="yes")
    case = re.search(r"/cases/([0-9a-f-]{36})", neighbour.html).group(1)
    mine, photos = f"/cases/{case}", f"/console/photos/{case}"
    press(neighbour, mine, mine + "/own-words", {"text": "照片里有一张脸，请先遮住。"})
    dispatcher.open(f"/console/cases/{case}").fill(f"/console/cases/{case}/accept")
    press(dispatcher, photos, photos + "/cover", {"left": "10", "top": "10", "width": "50", "height": "50"})
    press(dispatcher, photos, photos + "/publication", press=("public", "yes"))
    press(dispatcher, photos, photos + "/publication", {"reason": WHY}, press=("public", "no"))
    press(neighbour, mine, mine + "/retraction", press=("what", "sharing"))
    for _ in range(60):
        asked = re.search(r'action="(/messages/[0-9a-f-]{36}/silence)"', resident.open("/messages").html)
        if asked:
            break
        time.sleep(0.25)
    press(resident, "/messages", asked.group(1))


def test_permissions(press):
    resident, neighbour, community = session_of(RESIDENT), session_of(NEIGHBOUR), session_of("community")
    # Whom no other test checks, whatever was run before.
    fresh = session_of("13800007521")
    for client, serial, name in ((resident, "101", "李慧芳"), (neighbour, "102", "王德顺"), (fresh, "104", "孙秀英")):
        client.open("/real-name")
        if 'action="/real-name"' not in client.html:
            continue

        def answered(client=client):
            for _ in range(60):
                if 'id="realname"' not in client.open("/permissions/new?for=other").html:
                    return
                time.sleep(0.25)
            raise AssertionError("the register did not answer")
        press(client, "/real-name", "/real-name", {"name": name, "number": citizen(serial), "consent": "*"}, then=answered)
    pairs = ((resident, NEIGHBOUR, neighbour), (neighbour, RESIDENT, resident))
    ask = {"relation": "other", "scopes": ["receive_reminder", "pay"], "days": "91"}
    ends = iter(("withdraw", "give-back", "decline", "cancel"))
    for asker, phone, other in pairs * 2:
        page = press(asker, "/permissions/new", "/permissions/new", ask | {"phone": phone}).split("?")[0]
        end = next(ends)
        if end in ("withdraw", "give-back"):
            press(other, page, page + "/confirm")
            if end == "withdraw":
                press(asker, page, page + "/switch", {"scope": "pay"}, press=("on", "no"))
        press(other if end in ("decline", "give-back") else asker, page, page + "/" + end)
    ward = press(resident, "/permissions/ward", "/permissions/ward", {
        "basis": "own_will", "name": "周奶奶", "number": citizen("103", "19400101"), "relation": "parent",
        "scopes": ["receive_reminder"], "days": "91"}).split("?")[0]
    press(community, "/window", "/window", {"q": number_in(resident.open(ward).html)}, looks=("audit_entries",))
    page = re.search(r'href="(/window/mandates/[^"]+)"', community.html).group(1)
    press(community, page, page + "/confirm", {"document": "*"}, looks=("audit_entries",))
    press(community, page, page + "/withdraw", {"document": "*"}, looks=("audit_entries",))
    for word in ("give", "withdraw"):
        press(resident, "/consents/survey", "/consents/survey", press=("word", word))


def test_rights(press):
    # Somebody of their own: the account is closed in the end.
    person, desk = Client().sign_in("13800009901"), session_of("privacy")
    for kind, words, decision in (
            ("view", "", None), ("explanation", WHY, "cancel"), ("explanation", WHY, "extend"), ("correction", WHY, "refuse"),
            ("restriction", WHY, "grant"), ("closure", WHY, "grant")):
        ask = f"/rights/new/{kind}"
        path = press(person, ask, ask, {"words": words}).split("?")[0]
        at = "/rights-desk/" + path.split("/")[-1]
        if decision == "cancel":
            press(person, path, path + "/cancel")
        elif decision == "grant":
            press(desk, at, at + "/grant", {"answer": WHY}, looks=("audit_entries",))
        elif decision:
            decide(press, desk, at, decision)
        if kind == "restriction":
            press(person, path, path + "/lift")


def decide(press, desk, at, decision):
    """The other buttons of the desk's form send it to another address."""
    press.open(desk, at)
    press.driver.execute_script(
        "document.querySelector('#decide').action = document.querySelector(arguments[0]).formAction",
        f"#decide button[formaction$='/{decision}']")
    press(desk, None, f"{at}/{decision}", {"answer": WHY}, looks=("audit_entries",))


def test_the_directory(press, tmp_path):
    admin = session_of("admin")
    press(admin, "/directory/units/new", "/directory/units/new", {"unit": "twice", "name": "两次所", "kind": "*", "phone": "019-61000077"})
    entry = "/directory/units/entries/twice"
    press(admin, entry, entry, {"name": "两次单位"})
    press(admin, entry, entry + "/end", {"ended": day()})
    press(admin, entry, entry + "/end")
    file = tmp_path / "units.csv"
    file.write_text("单位代码,名称,单位性质,值班电话\r\nthrice,三次所,企业,019-61000078\r\n", newline="")
    plan = press(admin, "/directory/units/import", "/directory/units/import", file=str(file))
    press(admin, plan, plan)


def test_the_limits(press, tmp_path):
    admin = session_of("admin")
    file = tmp_path / "limits.csv"
    file.write_text("类型,数,单位\r\nother,5,日\r\n", newline="")
    check = press(admin, "/limits", "/limits", {"name": "两次表", "from": day(40)}, file=str(file))
    press(admin, check, check + "/activation")
    press(admin, f"/limits?from={day(40)}", "/limits/withdrawal")


def code_of(html):
    """What an authenticator shows that was given the key on this page, now and some steps later (RFC 6238)."""
    secret = re.sub(r"\s", "", re.search(r'class="mono key">([A-Z2-7\s]+)<', html).group(1))
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))

    def shows(later):
        mac = hmac.digest(key, struct.pack(">Q", int(time.time()) // 30 + later), "sha1")
        at = mac[-1] & 15
        return f"{(struct.unpack('>I', mac[at:at + 4])[0] & 0x7fffffff) % 1000000:06d}"
    return shows


def test_accounts(press):
    admin, security, auditor = session_of("admin"), session_of("security"), session_of("auditor")
    press(admin, "/admin/staff/new", "/admin/staff", {"login": "twice", "name": "两次", "post": "试岗", "phone": ""})
    handed = lambda: re.search(r'id="handed">([^<]+)<', shown(press)).group(1)
    first = handed()
    person = re.search(r'href="(/admin/staff/[0-9a-f-]{36})"', admin.open("/admin/staff?q=twice").html).group(1)
    press(admin, person, person + "/password")
    assert handed() != first
    password = handed()
    press(admin, person, person + "/post", {"post": "试岗两次"})
    press(security, person, person + "/grants", {"role": "grid_worker", "scope": "area", "area": GRID})

    one = Client()
    press(one, "/sign-in/staff", "/sign-in/staff", {"name": "twice", "password": password}, once=True)
    press(one, None, "/sign-in/staff/password", {"password": "两次都一样的一句好话", "again": "两次都一样的一句好话"}, once=True)
    press(one, "/account/password", "/account/password", {"old": "两次都一样的一句好话", "password": "换了又换的另外一句话", "again": "换了又换的另外一句话"}, once=True)
    shows = code_of(press.open(one, "/account/two-step"))
    press(one, None, "/account/two-step", {"old": "换了又换的另外一句话", "code": shows(0)}, renews=True)
    papers = re.findall(r"<li>([0-9A-Z]{5}-[0-9A-Z]{5})</li>", shown(press))
    other = Client()
    press(other, "/sign-in/staff", "/sign-in/staff", {"name": "twice", "password": "换了又换的另外一句话"}, once=True)
    press(other, None, "/sign-in/staff/two-step", {"code": shows(1)}, once=True)
    press(other, "/account", "/account/sessions/end-others")
    press(other, "/account/two-step", "/account/two-step/change", {"code": papers.pop()}, press=("act", "codes"))
    press(other, "/account", "/sign-out", once=True)

    press(security, person, person + "/two-step")
    grant = re.search(r'action="(/admin/staff/[0-9a-f-]+/grants/[0-9a-f-]+/end)"', security.open(person).html).group(1)
    press(security, person, grant)
    press(admin, person, person + "/sessions")
    press(admin, person, person + "/suspension", press=("suspended", "yes"))
    press(security, "/admin/roles", "/admin/roles/community_worker/two-step", press=("asked", "yes"))
    press(security, "/admin/roles", "/admin/roles/community_worker/two-step", press=("asked", "no"))
    press(security, "/admin/limits", "/admin/limits", {"code_tries": "6"})
    press(auditor, "/admin/audit", "/admin/audit/check")
    press.both(auditor, "/admin/audit", "/admin/audit/export", looks=("audit_entries",))


def test_a_residents_sign_in(press):
    one, phone, new = Client(), "13800009902", "13800009903"
    press(one, "/sign-in", "/sign-in", {"phone": phone}, once=True)
    press(one, None, "/sign-in/code", {"code": number_in(shown(press))}, once=True)
    for look in ("dark", "light"):
        press(one, "/preferences", "/preferences", press=("theme", look))
    press.kept.let("code_sends SET last_at = last_at - 61000")
    again = Client().sign_in(phone)
    page = one.open("/account").html
    assert again.open("/account").status == 200
    session = re.search(r'name="session" value="([^"]+)"', page).group(1)
    press(one, "/account", "/account/sessions/end", {"session": session})
    press(one, "/account/phone", "/account/phone", {"phone": new}, once=True)
    press.kept.let("code_sends SET last_at = last_at - 61000")
    press(one, None, "/account/phone/again", once=True)
    press(one, None, "/account/phone/old", {"code": number_in(shown(press))}, once=True)
    press(one, None, "/account/phone/new", {"code": number_in(shown(press))}, once=True)
    press(one, "/account", "/sign-out", once=True)


def test_every_form_was_pressed_twice(request):
    if len(RAN) < len([item for item in request.session.items if item.module is request.module]) - 1:
        pytest.skip("only some of the stories were told")
    def bare(form):
        return re.sub(r"\{+\w+\}+", "{}", form)
    elsewhere = {bare(form) for form in ELSEWHERE}
    missing = [form for form, pattern in forms().items() if bare(form) not in elsewhere and not any(pattern.fullmatch(path) for path in Twice.done)]
    assert not missing, f"nobody pressed these twice: {sorted(missing)}"
