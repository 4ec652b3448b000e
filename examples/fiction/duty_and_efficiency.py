"""Records of 履行职责 and 行政效率: tasks, orders, tickets, ratings, approval items, cases, checks."""

from collections.abc import Iterator
from datetime import date

from fiction.chance import worked_later
from fiction.life import Life, Record

_MATTERS = ("新生儿出生一件事", "企业开办一件事", "水电气热联办一件事", "灵活就业一件事", "公民身后一件事")


def supervision_orders(life: Life) -> Iterator[Record]:
    for _ in range(life.fate.whole(2, 4)):
        finding = "按时完成"
        if life.fails(0.3):
            share = life.fate.share()
            finding = "拒不执行" if share > 0.97 else "未按时回复" if share > 0.45 else "未按时完成"
        due = life.day(date(2025, 2, 10))
        yield {"due_on": due, "finding": finding, "proof": life.when.one_of(["督办通知单", "回复函", None])}


def key_tasks(life: Life) -> Iterator[Record]:
    for _ in range(life.fate.whole(2, 5)):
        short = life.fate.whole(0, 2400) * life.weakness if life.fate.happens(0.6) else 0
        completion = f"{(10000 - int(short)) // 10 / 10:.1f}%"
        yield {"as_of": date(2025, 12, 31), "completion": completion, "confirmed_by": "县发改局牵头认定"}


def innovations(life: Life) -> Iterator[Record]:
    if life.fate.happens(0.4 * (1 - min(life.weakness, 1))):
        for _ in range(life.fate.whole(1, 2)):
            share = life.fate.share()
            level = "国家级" if share > 0.9 else "省级" if share > 0.6 else "市级"
            issuer = {"国家级": "国家部委", "省级": "省级部门", "市级": "市级部门"}[level]
            yield {"issued_on": life.day(date(2025, 3, 3)), "level": level, "issuer": issuer}


def hotline_tickets(life: Life) -> Iterator[Record]:
    group = life.body.group
    busy = life.body.has("热")
    if group == "town":
        number = life.fate.whole(13, 21)
    elif busy:
        number = life.fate.whole(11, 19) if life.fate.happens(0.9) else life.fate.whole(4, 9)
    else:
        number = life.fate.whole(1, 8) if life.fate.happens(0.25) else 0
    for _ in range(number):
        received = life.day(last=date(2025, 12, 12))
        due = worked_later(received, 5)
        late = life.fate.happens(0.01 + 0.2 * life.weakness)
        never = life.fate.happens(0.15)
        days = life.fate.whole(1, 7) if late else life.fate.whole(1, 5)
        closed = worked_later(due if late else received, days)
        yield {"due_on": due, "closed_on": None if late and never else closed}


def leader_ratings(life: Life) -> Iterator[Record]:
    if life.body.group == "stationed":
        return
    raters = 6 if life.body.id == "D01" else 2 if life.fate.happens(0.15) else 1
    for at in range(raters):
        mood = life.weakness + 0.5 * (life.fate.share() - 0.5)
        level = "好" if mood < 0.45 else "较好" if mood < 0.95 else "一般" if mood < 1.35 else "较差"
        rated = life.day(date(2025, 12, 15), date(2025, 12, 26))
        yield {"rated_on": rated, "level": level, "rater": "分管副县长" if at else "分管县领导"}


def item_claims(life: Life) -> Iterator[Record]:
    if not life.body.has("批"):
        return
    number = 40 if life.body.id == "D27" else life.fate.whole(3, 6)
    missed = life.fate.whole(0, number - 1) if life.fails(0.3) else -1
    checked = life.day(date(2025, 11, 3), date(2025, 11, 28))
    for at in range(number):
        yield {"checked_on": checked, "claimed": at != missed, "proof": f"截图{at + 1:02d}"}


def service_cases(life: Life) -> Iterator[Record]:
    if not life.body.has("批"):
        return
    for _ in range(life.fate.whole(5, 9)):
        special = 10 if life.fate.happens(0.06) else 0
        promise = life.fate.one_of([3, 5, 7, 10, 15]) + special
        accepted = life.day(last=date(2025, 11, 14))
        promised = worked_later(accepted, promise)
        late = life.fails(0.16)
        days = life.fate.whole(1, 4) if late else life.fate.whole(1, promise)
        closed = worked_later(promised if late else accepted, days)
        yield {
            "accepted_on": accepted,
            "promised_on": promised,
            "closed_on": None if late and life.fate.happens(0.1) else closed,
            "special_days": special,
        }


def accountability_checks(life: Life) -> Iterator[Record]:
    for _ in range(life.fate.whole(1, 3)):
        system = life.fate.one_of(["首问负责制", "限时办结制", "服务承诺制"])
        finding = "未发现问题"
        if life.fails(0.4):
            finding = "缺少制度" if life.fate.happens(0.3) else "违反制度"
        proof = f"照片{life.when.whole(1, 400):03d}" if finding != "未发现问题" else None
        yield {"checked_on": life.day(), "system": system, "finding": finding, "proof": proof}


def one_thing_checks(life: Life) -> Iterator[Record]:
    if not life.body.has("批"):
        return
    for _ in range(life.fate.whole(1, 3)):
        problems = ["职责不清", "行政不作为", "推诿扯皮", "服务承诺不兑现"]
        finding = life.fate.one_of(problems) if life.fails(0.35) else "未发现问题"
        checked = life.day(date(2025, 3, 3))
        yield {"checked_on": checked, "matter": life.fate.one_of(_MATTERS), "finding": finding, "proof": None}
