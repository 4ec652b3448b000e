"""The picture: seconds against units, both in powers of ten, readable in black and white."""

import math
from collections.abc import Mapping, Sequence

from benchmarks.contenders import EXPLAINED, OURS
from benchmarks.figures import Row

SHOWN = {
    "zen": "zen-engine",
    "python": "纯 Python (plain)",
    "pandas": "pandas",
    "openfisca": "OpenFisca",
    "duckdb": "DuckDB",
    "polars-index": "Polars (fused)",
    "numpy": "NumPy (by hand)",
    EXPLAINED: "本库，逐条说明 (ours, every line)",
    OURS: "本库 (ours)",
}
"""Who is drawn, and what stands at the end of the line."""
WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 860, 520, 80, 40, 600, 460
DASHES = ("8 3", "2 3", "8 3 2 3", "12 4", "4 4", "1 4", "6 2 1 2", "10 2", "")
MARKS = ("■", "▲", "◆", "▼", "□", "△", "◇", "●", "○")
LABEL = 18
"""The least distance of two labels."""


def draw(rows: Sequence[Row]) -> str:
    """Return the picture as SVG; points that were extrapolated are drawn as ≈. Without figures it is empty."""
    lines = {name: _points(rows, name) for name in SHOWN}
    lines = {name: points for name, points in lines.items() if points}
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" '
    parts = [f'{head}font-size="13">', f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>']
    if lines:
        parts += _plot(lines)
    return "\n".join([*parts, "</svg>"]) + "\n"


Point = tuple[float, float, bool]


def _plot(lines: Mapping[str, Sequence[Point]]) -> list[str]:
    every = [point for points in lines.values() for point in points]
    low_x, high_x = _powers([x for x, _, _ in every])
    low_y, high_y = _powers([y for _, y, _ in every])

    def at(units: float, seconds: float) -> tuple[float, float]:
        across = (math.log10(units) - low_x) / (high_x - low_x)
        up = (math.log10(seconds) - low_y) / (high_y - low_y)
        return round(LEFT + across * (RIGHT - LEFT), 1), round(BOTTOM - up * (BOTTOM - TOP), 1)

    parts = [
        f'<text x="{LEFT}" y="22">计分用时（秒） seconds to score</text>',
        f'<text x="{RIGHT}" y="{HEIGHT - 18}" text-anchor="end">被评价单位数 units</text>',
    ]
    for power in range(low_x, high_x + 1):
        x, _ = at(10**power, 10**low_y)
        parts.append(f'<line x1="{x}" y1="{TOP}" x2="{x}" y2="{BOTTOM}" stroke="#ccc"/>')
        parts.append(f'<text x="{x}" y="{BOTTOM + 18}" text-anchor="middle">{10**power:,}</text>')
    for power in range(low_y, high_y + 1):
        _, y = at(10**low_x, 10**power)
        parts.append(f'<line x1="{LEFT}" y1="{y}" x2="{RIGHT}" y2="{y}" stroke="#ccc"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{y + 4}" text-anchor="end">{10**power:g}</text>')
    places = {name: [(*at(units, seconds), guessed) for units, seconds, guessed in lines[name]] for name in lines}
    ends = _apart({name: points[-1][1] for name, points in places.items()})
    for name, points in places.items():
        parts += _line(name, points, ends[name])
    return parts


def _line(name: str, points: Sequence[Point], end: float) -> list[str]:
    """Return a contender's line, its points, and its label at the height `end`."""
    number = list(SHOWN).index(name)
    mark = MARKS[number]
    path = " ".join(f"{x},{y}" for x, y, _ in points)
    stroke = f'stroke="black" stroke-width="{3 if name == OURS else 1.4}" stroke-dasharray="{DASHES[number]}"'
    parts = [f'<polyline points="{path}" fill="none" {stroke}/>']
    for x, y, guessed in points:
        parts.append(f'<text x="{x}" y="{y + 4}" text-anchor="middle">{"≈" if guessed else mark}</text>')
    x, y, _ = points[-1]
    to = f'x2="{RIGHT + 14}" y2="{end}"'
    parts.append(f'<line x1="{x + 6}" y1="{y}" {to} stroke="#888" stroke-width="0.6"/>')
    parts.append(f'<text x="{RIGHT + 18}" y="{end + 4}">{mark} {SHOWN[name]}</text>')
    return parts


def _points(rows: Sequence[Row], name: str) -> list[Point]:
    found = sorted((row for row in rows if row.name == name and row.seconds), key=lambda row: row.units)
    return [(row.units, row.best, row.extrapolated_from is not None) for row in found]


def _powers(values: Sequence[float]) -> tuple[int, int]:
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return low, max(high, low + 1)


def _apart(wanted: Mapping[str, float]) -> dict[str, float]:
    """Return the heights of labels, moved until none covers another and all are in the picture."""
    placed: dict[str, float] = {}
    last = -math.inf
    for name, y in sorted(wanted.items(), key=lambda item: item[1]):
        placed[name] = last = max(y, last + LABEL)
    bound = float(BOTTOM)
    for name in reversed(placed):
        placed[name] = bound = min(placed[name], bound)
        bound -= LABEL
    return placed
