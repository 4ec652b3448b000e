"""What `new` does around a scaffold: what is installed, which year it is, what was written and what comes next."""

from collections.abc import Callable
from datetime import date

import click

from efficiency_rules.cli.main import COULD_NOT, OK, Language
from efficiency_rules.cli.printing import print_problems, say
from efficiency_rules.plugins.catalog import Catalog
from efficiency_rules.plugins.host import load_plugins
from efficiency_rules.scaffolds.naming import ScaffoldError
from efficiency_rules.scaffolds.writing import Made

_WRITTEN = {"zh": "写入了 {n} 个文件：", "en": "{n} files written:"}
_AMENDED = {"zh": "加了两行：", "en": "two lines added to:"}
_NOTHING = {"zh": "没有写入任何文件。", "en": "nothing was written."}
_NEXT = {"zh": "接下来：", "en": "next:"}


def installed() -> Catalog:
    """Return what the installed bundles bring; raises PluginError."""
    return load_plugins()


def this_year() -> int:
    """Return the year it is."""
    return date.today().year


def make(scaffold: Callable[[], Made], lang: Language) -> int:
    """Make something, print its files and the next commands, and return the exit code."""
    try:
        made = scaffold()
    except ScaffoldError as error:
        print_problems(error.problems, lang)
        say(_NOTHING, lang)
        return COULD_NOT
    say(_WRITTEN, lang, n=len(made.files))
    for path in made.files:
        click.echo(str(path))
    if made.amended:
        say(_AMENDED, lang)
        for path in made.amended:
            click.echo(str(path))
    print_problems(made.notices, lang)
    say(_NEXT, lang)
    for command in made.next:
        click.echo(f"    {command}", err=True)
    return OK
