"""Timing: competitors take turns in one process, so that whatever slows the machine slows all of them."""

import gc
import statistics
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import perf_counter, process_time


@dataclass(frozen=True, slots=True)
class Times:
    """The seconds of one competitor, one entry a round: by the clock, and of all processors together."""

    seconds: tuple[float, ...]
    processor: tuple[float, ...]

    @property
    def best(self) -> float:
        """The fastest round."""
        return min(self.seconds)

    @property
    def least_processor(self) -> float:
        """The processor seconds of the round that took fewest."""
        return min(self.processor)

    @property
    def median(self) -> float:
        """The round in the middle."""
        return statistics.median(self.seconds)


def in_turns(competitors: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, Times]:
    """Return the times of all competitors by name; the first round warms up and does not count."""
    seconds: dict[str, list[float]] = {name: [] for name in competitors}
    processor: dict[str, list[float]] = {name: [] for name in competitors}
    for round in range(rounds + 1):
        gc.collect()
        for name, run in competitors.items():
            start, busy = perf_counter(), process_time()
            run()
            if round:
                seconds[name].append(perf_counter() - start)
                processor[name].append(process_time() - busy)
    return {name: Times(tuple(seconds[name]), tuple(processor[name])) for name in competitors}
