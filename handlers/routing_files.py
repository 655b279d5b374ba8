"""The town's routing in its data folder: the rules that staff edit, and the model learnt from its closed cases."""

import os
import tempfile
from importlib.resources import files
from pathlib import Path
from typing import Generic, TypeVar

from cases.learnt import Model
from cases.routing import Routing

RULES = "routing.toml"
MODEL = "routing_model.json"
READABLE = 0o644

T = TypeVar("T")


class Kept(Generic[T]):
    """Something read from a file, as long as the file is the same."""

    def __init__(self, empty: T) -> None:
        self.value = empty
        self.stamp: object = None


class RoutingFiles:
    """Without a folder there are no rules and nothing is kept. `sample`: the sample town's rules stand in for the
    town's own until it has some."""

    def __init__(self, folder: Path | None = None, *, sample: bool = False) -> None:
        self._folder = folder
        self._sample = sample
        self.rules = Kept(Routing())
        self.model: Kept[Model | None] = Kept(None)

    def stamp(self, name: str) -> tuple[int, int] | None:
        """Changes whenever the file does; None: there is none."""
        try:
            found = (self._in_folder(name)).stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size

    def text(self) -> str:
        """The rules in use. Raises OSError, UnicodeDecodeError."""
        if self._folder and (self._folder / RULES).exists():
            return (self._folder / RULES).read_text("utf-8")
        return sample_rules() if self._sample else ""

    def model_text(self) -> str:
        """Raises OSError, UnicodeDecodeError."""
        return self._in_folder(MODEL).read_text("utf-8")

    def save(self, name: str, text: str) -> None:
        """Whole or not at all. Raises OSError."""
        path = self._in_folder(name)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{name}-", delete=False) as new:
            try:
                new.write(text.encode())
                new.flush()
                os.fsync(new.fileno())
                os.fchmod(new.fileno(), READABLE)
                os.replace(new.name, path)
            except BaseException:
                os.unlink(new.name)
                raise

    def _in_folder(self, name: str) -> Path:
        if self._folder is None:
            raise FileNotFoundError(name)
        return self._folder / name


def sample_rules() -> str:
    return files("cases").joinpath("sample/routing.toml").read_text("utf-8")
