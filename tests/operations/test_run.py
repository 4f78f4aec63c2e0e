"""`bin/run` builds what is missing, also after it was broken off half-way."""
import os
import shutil
import subprocess
import time

from installation import ROOT

# Stands for the compiler: makes programs that do nothing, and fails where a test says so.
COMPILER = """#!/bin/sh
for product in "$@"; do :; done
echo "$product" >> built.txt
[ -e "stop-at-$product" ] && exit 1
mkdir -p .build/release
printf '#!/bin/sh\\nmkdir -p data\\n' > ".build/release/$product"
chmod +x ".build/release/$product"
"""


ALL = ["linli", "linli-photo", "linli-sheet"]


def run(folder):
    """Runs it and tells which products were built by this run."""
    log = folder / "built.txt"
    log.unlink(missing_ok=True)
    path = f"{folder}/tools:{os.environ['PATH']}"
    done = subprocess.run(
        [folder / "bin/run"], env=os.environ | {"PATH": path}, capture_output=True, timeout=60)
    return done, log.read_text().split() if log.exists() else []


def test_what_was_broken_off_is_built_the_next_time(tmp_path):
    for name in ("bin", "Sources", "tools"):
        (tmp_path / name).mkdir()
    for name in ("bin/run", "bin/lib.sh", "Package.swift"):
        shutil.copy(ROOT / name, tmp_path / name)
    source = tmp_path / "Sources" / "main.swift"
    source.write_text("")
    compiler = tmp_path / "tools" / "swift"
    compiler.write_text(COMPILER)
    compiler.chmod(0o755)
    stop = tmp_path / "stop-at-linli-photo"
    stop.touch()

    broken, built = run(tmp_path)
    assert broken.returncode != 0 and built == ALL[:2]
    stop.unlink()
    done, built = run(tmp_path)
    assert done.returncode == 0 and built == ALL, done.stderr
    assert "3 of 3" in done.stdout.decode()
    assert run(tmp_path)[1] == [], "nothing has changed"

    (tmp_path / ".build/release/linli-photo").unlink()
    assert run(tmp_path)[1] == ALL
    later = time.time() + 5
    os.utime(source, (later, later))
    assert run(tmp_path)[1] == ALL
