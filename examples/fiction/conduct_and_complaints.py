"""Records of 转变作风, 效能制度 and 群众投诉: checks, survey answers, tests, complaints, suggestions."""

from collections.abc import Iterator
from datetime import date, timedelta

from fiction.chance import worked_later
from fiction.life import Life, Record

_LEVELS = ("非常满意", "满意", "基本满意", "不满意", "非常不满意")
_INSTITUTIONS = ("首问负责制度", "一次性告知制度", "限时办结制度", "服务承诺制度", "岗位代理制度", "责任追究制度")
_FEW_ANSWERS = ("S22", "D25", "J03")


def satisfaction_answers(life: Life) -> Iterator[Record]:
    """Equal answers counted together; one unit's few answers are listed one by one."""
    single = life.body.id == "J03"
    people = life.fate.whole(12, 22) if life.body.id in _FEW_ANSWERS else life.fate.whole(32, 60)
    surveyed = life.day(date(2025, 10, 20), date(2025, 11, 21))
    for dimension in ("服务意识", "服务能力", "服务效率"):
        answers = [_answer(life) for _ in range(people)]
        for level in _LEVELS:
            here: Record = {"surveyed_on": surveyed, "dimension": dimension, "level": level, "excluded": None}
            if single:
                yield from ({**here, "copies": None} for _ in range(answers.count(level)))
            elif level in answers:
                yield {**here, "copies": answers.count(level)}
    if life.fate.happens(0.3):
        why = life.fate.one_of(["误评", "恶意差评", "重复答卷", "本单位人员"])
        level = "非常满意" if why in ("重复答卷", "本单位人员") else "非常不满意"
        yield {"surveyed_on": surveyed, "dimension": "服务效率", "level": level, "copies": 1, "excluded": why}


def _answer(life: Life) -> str:
    weak = life.weakness
    share = life.fate.share()
    for level, likely in zip(
        _LEVELS, (0.74 - 0.34 * weak, 0.19 + 0.09 * weak, 0.05 + 0.13 * weak, 0.015 + 0.07 * weak), strict=False
    ):
        if share < likely:
            return level
        share -= likely
    return _LEVELS[-1]


def work_style_checks(life: Life) -> Iterator[Record]:
    for _ in range(life.fate.whole(1, 3)):
        finding = "未发现问题"
        if life.fails(0.3):
            finding = "无故缺席会议" if life.fate.happens(0.3) else "违反岗位纪律"
        post = life.fate.one_of(["窗口岗", "值班岗", "综合岗", None])
        yield {"checked_on": life.day(), "finding": finding, "post": post}


def conduct_notices(life: Life) -> Iterator[Record]:
    """None in this year: the county reports the ledger nil."""
    yield from ()


def hall_items(life: Life) -> Iterator[Record]:
    if not life.body.has("批"):
        return
    checked = life.day(date(2025, 5, 12), date(2025, 6, 13))
    for _ in range(40 if life.body.id == "D27" else life.fate.whole(3, 6)):
        status = "已进驻"
        if life.fails(0.2):
            status = "应进未进"
        elif life.fate.happens(0.08):
            status = "依规不进驻"
        yield {"checked_on": checked, "status": status, "note": "涉密场所" if status == "依规不进驻" else None}


def difficulty_findings(life: Life) -> Iterator[Record]:
    for _ in range(life.fate.whole(1, 2) if life.body.has("热") else life.fate.whole(0, 1)):
        finding = "未发现问题"
        if life.fails(0.22):
            finding = life.fate.one_of(["暗访查实", "暗访查实", "暗访查实", "县级曝光", "市级曝光"])
        statement = "已书面说明" if finding != "未发现问题" else None
        yield {"found_on": life.day(), "finding": finding, "statement": statement}


def institution_checks(life: Life) -> Iterator[Record]:
    first = life.fate.whole(0, len(_INSTITUTIONS) - 1)
    checked = life.day(date(2025, 5, 12), date(2025, 6, 20))
    for at in range(life.fate.whole(3, 4)):
        status = "已执行"
        if life.fails(0.2):
            status = life.fate.one_of(["未执行", "缺少制度"])
        institution = _INSTITUTIONS[(first + at) % len(_INSTITUTIONS)]
        yield {"checked_on": checked, "institution": institution, "status": status, "proof": None}


def channel_tests(life: Life) -> Iterator[Record]:
    for _ in range(2):
        channel = life.fate.one_of(["电话", "电话", "网络", "信箱", "窗口"])
        connected = not life.fails(0.25)
        yield {"tested_on": life.day(), "channel": channel, "connected": connected, "proof": None}


def complaints(life: Life) -> Iterator[Record]:
    for _ in range(life.fate.whole(1, 3) if life.body.has("热") else life.fate.whole(0, 1)):
        received = life.day(last=date(2025, 10, 31))
        accepted = worked_later(received, 4 if life.fails(0.15) else life.fate.whole(1, 3))
        due = accepted + timedelta(days=30)
        days = life.fate.whole(31, 45) if life.fails(0.2) else life.fate.whole(5, 30)
        verified = life.fate.happens(0.3 + 0.3 * life.weakness)
        remedy = None
        if verified:
            remedy = "整改到位"
            if life.fails(0.3):
                remedy = "拒不整改" if life.fate.happens(0.15) else "没有整改"
        yield {
            "received_on": received,
            "accepted_on": accepted,
            "due_on": due,
            "closed_on": None if remedy == "拒不整改" else accepted + timedelta(days=days),
            "verified": verified,
            "remedy": remedy,
        }


def rectification_notices(life: Life) -> Iterator[Record]:
    for _ in range(life.fate.whole(0, 2)):
        issued = life.day(date(2025, 3, 3), date(2025, 9, 30))
        due = issued + timedelta(days=45)
        replied = worked_later(issued, life.fate.whole(11, 15) if life.fails(0.2) else life.fate.whole(2, 10))
        late = life.fails(0.2)
        closed = due + timedelta(days=life.fate.whole(1, 20)) if late else due - timedelta(days=life.fate.whole(0, 20))
        proof = "销号材料齐全" if not late else None
        yield {"issued_on": issued, "replied_on": replied, "due_on": due, "closed_on": closed, "proof": proof}
