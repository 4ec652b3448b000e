"""What criteria share: the satisfaction survey of 五(四) that two of them read, and the words of a scale."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

from efficiency_rules import EvidenceType, Points, UnitId, column


class SatisfactionAnswer(EvidenceType, id="satisfaction-answer", title="满意度测评台账"):
    """One answer about one unit, or equal answers counted together; nothing in it says who answered."""

    questionnaire: str = column("问卷编号", key=True)
    dimension: Literal["服务意识", "服务能力", "服务效率"] = column("测评内容", key=True)
    unit: UnitId = column("被评价单位")
    surveyed_on: date = column("测评日期", dated=True)
    level: Literal["非常满意", "满意", "基本满意", "不满意", "非常不满意"] = column("评价等级")
    copies: int | None = column("份数", ge=1, description="How many people gave this answer; blank for one.")
    excluded: Literal["误评", "恶意差评", "重复答卷", "本单位人员"] | None = column("剔除理由")


def scale_words(scale: Mapping[str, Points]) -> str:
    """Return what each level is worth of 100, in words: `百分制：好 100，较好 80`."""
    return "百分制：" + "，".join(f"{level} {points}" for level, points in scale.items())
