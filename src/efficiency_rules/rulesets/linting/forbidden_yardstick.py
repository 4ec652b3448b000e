"""A yardstick that the rules of 2024 on easing the burden of the grass roots forbid.

中办国办《整治形式主义为基层减负若干规定》: meetings, papers, photos and notes are no standard of good work; likes,
online votes, reposts and hours of study are no ground of an evaluation.
"""

import re
from collections.abc import Iterator

from efficiency_rules.criteria.formula import Formula
from efficiency_rules.criteria.written import composed
from efficiency_rules.errors import Problem
from efficiency_rules.rulesets.linting.constants import constants_in
from efficiency_rules.rulesets.linting.rubric import Entry, Rubric

FORBIDDEN = (
    r"拍照|照片|图片|截图|留痕|痕迹管理",
    r"是否(?:开会|发文)|开会次数|会议(?:次数|场次|记录)|发文(?:数|次数|件数)|印发文件数",
    r"学习笔记|工作笔记|心得体会",
    r"点赞|转发(?:量|数|次数)|阅读量|浏览量|粉丝数?|学习时长|在线时长",
    r"(?:网络|网上|线上|微信|公众号).{0,4}投票|投票数|(?:网络|网上|线上).{0,2}票数",
    r"\b(?:photos?|screenshots?|likes|reposts?|online votes?)\b",
)
"""What may not be judged by: that meetings are held, papers issued, photos taken, notes written; clicks and votes."""

AGAINST = r"过度|强制|变相|违规|滥|摊派|形式主义|加重|负担|减负"
"""Words about the abuse itself: counting it against a unit is what the rules want."""

_FORBIDDEN = re.compile("|".join(FORBIDDEN), re.IGNORECASE)
_AGAINST = re.compile(AGAINST)


def forbidden_yardstick(rubric: Rubric) -> Iterator[Problem]:
    """Yield a warning for each item or cap that scores by such a thing: by title, ledger, column or a word it compares.

    Columns count that the formula computes with: an attachment that a record only carries as proof is fine.
    """
    for entry in rubric.entries:
        for words in dict.fromkeys(_scored(entry)):
            match = _FORBIDDEN.search(words)
            if match and not _AGAINST.search(words):
                yield entry.finding("rubric-forbidden-yardstick", found=words, word=match[0])


def _scored(entry: Entry) -> Iterator[str]:
    """Yield the words of everything the mark rests on."""
    reads = entry.criterion.reads
    yield entry.title
    yield reads.title
    if not isinstance(entry.formula, Formula):
        return
    parts = composed(entry.formula)
    used = {name for part in parts for name in part.expression.meta.root_names()}
    yield from (column.heading for column in reads.columns if column.name in used)
    yield from (text for part in parts for text in constants_in(part.expression) if isinstance(text, str))
