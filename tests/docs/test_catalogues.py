"""The three catalogues say the same things."""

import re
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po

from bot.messages import LANGUAGES, files

ROOT = Path(__file__).parents[2]
THEMES = [path.name for path in files("zh")]
KEY = re.compile(r"""(?:\b_|say|tell|Notice|Stop|Button)\(\s*"([a-z_]+(?:\.[a-z_0-9]+)+)\"""")


def catalogue(language: str, theme: str) -> dict[str, list[str]]:
    path = ROOT / "bot" / "messages" / language / theme
    with path.open("rb") as f:
        found: dict[str, list[str]] = {}
        for message in read_po(f, locale=language):
            if message.id:
                key = message.id[0] if isinstance(message.id, tuple) else message.id
                assert key not in found, f"{path}: {key} stands twice"
                text = message.string
                found[key] = list(text) if isinstance(text, list | tuple) else [text]
        return found


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("language", LANGUAGES[1:])
@pytest.mark.parametrize("theme", THEMES)
def test_same_keys_and_placeholders(theme: str, language: str) -> None:
    office, other = catalogue("zh", theme), catalogue(language, theme)
    assert office.keys() == other.keys()
    for key, texts in other.items():
        assert all(texts), f"{language}/{theme}: {key} has an empty form"
        for text in texts:
            assert placeholders(text) == placeholders(office[key][0]), key


def test_every_key_that_the_code_names_is_in_the_catalogue() -> None:
    known = {key for theme in THEMES for key in catalogue("zh", theme)}
    named = {
        key
        for pattern in ("*.py", "*.html")
        for folder in ("bot", "handlers")
        for path in (ROOT / folder).rglob(pattern)
        for key in KEY.findall(path.read_text("utf-8"))
    }
    assert named - known == set()


def test_no_key_stands_in_two_themes() -> None:
    seen: dict[str, str] = {}
    for theme in THEMES:
        for key in catalogue("zh", theme):
            assert seen.setdefault(key, theme) == theme, key
