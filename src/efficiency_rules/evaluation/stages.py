"""Stages: what an evaluation is doing, told to whoever watches; the engine itself looks at no clock."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Literal

Stage = Literal["read", "gather", "mark", "total", "grade", "lines", "write"]
"""In the order in which they come; `lines` are all tables of the result, `read` and `write` are about files."""

Watch = Callable[[Stage], AbstractContextManager[object]]
"""Called with each stage as it comes; what it returns is entered before and left after, also when it fails."""


def nobody(stage: Stage) -> AbstractContextManager[object]:
    """Watch nothing."""
    return nullcontext()
