"""Case results as JUnit XML, for continuous integration."""

import xml.etree.ElementTree as ElementTree
from collections.abc import Sequence

from efficiency_rules.errors import Language
from efficiency_rules.testing.results import CaseResult


def junit(results: Sequence[CaseResult], lang: Language) -> str:
    """Return the results as one JUnit test suite."""
    failures = str(sum(not result.passed for result in results))
    suite = ElementTree.Element("testsuite", name="efficiency-rules", tests=str(len(results)), failures=failures)
    for result in results:
        case = ElementTree.SubElement(suite, "testcase", classname=result.file, name=result.name)
        if not result.passed:
            text = "\n".join(problem.text(lang) for problem in result.problems)
            ElementTree.SubElement(case, "failure", message=result.problems[0].what(lang)).text = text
    return ElementTree.tostring(suite, encoding="unicode")
