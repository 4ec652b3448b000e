"""The README's promises: its first commands exist, and its embedding example runs as written."""

import re
import shutil
from pathlib import Path

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
COUNTY = ROOT / "examples" / "county"


def test_opens_with_the_two_commands():
    """The first code block holds make demo and make test, and the Makefile has both."""
    first = re.search(r"```sh\n(.*?)```", README, re.S)[1]
    assert [line.split("#")[0].strip() for line in first.splitlines()] == ["make demo", "make test"]
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert "\ndemo:" in makefile
    assert "\ntest:" in makefile


def test_the_embedding_example_runs_as_written(tmp_path, monkeypatch, capsys):
    """The Python block runs in the fictional county's folder and writes a result."""
    (block,) = re.findall(r"```python\n(.*?)```", README, re.S)
    assert len(block.splitlines()) <= 30
    shutil.copytree(COUNTY, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    exec(compile(block, "README.md", "exec"), {})
    assert (tmp_path / "result" / "standings.csv").is_file()
    assert "总分" in capsys.readouterr().out


def test_every_link_of_the_readme_leads_somewhere():
    """Relative links name files of the repository."""
    links = re.findall(r"\]\(([^)#]+)\)", README)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
