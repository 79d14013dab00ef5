"""A small rehearsal: a sitting over HTTP, on a register and a server of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_every_acknowledged_vote_is_counted(tmp_path):
    command = [sys.executable, "-m", "kenes", "rehearse", "--voters", "6", "--watchers", "3"]
    surroundings = os.environ | {"PYTHONPATH": str(ROOT / "src"), "TMPDIR": str(tmp_path)}
    told = subprocess.run(
        [*command, "--json"], env=surroundings, cwd=ROOT, capture_output=True, text=True
    )
    assert told.returncode == 0, told.stderr
    answer = json.loads(told.stdout)
    assert (answer["acknowledged"], answer["counted"]) == (6, 6)
    assert answer["p95_ms"] > 0
    # Nothing is left behind.
    assert list(tmp_path.iterdir()) == []
