"""A stopwatch: the seconds of every stage of an evaluation, for `--profile`."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import get_args

from efficiency_rules.cli.main import Language
from efficiency_rules.cli.printing import say
from efficiency_rules.evaluation.stages import Stage

_STAGES: dict[Stage, dict[Language, str]] = {
    "read": {"zh": "读入", "en": "read"},
    "gather": {"zh": "归集事实", "en": "gather"},
    "mark": {"zh": "计分", "en": "mark"},
    "total": {"zh": "汇总", "en": "total"},
    "grade": {"zh": "评定等次", "en": "grade"},
    "lines": {"zh": "生成明细", "en": "lines"},
    "write": {"zh": "写出", "en": "write"},
}
_HEAD = {"zh": "用时（秒）：", "en": "where the time went, seconds:"}
_ROW = {"zh": "  {stage}：{seconds:.3f}（{share:.0%}）", "en": "  {stage}: {seconds:.3f} ({share:.0%})"}


class Stopwatch:
    """Adds up the seconds of each stage it watches; a stage may come more than once."""

    def __init__(self) -> None:
        self.seconds: dict[Stage, float] = dict.fromkeys(get_args(Stage), 0.0)

    @contextmanager
    def __call__(self, stage: Stage) -> Iterator[None]:
        """Time one stage."""
        start = perf_counter()
        try:
            yield
        finally:
            self.seconds[stage] += perf_counter() - start

    def say(self, lang: Language) -> None:
        """Print the stages in order on stderr, with their shares of what was timed."""
        whole = sum(self.seconds.values()) or 1.0
        say(_HEAD, lang)
        for stage, seconds in self.seconds.items():
            say(_ROW, lang, stage=_STAGES[stage][lang], seconds=seconds, share=seconds / whole)
