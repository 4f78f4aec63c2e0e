"""How long after its answer a filing is on every console: constant rate, many streams, one machine.

python3 live.py BASE TOKEN NAME PASSWORD [SECONDS] [RATE] [CONSOLES]

The k-th filing to be answered is on a console once the console has counted k. For each filing and
console the time between both is kept; negative ones (the console heard first) count as 0.
Prints one JSON object; ends with 1 when a console did not count everything.
"""
import asyncio
import json
import re
import sys
import time
import urllib.parse

base, token, name, password = sys.argv[1:5]
seconds = float(sys.argv[5]) if len(sys.argv) > 5 else 10
rate = int(sys.argv[6]) if len(sys.argv) > 6 else 1000
consoles = int(sys.argv[7]) if len(sys.argv) > 7 else 200
host, port = urllib.parse.urlsplit(base).hostname, urllib.parse.urlsplit(base).port
clients = 64


async def call(head, body=b""):
    reader, writer = await asyncio.open_connection(host, port)
    writer.write(head.encode() + b"\r\n\r\n" + body)
    answer = await reader.read()
    writer.close()
    top, _, rest = answer.partition(b"\r\n\r\n")
    return top.decode(), rest.decode(errors="replace")


async def session():
    """Signs in with the form, as a browser does."""
    head, page = await call("GET /sign-in/staff HTTP/1.1\r\nHost: localhost\r\nConnection: close")
    cookies = "; ".join(line.split(": ", 1)[1].split(";")[0] for line in head.split("\r\n") if line.lower().startswith("set-cookie"))
    form = page[page.index('action="/sign-in/staff"'):]
    fields = dict(re.findall(r'type="hidden" name="([a-z_]+)" value="([^"]*)"', form))
    body = urllib.parse.urlencode({**fields, "name": name, "password": password}).encode()
    head, _ = await call(
        "POST /sign-in/staff HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
        f"Cookie: {cookies}\r\nOrigin: http://localhost\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}", body)
    found = [line for line in head.split("\r\n") if line.lower().startswith("set-cookie") and "session" in line]
    if not found:
        sys.exit("no session: " + head)
    return found[0].split(": ", 1)[1].split(";")[0]


class Console:
    def __init__(self):
        self.counts = []  # (when, how many by then)
        self.total = 0
        self.there = asyncio.Event()

    async def listen(self, cookie):
        reader, writer = await asyncio.open_connection(host, port)
        writer.write(f"GET /live?feed=queue HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\n\r\n".encode())
        while line := await reader.readline():
            if line.startswith(b"event: hello"):
                self.there.set()
            elif line.startswith(b"data: {\"queue\""):
                self.total += json.loads(line[6:])["queue"]["new"]
                self.counts.append((time.monotonic(), self.total))
            elif line.startswith(b"HTTP/1.1") and b" 200 " not in line:
                sys.exit("a console was not let in: " + line.decode())


def body(number):
    text = f"柳巷 {number % 300} 号楼下的路灯三天没亮，晚上老人看不见路，编号 {number}"
    return json.dumps({"item_code": "street_light", "description": text, "address_string": f"柳巷 {number % 300} 号",
                       "area_code": "990101001001011"}, ensure_ascii=False).encode()


async def file(answered, begin, numbers):
    """One connection: takes the next number when its time has come."""
    reader, writer = await asyncio.open_connection(host, port)
    for number in numbers:
        wait = begin + number / rate - time.monotonic()
        if wait > 0:
            await asyncio.sleep(wait)
        data = body(number)
        writer.write((f"POST /api/v1/requests HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\n"
                      f"Content-Type: application/json\r\nIdempotency-Key: {begin}-{number}\r\nContent-Length: {len(data)}\r\n\r\n").encode() + data)
        head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
        await reader.readexactly(int(re.search(r"content-length: (\d+)", head).group(1)))
        if " 201 " not in head.split("\r\n")[0]:
            sys.exit("a filing was refused: " + head.split("\r\n")[0])
        answered.append(time.monotonic())


async def main():
    cookie = await session()
    desks = [Console() for _ in range(consoles)]
    tasks = [asyncio.create_task(desk.listen(cookie)) for desk in desks]
    await asyncio.wait_for(asyncio.gather(*(desk.there.wait() for desk in desks)), 30)
    answered, count = [], int(seconds * rate)
    begin = time.monotonic() + 0.5
    numbers = iter(range(count))
    await asyncio.gather(*(file(answered, begin, numbers) for _ in range(clients)))
    took = time.monotonic() - begin
    for _ in range(300):
        if all(desk.total >= count for desk in desks):
            break
        await asyncio.sleep(0.1)
    for task in tasks:
        task.cancel()
    answered.sort()
    delays, missing = [], 0
    for desk in desks:
        missing += max(0, count - desk.total)
        at = 0
        for when, total in desk.counts:
            while at < min(total, count):
                delays.append(max(0.0, when - answered[at]))
                at += 1
    delays.sort()
    pick = lambda share: round(delays[min(len(delays) - 1, int(len(delays) * share))] * 1000)
    print(json.dumps({"filings": count, "rate": round(count / took), "consoles": consoles, "missing": missing,
                      "p50_ms": pick(0.5), "p99_ms": pick(0.99), "max_ms": round(delays[-1] * 1000)}))
    sys.exit(1 if missing else 0)


asyncio.run(main())
