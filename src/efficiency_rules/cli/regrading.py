"""From files and corrections to the result after them, the list of changes, and an entry of the history."""

from pathlib import Path

import click

from efficiency_rules.changes.history import append_history, check_history, read_history
from efficiency_rules.changes.inputs import read_corrections
from efficiency_rules.changes.outcomes import TITLES, Outcome
from efficiency_rules.changes.regrade import Regrading, regrade
from efficiency_rules.cli.evaluating import WRITTEN, Inputs, circumstances, evaluated, say_status
from efficiency_rules.cli.main import Language
from efficiency_rules.cli.printing import print_problems, print_rows, print_table, say
from efficiency_rules.cli.today import not_yet, today
from efficiency_rules.evaluation.evaluation import Evaluation
from efficiency_rules.evaluation.folder import Beside, write_result
from efficiency_rules.plugins.host import load_plugins

_COLUMNS = {
    "zh": {
        "unit": "单位编号",
        "name": "单位",
        "what": "变动",
        "criterion": "指标",
        "before": "更正前",
        "after": "更正后",
        "why": "原因",
    },
    "en": {name: name for name in ("unit", "name", "what", "criterion", "before", "after", "why")},
}
_WHAT = {
    "zh": {"mark": "单项得分", "total": "总分", "rank": "名次", "grade": "等次"},
    "en": {name: name for name in ("mark", "total", "rank", "grade")},
}
_SEATS = {"zh": ["等次", "名额", "评定", "超出或空缺"], "en": ["grade", "seats", "placed", "over or under"]}
_UNCHANGED = {"zh": "没有任何得分、名次或等次变动", "en": "no mark, total, rank or grade changes"}
_OPEN = {
    "zh": "细则没有写明更正后是否全体重新评定（grading.corrections），两种结果都已列出，由有权机关决定",
    "en": "the ruleset leaves open whether everybody is graded again (`grading.corrections`): both outcomes are given",
}
_ALONE = {
    "zh": "细则规定只更正申诉单位的等次：以 outcomes.csv 的 appellant 一列为准，standings.csv 是全体重新评定的结果",
    "en": "only the appellant's grade follows: column appellant of outcomes.csv holds, standings.csv grades everybody",
}
_APPENDED = {
    "zh": "历史已追加 {file}；请随通报公布它的摘要 {head}",
    "en": "history entry {file} appended; publish its digest with the result: {head}",
}


def regrade_files(
    inputs: Inputs,
    corrections_file: Path,
    out: Path,
    *,
    history: Path | None,
    head: str,
    tables: str,
    format: str,
    lang: Language,
) -> Regrading | None:
    """Regrade files into the folder `out` and append to the history, if one is named.

    None when problems stood in the way, which are then in `out`, or when the new result is incomplete.
    """
    catalog = load_plugins()

    def then(evaluation: Evaluation) -> Regrading:
        corrections = read_corrections(corrections_file)
        print_problems(not_yet(corrections, today()), lang)
        past = read_history(history, head) if history is not None else None
        regrading = regrade(evaluation, corrections, past.corrections if past is not None else ())
        if past is not None:
            check_history(past, regrading.before)
        return regrading

    regrading = evaluated(inputs, out, catalog, lang, then)
    if regrading is None:
        return None
    after = regrading.after
    print_problems(after.problems, lang)
    beside = Beside(regrading.table, regrading.outcomes_table, regrading.to_dict())
    write_result(after, out, "parquet" if tables == "parquet" else "csv", circumstances(), beside)
    print_problems(catalog.announce(after), lang)
    _print(regrading, format, lang)
    say_status(after, lang)
    say(WRITTEN, lang, out=out)
    if after.status == "incomplete":
        return None
    if history is not None:
        entry = append_history(history, regrading)
        say(_APPENDED, lang, file=history / entry.file, head=entry.digest)
    return regrading


def _print(regrading: Regrading, format: str, lang: Language) -> None:
    if format != "table":
        rows = regrading.table.to_dicts()
        print_rows(rows, {name: name for name in regrading.table.columns}, format)
        return
    titles = {grade.id: grade.title for grade in regrading.after.ruleset.grading.grades}
    rows = [
        change.to_dict()
        | {"what": _WHAT[lang][change.what]}
        | ({side: titles.get(getattr(change, side)) for side in ("before", "after")} if change.what == "grade" else {})
        for change in regrading.changes
    ]
    if rows:
        print_rows(rows, _COLUMNS[lang], format)
    else:
        say(_UNCHANGED, lang)
    for outcome in regrading.outcomes:
        _print_outcome(outcome, titles, lang)
    if regrading.outcomes:
        click.echo(regrading.words(lang), err=True)
    if len(regrading.outcomes) > 1:
        say(_OPEN, lang)
    elif [outcome.kind for outcome in regrading.outcomes] == ["appellant"]:
        say(_ALONE, lang)


def _print_outcome(outcome: Outcome, titles: dict[str, str], lang: Language) -> None:
    rows = [
        [
            " ".join(part for part in (use.jurisdiction, use.group or "", titles[use.grade]) if part),
            "—" if use.seats is None else str(use.seats),
            str(use.placed),
            f"{use.over:+}" if use.over else "",
        ]
        for use in outcome.seats
    ]
    print_table(_SEATS[lang], rows, title=TITLES[outcome.kind] if lang == "zh" else outcome.kind)
