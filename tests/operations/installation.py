"""One installation of the real program: its folder, its database, its process."""
import json
import os
import signal
import socket
import sqlite3
import subprocess
import time
import urllib.parse
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BINARY = os.environ.get("LINLI_BINARY") or str(ROOT / ".build/debug/linli")


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Installation:
    """`database` is what the program is told; None lets it take its default, a file."""

    def __init__(self, folder, database=None):
        self.folder = Path(folder)
        self.database = database
        self.port = free_port()
        self.process = None
        self.environment = {
            name: value for name, value in os.environ.items() if not name.startswith("LINLI_")
        }
        self.environment |= {
            "LINLI_RATE_LIMIT_FACTOR": "0", "LINLI_RESOURCES": str(ROOT / "Resources"),
        }

    @property
    def options(self):
        options = ["--data", str(self.folder)]
        return options + ["--database", self.database] if self.database else options

    def run(self, *words, code=0, options=True, typed=""):
        """Runs one command to its end with `typed` on its standard input.

        `code` is the status it must have, None for any.
        """
        done = subprocess.run(
            [BINARY, *words, *(self.options if options else [])], env=self.environment,
            capture_output=True, timeout=120, input=typed.encode())
        done.out, done.err = done.stdout.decode(), done.stderr.decode()
        assert code is None or done.returncode == code, f"{words}: {done.out}{done.err}"
        return done

    def start(self):
        """Starts the server and returns once it says that it serves."""
        self.log = open(self.folder.parent / (self.folder.name + ".log"), "ab")
        self.process = subprocess.Popen(
            [BINARY, "serve", "--port", str(self.port), "--demo", *self.options],
            env=self.environment, stdout=subprocess.PIPE, stderr=self.log)
        line = self.process.stdout.readline().decode()
        assert "http://" in line, f"the server did not start; see {self.log.name}"

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.process.stdout.close()
        self.log.close()

    def stop(self):
        """Asks the server to end; returns its exit code."""
        self.process.terminate()
        code = self.process.wait(timeout=60)
        self.process.stdout.close()
        self.log.close()
        return code

    def rows(self, sql):
        """The rows of a query as dictionaries, whatever the engine."""
        if self.database:
            return psql(self.database, f"""
                SET search_path TO site_default;
                SELECT coalesce(json_agg(q), '[]') FROM ({sql}) q""")
        with sqlite3.connect(f"file:{self.folder}/linli.sqlite?mode=ro", uri=True) as connection:
            connection.row_factory = sqlite3.Row
            return [dict(row) for row in connection.execute(sql)]

    def change(self, sql):
        """What only somebody with the database's password could do."""
        if self.database:
            return psql(self.database, "SET search_path TO site_default; " + sql, answers=False)
        connection = sqlite3.connect(self.folder / "linli.sqlite", isolation_level=None)
        connection.execute(sql)
        connection.close()


def psql(url, sql, answers=True):
    done = subprocess.run(
        ["psql", "-qAtX", "-v", "ON_ERROR_STOP=1", url], input=sql.encode(), capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout) if answers else None


class Postgres:
    """The private server of bin/with-postgres, which these tests may kill."""

    def __init__(self, url):
        self.url = url
        query = urllib.parse.parse_qs(urllib.parse.urlsplit(url).query)
        self.data = Path(query["host"][0]) / "data"
        assert "linli-postgres" in str(self.data), "only a server made for the tests is killed"
        program = Path(os.readlink(f"/proc/{self.postmaster}/exe"))
        self.control = str(program.parent / "pg_ctl")

    def database(self, name):
        """The address of a new, empty database on the server."""
        psql(self.url, f"CREATE DATABASE {name}", answers=False)
        return self.url.replace("/linli?", f"/{name}?")

    @property
    def postmaster(self):
        return int((self.data / "postmaster.pid").read_text().split("\n")[0])

    def kill(self):
        """The postmaster and every backend at once, as when the machine's memory runs out."""
        parent = self.postmaster
        os.kill(parent, signal.SIGSTOP)
        children = [process for process in processes() if parent_of(process) == parent]
        for process in [*children, parent]:
            try:
                os.kill(process, signal.SIGKILL)
            except ProcessLookupError:
                pass
        while any(is_running(process) for process in [parent, *children]):
            time.sleep(0.01)
        # Where nobody reaps orphans, the number of the dead still looks like a server's.
        for lock in [self.data / "postmaster.pid", *self.data.parent.glob(".s.PGSQL.*.lock")]:
            lock.unlink()

    def restart(self):
        """Recovers from the log, with the settings it was first started with."""
        owner = self.data.stat().st_uid
        words = [self.control, "-D", str(self.data), "-w", "-l", str(self.data.parent / "server.log"),
                 "restart"]
        done = subprocess.run(
            words, user=owner if os.getuid() == 0 else None, cwd="/", capture_output=True)
        log = (self.data.parent / "server.log").read_text()
        assert done.returncode == 0, done.stderr.decode() + log[-2000:]


def processes():
    return [int(name) for name in os.listdir("/proc") if name.isdigit()]


def parent_of(process):
    try:
        return int(Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[1])
    except (FileNotFoundError, ProcessLookupError):
        return None


def is_running(process):
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] not in "ZX"
    except (FileNotFoundError, ProcessLookupError):
        return False
