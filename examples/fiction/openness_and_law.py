"""Records of 政务公开 and 依法行政: what was published, asked for, reviewed, looked into."""

from collections.abc import Iterator
from datetime import date

from fiction.chance import worked_later
from fiction.life import Life, Record


def disclosure_items(life: Life) -> Iterator[Record]:
    if life.body.group == "enterprise":
        return
    if life.body.group in ("town", "department"):
        reported = date(2025, 2, 10) if life.fails(0.12) else date(2025, 1, life.fate.whole(20, 27))
        formed = date(2025, 1, life.when.whole(6, 17))
        due = date(2025, 1, 31)
        yield {"category": "年度报告", "formed_on": formed, "due_on": due, "published_on": reported}
    for _ in range(life.fate.whole(2, 4)):
        formed = life.day(last=date(2025, 11, 21))
        days = life.fate.whole(21, 32) if life.fails(0.18) else life.fate.whole(1, 20)
        published = None if days > 31 else worked_later(formed, days)
        category = life.fate.one_of(["事权", "财权", "人事权"])
        due = worked_later(formed, 20)
        yield {"category": category, "formed_on": formed, "due_on": due, "published_on": published}


def service_guide_checks(life: Life) -> Iterator[Record]:
    for _ in range(2 if life.body.has("批") else 1):
        elements = {
            element: not life.fails(0.09) for element in ("basis", "conditions", "procedure", "results", "oversight")
        }
        yield {"checked_on": life.day(date(2025, 4, 1)), **elements, "proof": None}


def mechanism_checks(life: Life) -> Iterator[Record]:
    if life.body.group == "enterprise":
        return
    first = life.fate.whole(0, 3)
    parts = ("公开方式", "公开程序", "监督措施", "保密审查")
    checked = life.day(date(2025, 10, 9), date(2025, 11, 28))
    for part in (parts[first], parts[(first + 1) % 4]):
        finding = "未建立制度" if life.fails(0.15) else "健全落实"
        if part == "保密审查" and life.fails(0.03):
            finding = "公开涉密信息"
        yield {"checked_on": checked, "part": part, "finding": finding, "proof": None}


def disclosure_requests(life: Life) -> Iterator[Record]:
    if life.body.group == "enterprise" or not life.fate.happens(0.5):
        return
    for _ in range(life.fate.whole(1, 2)):
        received = life.day(last=date(2025, 10, 24))
        extension = 20 if life.fate.happens(0.12) else 0
        late = life.fails(0.1)
        days = 20 + extension + life.fate.whole(1, 6) if late else life.fate.whole(3, 20 + extension)
        review = None
        if life.fate.happens(0.15):
            review = "被纠错" if life.fails(0.5) else "维持"
        yield {
            "received_on": received,
            "due_on": worked_later(received, 20 + extension),
            "extension": extension,
            "replied_on": worked_later(received, days),
            "review": review,
        }


def review_outcomes(life: Life) -> Iterator[Record]:
    if not life.body.has("执"):
        return
    for _ in range(life.fate.whole(0, 2)):
        outcome = life.fate.one_of(["维持", "驳回"])
        if life.fails(0.28):
            outcome = life.fate.one_of(["撤销", "变更", "确认违法", "责令履行"])
        body = life.fate.one_of(["县人民政府", "市人民政府", "县人民法院"])
        yield {"effective_on": life.day(date(2025, 2, 10)), "outcome": outcome, "body": body}


def case_file_reviews(life: Life) -> Iterator[Record]:
    if not life.body.has("执") and not life.body.has("批"):
        return
    reviewed = life.day(date(2025, 10, 13), date(2025, 11, 21))
    for _ in range(life.fate.whole(2, 4)):
        result = "合格"
        if life.fails(0.25):
            result = life.fate.one_of(["依据不准", "证据不足", "处置不当", "手续不全", "手续不全"])
        if life.fails(0.008):
            result = "未报送"
        yield {"reviewed_on": reviewed, "result": result, "sheet": f"评查表{life.when.whole(1, 60):02d}"}


def enforcement_findings(life: Life) -> Iterator[Record]:
    if life.body.has("执") and life.fate.happens(0.3 + 0.3 * life.weakness):
        problem = life.fate.one_of(["多头执法", "重复处罚", "执法扰民", "执法扰民"])
        verified = life.fails(0.5)
        yield {"concluded_on": life.day(date(2025, 2, 10)), "problem": problem, "verified": verified, "proof": None}


def levy_findings(life: Life) -> Iterator[Record]:
    if life.fate.happens(0.06 + 0.1 * life.weakness):
        problem = life.fate.one_of(["乱收费", "乱收费", "乱罚款", "乱摊派"])
        verified = life.fails(0.35)
        proof = "已清退" if verified else None
        yield {"concluded_on": life.day(date(2025, 2, 10)), "problem": problem, "verified": verified, "proof": proof}
