"""How long the commands that read words take over the real public messages.

LINLI_BINARY=linli python3 words.py FOLDER

Ends with 1 when a command fails or the median of three runs is above its goal.
"""
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

folder = Path(sys.argv[1])
if not (folder / "messages.csv").exists():
    folder /= "public-messages"
binary = os.environ["LINLI_BINARY"]
over = False
for command, name, goal in (("hotspots", "messages.csv", 10), ("replies", "messages_with_replies.csv", 10)):
    seconds, told = [], ""
    for _ in range(3):
        begun = time.monotonic()
        done = subprocess.run(
            [binary, command, "--messages", str(folder / name)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        seconds.append(time.monotonic() - begun)
        told = done.stderr.strip().splitlines()[-1] if done.stderr.strip() else ""
        if done.returncode:
            sys.exit(f"{command}: ended with {done.returncode}: {done.stderr}")
    middle = statistics.median(seconds)
    over = over or middle > goal
    print(f"  {command:<10} {middle:6.2f} s   goal {goal} s   {told}")
sys.exit(1 if over else 0)
