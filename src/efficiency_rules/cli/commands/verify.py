"""`verify`: whether a result folder is whole, adds up and is graded by its policy; with inputs, a replay."""

from pathlib import Path

import click

from efficiency_rules.cli.main import Language
from efficiency_rules.cli.options import DECISIONS, EVIDENCE, ROSTER, RULESET, format_option, path_option

_DIR = {"zh": "evaluate 写出的结果文件夹", "en": "result folder of evaluate"}
_BOTH = {
    "zh": "要重演，--roster 和 --evidence 都要给出",
    "en": "a replay needs both --roster and --evidence",
}
_ONE = {
    "zh": "分辖区的文件夹不能整体重演：用同样的输入再运行一次 evaluate --by-jurisdiction，没有重算的即相同",
    "en": "a partitioned folder is not replayed as a whole: run evaluate --by-jurisdiction on the same inputs",
}


def command(lang: Language) -> click.Command:
    """Return the command in one language."""

    def run(
        folder: Path,
        roster: Path | None,
        evidence: Path | None,
        decisions: Path | None,
        ruleset: str | None,
        format_: str,
    ) -> int:
        from efficiency_rules.cli.verifying import Inputs, verify_folder
        from efficiency_rules.jurisdictions.verifying import is_partitioned

        inputs = None
        if roster is not None and evidence is not None:
            inputs = Inputs(roster=roster, evidence=evidence, decisions=decisions, ruleset=ruleset)
        elif roster or evidence or decisions or ruleset:
            raise click.UsageError(_BOTH[lang])
        if is_partitioned(folder):
            from efficiency_rules.cli.by_jurisdiction import verify_partitioned

            if inputs is not None or format_ != "table":
                raise click.UsageError(_ONE[lang])
            return verify_partitioned(folder, lang)
        return verify_folder(folder, inputs, format=format_, lang=lang)

    return click.Command(
        "verify",
        callback=run,
        params=[
            click.Argument(["folder"], metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path)),
            path_option("--roster", ROSTER, lang),
            path_option("--evidence", EVIDENCE, lang),
            path_option("--decisions", DECISIONS, lang),
            click.Option(["--ruleset"], help=RULESET[lang]),
            format_option(lang),
        ],
        epilog=f"DIR  {_DIR[lang]}",
    )
