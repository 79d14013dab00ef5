"""A hall of 300 voters and 1,000 watchers: `PYTHONPATH=src .venv/bin/python bench/hall.py [RUNS]`.

Runs `./kenes rehearse` as often as asked (three times where nothing is said): a server of two
processes, a register of its own, members who come through the door and vote by name at thirty a
second (one in ten sends its vote twice), watchers who ask twice a second. Measured is the time from
the moment a vote was sent until it stood on a watcher's screen, over all votes and all watchers.
The clients run on the same machine and take about as much of it as the server does.
The goal: p95 at most one second, and every acknowledged vote counted once.
"""

import json
import statistics
import subprocess
import sys

VOTERS, WATCHERS = 300, 1000
GOAL_MS = 1000


def main() -> int:
    """1 where the goal is missed."""
    runs = int(sys.argv[1]) if sys.argv[1:] else 3
    found = [_once() for _run in range(runs)]
    for each in found:
        print(f"acknowledged {each['acknowledged']}  counted {each['counted']}  "
              f"p95 {each['p95_ms']} ms", flush=True)  # fmt: skip
    whole = all(each["acknowledged"] == each["counted"] == VOTERS for each in found)
    p95 = statistics.median(each["p95_ms"] for each in found)
    print(f"median p95 {p95:.0f} ms, goal {GOAL_MS}: {'met' if p95 <= GOAL_MS else 'missed'}")
    return int(p95 > GOAL_MS or not whole)


def _once() -> dict[str, int]:
    command = [sys.executable, "-m", "kenes", "rehearse", "--json"]
    command += ["--voters", str(VOTERS), "--watchers", str(WATCHERS)]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    answer: dict[str, int] = json.loads(told)
    return answer


if __name__ == "__main__":
    sys.exit(main())
