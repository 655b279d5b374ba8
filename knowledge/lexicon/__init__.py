"""Words of the field as data: synonyms, the bilingual glossary, place names, phrases of questions.

All Chinese terms are folded (knowledge.text.fold) once, at loading.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import snowballstemmer

from knowledge.lexicon.known import Known
from knowledge.text import fold, syllables

_MARKS = r"[\s,.。!?~、:;…]*"
_STEMMERS = {"en": "english", "ru": "russian"}
_SUM = r"好?(?:\d{3,}(?!\d*[年人名起个次])|\d*[几多][十百千万]|上[百千万])"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`synonyms`: term → the other terms of its group. `glossary`: language → stems of a foreign term → Chinese.
    `courtesies` are cut out of a question; `fillers` are words that say nothing of the matter asked about.
    `asks`: question type → phrases, longest first. `smalltalk`: topic → whole messages. `emergency`: number → pattern;
    `not_emergency`: longer words that only look like such phrases, as a pattern;
    `aftermath`: words of questions about what happened before, which need no emergency number.
    `alike`, `asking` and `placed`: synonyms, phrases and places to be found in a wording. `empty`: whole words without
    content, fillers and question words. `facets`: what is wanted of a matter → pattern. `contrasts`: word → what
    excludes it; `contrasting` finds such words, the longest from the left. `opening`, `closing`: what is said before
    and after a question; `afterthought`: after one of another type. `heard`: syllables → a word of questions. `chat`:
    what is said to a telephone or for company."""

    synonyms: Mapping[str, tuple[str, ...]]
    glossary: Mapping[str, Mapping[tuple[str, ...], str]]
    places: frozenset[str]
    own_places: frozenset[str]
    courtesies: tuple[str, ...]
    fillers: frozenset[str]
    asks: Mapping[str, tuple[str, ...]]
    smalltalk: Mapping[str, frozenset[str]]
    emergency: Mapping[str, re.Pattern[str]]
    not_emergency: re.Pattern[str]
    aftermath: frozenset[str]
    alike: Known[str, tuple[str, ...]]
    asking: Known[str, str]
    placed: Known[str, str]
    empty: frozenset[str]
    facets: Mapping[str, re.Pattern[str]]
    contrasts: Mapping[str, frozenset[str]]
    contrasting: re.Pattern[str]
    opening: re.Pattern[str]
    closing: re.Pattern[str]
    afterthought: re.Pattern[str]
    heard: Known[tuple[str, ...], str]
    chat: re.Pattern[str]


@cache
def lexicon() -> Lexicon:
    phrases = _read("phrases.toml")
    places = _read("places.toml")
    synonyms = _synonyms(_read("synonyms.toml")["group"])
    fillers = frozenset(map(fold, _read("fillers.toml")["words"].split()))
    asks = {kind: _longest_first(words) for kind, words in phrases["asks"].items()}
    contrasts = _contrasts(_read("contrasts.toml")["group"])
    named = frozenset(map(fold, [*places["provinces"], *places["cities"]]))
    return Lexicon(
        synonyms=synonyms,
        glossary={
            language: _glossary(_read("glossary.toml")["term"], language) for language in _STEMMERS
        },
        places=named,
        placed=Known.of({place: place for place in named}),
        own_places=frozenset(map(fold, places["own"])),
        courtesies=_longest_first(word for word in phrases["strip"] if len(word) > 1),
        fillers=fillers,
        asks=asks,
        alike=Known.of(synonyms),
        asking=Known.of({phrase: kind for kind in sorted(asks) for phrase in asks[kind]}),
        empty=fillers | {phrase for phrases in asks.values() for phrase in phrases},
        facets={name: re.compile(p) for name, p in _read("facets.toml")["facets"].items()},
        contrasts=contrasts,
        opening=re.compile(rf"^(?:(?:{'|'.join(phrases['openings'])}){_MARKS})+"),
        closing=re.compile(
            rf"(?:{_MARKS}(?:{'|'.join(phrases['closings'])})[啊呀哈哦]*{_MARKS})+$"
        ),
        afterthought=re.compile(rf"{_MARKS}(?:{'|'.join(phrases['afterthoughts'])}){_MARKS}$"),
        heard=Known.of({syllables(word): word for word in map(fold, phrases["heard"])}),
        chat=re.compile("|".join(_read("chat.toml")["chat"])),
        contrasting=re.compile("|".join(map(re.escape, _longest_first(contrasts)))),
        smalltalk={
            topic: frozenset(map(fold, words)) for topic, words in phrases["smalltalk"].items()
        },
        not_emergency=_any_of(phrases["not_emergency"]),
        aftermath=frozenset(map(fold, _read("fillers.toml")["aftermath"].split())),
        emergency={number: _any_of(words) for number, words in phrases["emergency"].items()},
    )


@cache
def stem(word: str, language: str) -> str:
    word = word.lower().replace("ё", "е")
    stemmed: str = snowballstemmer.stemmer(_STEMMERS[language]).stemWord(word)
    return _irregular(language).get(word, stemmed)


@cache
def _irregular(language: str) -> Mapping[str, str]:
    """Form → its stem, where the stemmer would give that of another word."""
    known = _read("glossary.toml")["irregular"].get(language, {})
    return {form: kept for kept, forms in known.items() for form in forms.split()}


def stems(text: str, language: str) -> tuple[str, ...]:
    return tuple(stem(word, language) for word in re.findall(r"\w+", text))


def _read(name: str) -> dict[str, Any]:
    with (Path(__file__).parent / name).open("rb") as f:
        return tomllib.load(f)


def _longest_first(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({fold(word) for word in words}, key=lambda word: (-len(word), word)))


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """One pattern; Latin and Cyrillic phrases are whole words, Chinese has no word boundaries."""
    lettered = re.compile("[a-zа-я]")
    phrases = _longest_first(words)
    chinese = [_with_marks(phrase, 5) for phrase in phrases if not lettered.search(phrase)]
    whole = "|".join(_with_marks(phrase, 24) for phrase in phrases if lettered.search(phrase))
    return re.compile("|".join([*chinese, *([rf"\b(?:{whole})(?!\w)"] if whole else [])]))


def _with_marks(phrase: str, between: int) -> str:
    """The phrase as a pattern; `*` stands for at most `between` characters of a clause, `#` for a sum, `~` for a blank
    or none. Sums are folded: 两万 is 20000, 十几万 10几万."""
    pattern = re.escape(phrase).replace(r"\*", f"[^,.!?;。、\n]{{0,{between}}}")
    return pattern.replace(r"\#", _SUM).replace(r"\~", r"\s?")


def _synonyms(groups: list[dict[str, list[str]]]) -> dict[str, tuple[str, ...]]:
    others: dict[str, tuple[str, ...]] = {}
    for group in groups:
        terms = list(dict.fromkeys(map(fold, group["terms"])))
        for term in terms:
            others[term] = (*others.get(term, ()), *(other for other in terms if other != term))
    return others


def _contrasts(groups: list[list[str]]) -> dict[str, frozenset[str]]:
    excluded: dict[str, frozenset[str]] = {}
    for group in groups:
        words = frozenset(map(fold, group))
        for word in words:
            excluded[word] = excluded.get(word, frozenset()) | words - {word}
    return excluded


def _glossary(terms: list[dict[str, Any]], language: str) -> dict[tuple[str, ...], str]:
    """The first of two terms with the same stems wins."""
    known: dict[tuple[str, ...], str] = {}
    for term in terms:
        for foreign in term.get(language, ()):
            known.setdefault(stems(foreign, language), fold(term["zh"]))
    return known
