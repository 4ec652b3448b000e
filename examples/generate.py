"""Writes the invented 云泽县: `county/` and `county-with-mistakes/`, the same bytes every time.

python examples/generate.py [FOLDER]
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from fiction.folders import write_county, write_county_with_mistakes

HOME = Path(__file__).parent.parent / "plugins/efficiency-rules-jingbian/src/efficiency_rules_jingbian/examples"
"""Where the files are kept: an installed library finds them as package data."""


def main(arguments: list[str]) -> None:
    """Write both folders."""
    home = Path(arguments[0]) if arguments else HOME
    write_county(home / "county")
    write_county_with_mistakes(home / "county-with-mistakes")


if __name__ == "__main__":
    main(sys.argv[1:])
