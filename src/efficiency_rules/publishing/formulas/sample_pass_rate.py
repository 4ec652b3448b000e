"""SamplePassRate for readers: by failed file, or in proportion to the files that passed."""

from fractions import Fraction

from efficiency_rules.criteria.formulas import SamplePassRate
from efficiency_rules.publishing.formulas.counting import Facts, Kind, count_chart, count_table, counted
from efficiency_rules.publishing.formulas.marks import exact
from efficiency_rules.publishing.formulas.phrases import down_to, few, floor_line, joined, number
from efficiency_rules.publishing.formulas.rates import WHOLE, around, rate_chart, rate_marked, rate_table
from efficiency_rules.publishing.formulas.sketch import Setting, Sketch
from efficiency_rules.publishing.formulas.tracing import trace
from efficiency_rules.publishing.formulas.view import words

FAILED = words("不合格（卷）", "failed files")
PASS_RATE = words("合格率", "pass rate")
PASSED = words("例：合格／抽查", "e.g. passed／sampled")


def sample_pass_rate(formula: SamplePassRate, setting: Setting) -> Sketch:
    """Return the formula's words, its curve against failed files or the pass rate, and its table."""
    return _by_rate(formula, setting) if formula.per_failed is None else _by_file(formula, setting)


def _by_file(formula: SamplePassRate, setting: Setting) -> Sketch:
    assert formula.per_failed is not None
    full, ends, cost = number(setting.full), down_to(formula.floor), number(formula.per_failed)

    def facts(failed: int) -> Facts:
        sample = max(failed, formula.min_sample)
        return {"hits": sample - failed, "counted": sample, "cases": sample}

    kinds = counted(formula, setting, [Kind("", facts)])
    said = words(
        f"满分{full}分，抽查每有1卷不合格扣{cost}分，{ends['zh']}。",
        f"From {full} points, every failed file of the sample costs {cost}, {ends['en']}.",
    )
    floor = floor_line(exact(min(formula.floor, setting.full)))
    chart = count_chart(setting, kinds, floor, FAILED)
    return Sketch(joined(said, few(formula.min_sample)), chart, count_table(formula, setting, kinds, FAILED))


def _by_rate(formula: SamplePassRate, setting: Setting) -> Sketch:
    full, floor = exact(setting.full), exact(min(formula.floor, setting.full))
    bends = [100 * floor / full if full else Fraction(0), WHOLE]
    zero = Fraction(0)
    series = trace(rate_marked(formula, setting, formula.min_sample), bends, (zero, WHOLE))
    levels, lines = [floor, full / 2], floor_line(floor)
    chart = rate_chart(setting, PASS_RATE, series, zero, [*bends, Fraction(50)], levels, across=lines)
    least = words(f"，最低{number(formula.floor)}分", f", {number(formula.floor)} at least") if floor else words("", "")
    said = words(
        f"得分＝{number(setting.full)}分×抽查合格率{least['zh']}。",
        f"Points = {number(setting.full)} × pass rate of the sample{least['en']}.",
    )
    tried = {WHOLE, Fraction(50), Fraction(0), *(around(bends[:1]) if floor else ())}
    table = rate_table(formula, setting, formula.min_sample, tried, PASSED)
    return Sketch(joined(said, few(formula.min_sample)), chart, table)
