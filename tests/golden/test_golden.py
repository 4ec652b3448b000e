"""The example county's result, byte for byte.

A digest that changes means that results of 2025 have changed. When that is meant, say in CHANGELOG.md how the
change affects results of 2025, and write the digests anew with `python tests/support/jingbian_example.py`.
"""

import os
import random
import subprocess
import sys
from pathlib import Path
from shutil import copyfile

import jingbian_example
import pytest
from jingbian_counties import County, plain_rows

import efficiency_rules as er

Read = tuple[er.Roster, er.Evidence]


@pytest.fixture(scope="module")
def recorded() -> str:
    """The digests on record."""
    return jingbian_example.DIGESTS.read_text(encoding="utf-8")


def test_result_is_the_one_on_record(rules: er.Ruleset, example: Read, recorded: str) -> None:
    """Standings, marks, lines and grading of the example county have the digests on record."""
    assert jingbian_example.as_text(jingbian_example.golden(rules, *example)) == recorded


def test_order_of_files_and_csv_rows_is_irrelevant(rules: er.Ruleset, recorded: str, tmp_path: Path) -> None:
    """Files read in the opposite order, with the records of every CSV shuffled, give the same bytes."""
    folder = jingbian_example.COUNTY / "ledgers"
    named = (folder / "ledgers.yaml").read_text(encoding="utf-8")
    files = sorted(folder.iterdir(), reverse=True)
    for at, path in enumerate(files):
        copy = tmp_path / (path.name if path.name in (named + "ledgers.yaml") else f"{at:02}{path.name}")
        if path.suffix == ".csv":
            copy.write_bytes(_shuffled(path.read_bytes()))
        else:
            copyfile(path, copy)
    roster, evidence = jingbian_example.read(rules, tmp_path)
    assert len({reading.file for reading in evidence.readings}) == len(files) - 1
    assert jingbian_example.as_text(jingbian_example.golden(rules, roster, evidence)) == recorded


def _shuffled(content: bytes) -> bytes:
    """Shuffle the lines below title and headings; both encodings keep line ends as they are."""
    lines = content.splitlines(keepends=True)
    body = lines[2:]
    random.Random(1).shuffle(body)
    return b"".join(lines[:2] + body)


@pytest.mark.parametrize("seed", [1, 2])
def test_order_of_records_and_ledgers_is_irrelevant(rules: er.Ruleset, example: Read, recorded: str, seed: int) -> None:
    """The records of every ledger shuffled, and the ledgers handed in shuffled, give the same bytes."""
    roster, evidence = example
    chance = random.Random(seed)
    ledgers = plain_rows(evidence, roster)
    for rows in ledgers.values():
        chance.shuffle(rows)
    county = County(roster, dict(chance.sample(sorted(ledgers.items()), len(ledgers))))
    frames = county.frames({id: ledger.type for id, ledger in evidence.ledgers.items()})
    again = er.Evidence.from_frames(frames, rules, er.Roster(chance.sample(roster.units, len(roster))))
    assert jingbian_example.as_text(jingbian_example.golden(rules, roster, again)) == recorded


def test_hash_seed_is_irrelevant(recorded: str) -> None:
    """Another process with another hash seed gives the same bytes."""
    program = "import jingbian_example as e; r = e.ruleset(); print(e.as_text(e.golden(r, *e.read(r))), end='')"
    support = str(Path(jingbian_example.__file__).parent)
    paths = os.pathsep.join([support, *filter(None, [os.environ.get("PYTHONPATH")])])
    environment = os.environ | {"PYTHONHASHSEED": "4242", "PYTHONPATH": paths}
    ran = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=False, timeout=60
    )
    assert (ran.stdout, ran.stderr) == (recorded, "")
