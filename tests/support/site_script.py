"""The functions of the rule site's script, called in node."""

import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import efficiency_rules

SCRIPT = Path(efficiency_rules.__file__).parent / "publishing" / "static" / "site.js"
NODE = shutil.which("node")
NO_NODE = "node is not installed: the functions of site.js are NOT tested here"

_RUN = """
const script = require(process.argv[1]);
const calls = JSON.parse(require("fs").readFileSync(0, "utf8"));
const plain = (_, value) => typeof value === "bigint" ? Number(value) : value;
process.stdout.write(JSON.stringify(calls.map(([name, ...args]) => script[name](...args)), plain));
"""


def call(calls: Sequence[Sequence[Any]]) -> list[Any]:
    """Return the answers of `[name, argument, ...]`, all in one run of node."""
    assert NODE is not None
    command = [NODE, "--stack-size=2000", "-e", _RUN, str(SCRIPT)]
    done = subprocess.run(
        command, input=json.dumps(calls), capture_output=True, text=True, check=False, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
