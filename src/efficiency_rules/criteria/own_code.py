"""Where in an author's own code something was raised."""

import traceback
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Raised:
    """The last line of an author's own code on the way to an error.

    `at` is its file and line, empty where the error did not pass through that code; `own` says that nothing in
    Python stands between this line and the error.
    """

    at: str
    own: bool


def home_of(module: str, file: str) -> Path | None:
    """Return the folder of the top-level package a module belongs to, or its file where it has no package."""
    if not file:
        return None
    path = Path(file).resolve()
    depth = module.count(".") + (path.stem == "__init__")
    return path.parents[min(depth, len(path.parents)) - 1] if depth else path


def raised_in(error: BaseException, home: Path | None) -> Raised:
    """Return where below `home` (a folder or a file) the error was raised; nowhere when `home` is None."""
    frames = [(frame.filename, frame.lineno) for frame in traceback.extract_tb(error.__traceback__)]
    if isinstance(error, SyntaxError) and error.filename:
        # The file that cannot be read has no frame of its own.
        frames.append((error.filename, error.lineno))
    own = [at for at, (file, _) in enumerate(frames) if home is not None and _is_below(file, home)]
    if not own:
        return Raised("", False)
    file, line = frames[own[-1]]
    return Raised(f"{file}:{line}", own[-1] == len(frames) - 1)


def _is_below(file: str, home: Path) -> bool:
    return not file.startswith("<") and Path(file).resolve().is_relative_to(home)
