"""errors.md is what its generator writes."""

import runpy

from efficiency_rules.messages import catalogue


def test_the_page_is_current(root):
    """The page holds every code with its words; run `python docs/generate.py` when it does not."""
    generator = runpy.run_path(str(root / "docs" / "generate.py"))
    assert (root / "docs" / "errors.md").read_text("utf-8") == generator["errors_page"]()


def test_the_page_is_a_table_of_all_codes(page):
    """Every code has one row of three cells."""
    rows = page("errors.md").table("Problems (错误一览)")
    assert [row["code"] for row in rows] == [f"`{code}`" for code in sorted(catalogue())]


def test_every_code_named_elsewhere_exists(pages, root):
    """A code that a page names as a problem is in the catalogue."""
    codes = set(catalogue())
    named = {"criterion-failed", "state-undeclared", "calendar-unknown"}
    text = "\n".join(page.text for page in pages if page.path.name != "errors.md")
    assert named <= codes
    assert all(f"`{code}`" in text for code in named)
