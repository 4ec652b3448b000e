"""What a document says is shown as it stands, whatever it says."""

from dataclasses import replace

from efficiency_rules.cli.main import COMMANDS
from efficiency_rules.publishing.site.building import build_site
from efficiency_rules.publishing.site.rendering import script_json
from efficiency_rules.publishing.site.sources import sources_of

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&{{7*7}}</script>"


def test_markup_in_a_ruleset_is_shown_as_text(catalog, tmp_path):
    """Titles, quotes, notes and the plan's own text cannot become elements, templates or ends of scripts."""
    source = next(one for one in sources_of(catalog) if one.ruleset.year == 2025)
    rules, text = source.load()
    plan = tmp_path / "plan.txt"
    plan.write_text(HOSTILE + (source.plan(text) or ""), "utf-8")
    item = replace(
        rules.items[0],
        criterion=replace(rules.items[0].criterion, title=HOSTILE, doc=HOSTILE, bundle=HOSTILE),
        quotes=(HOSTILE,),
        origins={
            name: replace(origin, source=HOSTILE, note=HOSTILE) for name, origin in rules.items[0].origins.items()
        },
    )
    area = replace(rules.areas[0], title=HOSTILE, items=(item, *rules.areas[0].items[1:]))
    document = replace(rules.document, name=HOSTILE, number=HOSTILE)
    hostile = replace(rules, title=HOSTILE, document=document, areas=(area, *rules.areas[1:]))
    out = tmp_path / "site"
    build_site([replace(source, load=lambda: (hostile, str(plan)))], catalog, out, COMMANDS)
    pages = {path.relative_to(out).as_posix(): path.read_text("utf-8") for path in out.rglob("*.html")}
    touched = [path for path, html in pages.items() if "alert(1)" in html]
    assert len(touched) > 10
    for path in touched:
        assert "<script>alert" not in pages[path], path
        assert "<img" not in pages[path], path
        assert "49</" not in pages[path], path


def test_data_for_the_script_cannot_end_its_element():
    """No less-than sign is left in it, and it reads back the same."""
    import json

    written = script_json([HOSTILE])
    assert "<" not in written
    assert json.loads(written) == [HOSTILE]
