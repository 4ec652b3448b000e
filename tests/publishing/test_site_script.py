"""The script of the rule site chooses documents, counts seats and finds pages as the library does."""

import json
import random
import re
import subprocess
import unicodedata
from datetime import date, timedelta
from fractions import Fraction
from itertools import product
from types import SimpleNamespace
from typing import Any

import pytest
from site_script import NO_NODE, NODE, SCRIPT, call

import efficiency_rules as er
from efficiency_rules.errors import RulesetError
from efficiency_rules.grading.seats import SeatRule
from efficiency_rules.period import Period
from efficiency_rules.publishing.search import Entry, index_script
from efficiency_rules.rulesets.in_force import in_force

pytestmark = pytest.mark.skipif(NODE is None, reason=NO_NODE)

METHODS = ("largest-remainder", "webster", "cumulative", "cumulative-floor", "cumulative-ceil", "at-most")
IDS = "abcdef"


def _scheme(method: str, tie: str, shares: list[Fraction], held: set[int] = frozenset()) -> dict[str, Any]:
    grades = [
        {"id": id, "title": id, "share": [str(share.numerator), str(share.denominator)]}
        for id, share in zip(IDS, shares, strict=False)
    ]
    at_most = [IDS[at] for at in sorted(held)]
    return {"method": method, "seat_tie": tie, "at_most": at_most, "counts": [], "grades": grades}


def _random_shares(draw: random.Random) -> list[Fraction]:
    whole = draw.choice([1, 2, 3, 7, 10, 100, 1000, 10**12 + 39])
    cuts = sorted(draw.randint(0, whole) for _ in range(draw.randint(0, 5)))
    return [Fraction(high - low, whole) for low, high in zip([0, *cuts], [*cuts, whole], strict=True)]


def _expected(rule: SeatRule, units: int) -> list[int] | None:
    try:
        return list(rule.seats(units))
    except ValueError:
        return None


@pytest.mark.parametrize("tie", ["better", "worse"])
@pytest.mark.parametrize("method", METHODS)
def test_seats_of_the_plan_equal_the_library(method, tie):
    """20, 40, 30 and 10 % give the library's seats for every N from 0 to 1000, by every method and tie side."""
    shares = [Fraction(part, 10) for part in (2, 4, 3, 1)]
    rule = SeatRule(method, tuple(shares), tie, frozenset({0}) if method == "at-most" else frozenset())
    found = call([["seats", _scheme(method, tie, shares, rule.at_most), units] for units in range(1001)])
    assert found == [list(rule.seats(units)) for units in range(1001)]


def test_seats_of_random_shares_equal_the_library():
    """Shares down to zero and with large denominators, one to six grades, any grades held to their floor."""
    draw = random.Random(5)
    calls, expected = [], []
    for method, tie, _ in product(METHODS, ("better", "worse"), range(60)):
        shares = _random_shares(draw)
        held = {at for at in range(len(shares)) if method == "at-most" and draw.random() < 0.4}
        rule = SeatRule(method, tuple(shares), tie, frozenset(held))
        for units in [*range(12), draw.randint(12, 200), draw.randint(200, 10**6)]:
            calls.append(["seats", _scheme(method, tie, shares, held), units])
            expected.append(_expected(rule, units))
    assert None in expected
    assert call(calls) == expected


def test_seats_that_no_share_decides():
    """Explicit counts are what the document wrote; a scheme without shares has no seats."""
    explicit = {
        "method": "explicit",
        "seat_tie": "better",
        "at_most": [],
        "counts": [3, 4],
        "grades": [{"id": "a", "title": "a"}, {"id": "b", "title": "b"}],
    }
    free = {**explicit, "method": None, "counts": []}
    assert call([["seats", explicit, 7], ["seats", free, 7]]) == [[3, 4], None]


def test_seats_of_the_shipped_scheme():
    """The county's own scheme, as its ruleset says it, for every N from 0 to 1000."""
    grading = er.load_plugins().ruleset("jingbian", er.Period.year(2025)).grading
    scheme = {
        "method": grading.seats,
        "seat_tie": grading.seat_tie,
        "at_most": list(grading.at_most),
        "counts": [],
        "grades": [
            {"id": grade.id, "title": grade.title, "share": [str(grade.share.numerator), str(grade.share.denominator)]}
            for grade in grading.grades
        ],
    }
    assert call([["seats", scheme, units] for units in range(1001)]) == [
        list(grading.rule.seats(units)) for units in range(1001)
    ]


def _document(year: int, first: str, last: str, *, revision: int = 1, status: str = "published") -> dict[str, Any]:
    id = f"c/{year}" + (f"-r{revision}" if revision > 1 else "")
    return {
        "id": id,
        "scheme": "c",
        "year": year,
        "title": id,
        "status": status,
        "revision": revision,
        "from": first,
        "to": last,
        "address": f"{id}.html",
    }


DOCUMENTS = {
    "one after another": [
        _document(2024, "2024-01-01", "2024-03-31"),
        _document(2025, "2024-04-01", "2024-06-30"),
    ],
    "a gap": [_document(2024, "2024-01-10", "2024-02-09"), _document(2025, "2024-03-01", "2024-05-01")],
    "an overlap": [_document(2024, "2024-01-01", "2024-12-31"), _document(2025, "2024-03-01", "2024-04-30")],
    "revisions": [
        _document(2024, "2024-01-01", "2024-05-31"),
        _document(2024, "2024-01-01", "2024-04-30", revision=2),
        _document(2024, "2024-02-15", "2024-06-30", revision=3),
    ],
    "a draft behind": [
        _document(2024, "2024-01-01", "2024-02-29", status="provisional"),
        _document(2025, "2024-03-01", "2024-06-30", status="draft"),
    ],
    "a withdrawn revision": [
        _document(2024, "2024-01-01", "2024-06-30"),
        _document(2024, "2024-01-01", "2024-06-30", revision=2, status="withdrawn"),
    ],
    "two years from the same day": [
        _document(2024, "2024-01-01", "2024-06-30"),
        _document(2025, "2024-01-01", "2024-06-30", revision=2),
    ],
    "the same revision twice": [
        _document(2024, "2024-01-01", "2024-06-30", revision=2),
        _document(2024, "2024-01-01", "2024-03-30", revision=2),
    ],
    "drafts only": [_document(2024, "2024-01-01", "2024-06-30", status="draft")],
}
STATES = {
    "ruleset-none-in-force": "none",
    "ruleset-two-in-force": "two",
    "ruleset-gap": "gap",
    "ruleset-ended": "ended",
}


def _in_python(documents: list[dict[str, Any]], day: date) -> tuple[str, str | None]:
    read: Any = [
        SimpleNamespace(
            scheme="c",
            year=one["year"],
            revision=one["revision"],
            status=one["status"],
            valid=Period(date.fromisoformat(one["from"]), date.fromisoformat(one["to"])),
            id=one["id"],
            outright=one["id"],
            file=one["address"],
        )
        for one in documents
    ]
    try:
        return "in-force", in_force(read, "c", Period(day, day)).document.file
    except RulesetError as error:
        return STATES[error.problems[0].code], None


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_document_in_force_is_the_library_s(name):
    """Every day of nine months: the same document, or nothing for the same reason."""
    documents = DOCUMENTS[name]
    days = [date(2023, 12, 1) + timedelta(days=at) for at in range(270)]
    found = call([["inForce", documents, day.isoformat()] for day in days])
    told = [(one["state"], one["document"]["address"] if one["state"] == "in-force" else None) for one in found]
    assert told == [_in_python(documents, day) for day in days]


def test_all_answers_about_documents_occur():
    """The schemes above show every answer, so that none of them goes untested."""
    days = [date(2023, 12, 1) + timedelta(days=at) for at in range(270)]
    told = {_in_python(documents, day)[0] for documents in DOCUMENTS.values() for day in days}
    assert told == {"in-force", *STATES.values()}


def test_an_answer_says_whose_it_is_where_there_are_several_schemes():
    """Every answer begins with its scheme then, in both languages; a scheme by itself needs no name."""
    days = [date(2023, 12, 1) + timedelta(days=at) for at in range(0, 270, 10)]
    for documents in DOCUMENTS.values():
        own = [one | {"scheme": "定边"} for one in documents]
        named = call([["told", own, day.isoformat(), True] for day in days])
        alone = call([["told", own, day.isoformat(), False] for day in days])
        assert [(one["zh"], one["en"]) for one in named] == [
            (f"定边：{one['zh']}", f"定边: {one['en']}") for one in alone
        ]
        assert [one["documents"] for one in named] == [one["documents"] for one in alone]


def test_what_can_never_be_in_force_has_not_merely_not_begun():
    """Drafts and withdrawn documents do not begin on any day; one that may hold begins on its own."""
    withdrawn = [_document(2024, "2024-01-01", "2024-06-30", status="withdrawn")]
    begins = [*withdrawn, _document(2025, "2025-01-01", "2025-06-30")]
    asked = [withdrawn, DOCUMENTS["drafts only"], begins]
    said = [one["zh"] for one in call([["told", documents, "2024-03-01", False] for documents in asked])]
    assert said == ["没有可以施行的细则，只有草稿或已撤回的。"] * 2 + ["这一天还没有开始施行的细则。"]


def _entries() -> list[Entry]:
    draw = random.Random(3)
    letters = "办结率按时满意度公开投诉热线１２３45abＡB评价"

    def text(most: int) -> str:
        return "".join(draw.choice(letters) for _ in range(draw.randint(1, most)))

    return [
        Entry(address=f"{at}.html", title=text(8), clause=text(3), text=text(60), year=2020 + at % 6, kind="item")
        for at in range(400)
    ]


def _index(entries: list[Entry]) -> list[Any]:
    script = index_script(entries).decode()
    assert script.startswith("window.RULES_INDEX=")
    return json.loads(script.removeprefix("window.RULES_INDEX=").removesuffix(";\n"))


def test_search_is_exact_containment():
    """Every word in title, clause or text after NFKC; title before clause before text, the newest year first."""
    entries = _entries()
    queries = ["办结", "1 公开", "ab", "ＡＢ", "１２", "率 度", "诉热", "a\u3000b", "不在这里", " "]
    pages = call([["prepare", _index(entries)]])[0]
    found = call([["find", pages, query] for query in queries])

    def plain(text: str) -> str:
        return unicodedata.normalize("NFKC", text).lower()

    def rank(entry: Entry, words: list[str]) -> int:
        title, clause = plain(entry.title), plain(entry.title) + "\n" + plain(entry.clause)
        return 0 if all(word in title for word in words) else 1 if all(word in clause for word in words) else 2

    for query, answer in zip(queries, found, strict=True):
        words = plain(query).split()
        hits = [
            entry
            for entry in entries
            if words
            and all(any(word in plain(part) for part in (entry.title, entry.clause, entry.text)) for word in words)
        ]
        hits.sort(key=lambda entry: (rank(entry, words), -entry.year))
        assert [page["address"] for page in answer] == [entry.address for entry in hits], query
    assert [len(answer) > 3 for answer in found] == [True] * 6 + [True, True, False, False]


def test_the_index_is_a_script_whatever_it_holds():
    """Line separators and markup in a text are data; the bytes are the same every time."""
    entry = Entry(address="a.html", title="</script>\u2028'", clause="四(一)", text='\u2029\\"', year=2025, kind="item")
    script = index_script([entry])
    assert b"\\u2028" in script
    assert "\u2029".encode() not in script
    assert _index([entry]) == [["a.html", "</script>\u2028'", "四(一)", '\u2029\\"', 2025, "item", ""]]
    assert script == index_script([entry])


@pytest.mark.parametrize(
    ("text", "words", "cut"),
    [
        ("一二三四", ["三"], ["一二", "三", "四"]),
        ("x" * 40 + "三" + "y" * 40, ["三"], ["…" + "x" * 24, "三", "y" * 24 + "…"]),
        ("全角１２３，", ["123"], ["全角", "１２３", "，"]),
        ("（一）……办结，按时；", ["办结,按"], ["（一）……", "办结，按", "时；"]),
        ("面积５０㎡以上", ["50m"], ["面积", "５０㎡", "以上"]),
        ("分\u3000 值ABC", ["bc"], ["分 值A", "BC", ""]),
        ("没有", ["三"], ["没有", "", ""]),
    ],
)
def test_an_excerpt_shows_the_word(text, words, cut):
    """The text around the first word, cut in three, as it is written and not as it is searched."""
    assert call([["excerpt", text, words]]) == [cut]


ROW = {"method": "daily", "groups": "town department", "changed": "false", "bases": "plan statute", "waits": "false"}


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ({}, True),
        ({"method": "daily", "group": "town", "basis": "not-plan"}, True),
        ({"basis": "statute"}, True),
        ({"basis": "assumption"}, False),
        ({"basis": "waiting"}, False),
        ({"method": "social"}, False),
        ({"group": "depart"}, False),
        ({"changed": True}, False),
    ],
)
def test_filters(asked, shown):
    """A row stays when it satisfies all that is asked; a group is a whole word."""
    assert call([["matches", ROW, asked]]) == [shown]


def test_rows_by_the_basis_of_their_numbers():
    """Nothing but the plan's own numbers is not `not-plan`; what waits for the county says so itself."""
    plan, waiting = ROW | {"bases": "plan"}, ROW | {"bases": "plan assumption", "waits": "true"}
    asked = [["matches", row, {"basis": basis}] for row in (plan, waiting) for basis in ("plan", "not-plan", "waiting")]
    assert call(asked) == [True, False, False, True, True, True]


def test_the_script_is_plain_and_strict():
    """Strict mode, no way for data to become code or markup, no request, nothing newer than ES2017 but BigInt."""
    script = SCRIPT.read_text(encoding="utf-8")
    code = re.sub(r"/\*.*?\*/|//.*", "", script, flags=re.S)
    assert '"use strict";' in code
    forbidden = ("eval", "innerHTML", "outerHTML", "insertAdjacent", "document.write", "Function(", "fetch", "XMLHttp")
    assert not [word for word in (*forbidden, "import(", "?.", "??", "sendBeacon", "WebSocket") if word in code]
    assert not re.search(r"\b\d+n\b", code)
    assert max(map(len, script.splitlines())) <= 120
    assert all(line == line.rstrip() and "\t" not in line for line in script.splitlines())
    assert subprocess.run([NODE, "--check", str(SCRIPT)], check=False).returncode == 0
