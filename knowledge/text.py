"""Text as questions and publications are compared: one folded form for both sides.

Only comparison uses the folded form; what a citizen is shown is always the published wording.
"""

import os
import re
import unicodedata
from fractions import Fraction
from functools import lru_cache

os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")  # single characters suffice; saves 45 MB

import opencc
from pypinyin import lazy_pinyin

_TO_SIMPLIFIED = opencc.OpenCC("t2s")
_DROPPED = {"Cc", "Cf", "Cs", "Co", "Cn"}
_BLANK_IN_CHINESE = re.compile(r"(?<=[\u2e80-\uffef])\s+|\s+(?=[\u2e80-\uffef])")
_SENTENCE = re.compile(r"[^。！？!?\n]*(?:[。！？!?]+[”’」』）)]*|\n|$)")
_DIGITS = {c: d for d, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_DIGITS |= {str(d): d for d in range(10)}
_CHINESE = "〇零一二三四五六七八九十百千两"
_RUN = re.compile(rf"(?:\d+(?:\.\d+)?)?[{_CHINESE}万亿](?:[{_CHINESE}万亿]|\d+(?:\.\d+)?)*")
_ABOUT = re.compile("一两|两三|三四|四五|五六|六七|七八|八九")
"""两三天 says no number."""
_ONE = "[1-9一二三四五六七八九两]"
_SECTION = re.compile(
    rf"(?:({_ONE})千)?[零〇]?(?:({_ONE})百)?[零〇]?(?:({_ONE}?)十)?[零〇]?({_ONE})?"
)
_PARTS = re.compile(rf"百分之([{_CHINESE}]+|\d+(?:\.\d+)?)(?:点([〇零一二三四五六七八九]+))?")
_TENTHS = re.compile(
    rf"(?<![\d点第分几{_CHINESE}])({_ONE})成({_ONE}|半)?"
    rf"(?![\d{_CHINESE}立员果为功分品交本长年人套就熟全语绩效])"
)
"""八成, 八成一; not 一成立, 三成员."""
_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,])")
_DAY_OF_MONTH = re.compile(r"(月\d{1,2})号")


def printable(text: str) -> str:
    """Without control, format (right-to-left tricks), surrogate and private characters; line ends stay."""
    return "".join(c for c in text if c == "\n" or unicodedata.category(c) not in _DROPPED)


def fold(text: str) -> str:
    """NFKC, lower case, simplified characters, no blanks between Chinese characters; numbers as Arabic numerals
    (百分之八十一, 八成一 → 81%; 两万, 2万 → 20000; 1,200 → 1200), 10月8号 as 10月8日."""
    text = _TO_SIMPLIFIED.convert(unicodedata.normalize("NFKC", printable(text)).lower())
    text = _BLANK_IN_CHINESE.sub("", text)
    while (counted := _with_numerals(text)) != text:
        text = counted
    return text


def _with_numerals(text: str) -> str:
    """What one number leaves may be part of another, hence once more until nothing changes."""
    text = _GROUPED.sub(lambda number: number.group().replace(",", ""), text)
    text = _PARTS.sub(_percent, text)
    text = _TENTHS.sub(_percent_of_tenths, text)
    text = _RUN.sub(lambda run: _arabic(run.group()), text)
    return _DAY_OF_MONTH.sub(r"\1日", text)


def sentences(text: str) -> list[str]:
    """The sentences of a published paragraph, unchanged but for blanks at their ends."""
    return [s for s in (m.group().strip() for m in _SENTENCE.finditer(text)) if s]


@lru_cache(maxsize=200_000)
def syllable(character: str) -> str:
    """Pinyin without tone, for typing errors among homophones; near sounds that people confuse are made equal."""
    sound: str = lazy_pinyin(character)[0]
    for confused, kept in (("zh", "z"), ("ch", "c"), ("sh", "s")):
        if sound.startswith(confused):
            sound = kept + sound[len(confused) :]
    return sound[:-1] if sound.endswith("ng") and sound[-3:] in ("ing", "eng") else sound


def syllables(text: str) -> tuple[str, ...]:
    """One item for each character."""
    return tuple(map(syllable, text))


def bigrams(text: str) -> list[str]:
    """Overlapping pairs within runs of letters and digits; Latin words and numbers whole."""
    found: list[str] = []
    for run in re.findall(r"[a-z0-9.%]+|[^\W\x00-\x7f]+", text):
        if run[0].isascii() or len(run) == 1:
            found.append(run)
        else:
            found.extend(run[i : i + 2] for i in range(len(run) - 1))
    return found


def _percent(parts: re.Match[str]) -> str:
    whole, after = parts.groups()
    whole = "100" if whole == "百" else _arabic(whole)
    return f"{whole}.{_arabic(after)}%" if after else f"{whole}%"


def _percent_of_tenths(tenths: re.Match[str]) -> str:
    tens, ones = tenths.groups()
    return f"{_DIGITS[tens]}{5 if ones == '半' else _DIGITS[ones or '0']}%"


def _arabic(run: str) -> str:
    """'六' → '6', '十七' → '17', '二〇一二' → '2012', '2.5万' → '25000', '一百二' → '120'; a run that is no number
    (千万, 两三) stays as it is."""
    if all(c in _DIGITS for c in run):
        return run if _ABOUT.fullmatch(run) else "".join(str(_DIGITS[c]) for c in run)
    total, rest, size = Fraction(0), run, 1
    for mark, large in (("亿", 10**8), ("万", 10**4)):
        before, found, after = rest.partition(mark)
        if found:
            many = _below_ten_thousand(before)
            if many is None:
                return run
            total, rest, size = total + many * large, after, large
    last = _below_ten_thousand(rest) if rest else Fraction(0)
    if last is None:
        return run
    is_short = size > 1 and rest in _DIGITS
    return _written(total + (last * size / 10 if is_short else last))


def _below_ten_thousand(run: str) -> Fraction | None:
    """What stands between 亿, 万 and the end: Arabic, or digits with 千, 百, 十; None when it is neither."""
    if re.fullmatch(r"\d{1,8}(?:\.\d{1,4})?", run):
        return Fraction(run)
    parts = _SECTION.fullmatch(run)
    if not parts or not run:
        return None
    thousands, hundreds, tens, ones = parts.groups()
    total = 1000 * _DIGITS[thousands or "0"] + 100 * _DIGITS[hundreds or "0"]
    if tens is not None:
        total += 10 * _DIGITS[tens or "1"]
    is_short = tens is None and not set(run) & set("零〇") and (thousands or hundreds)
    unit = (10 if hundreds else 100) if is_short else 1  # 一百二, 两千三
    return Fraction(total + unit * _DIGITS[ones or "0"])


def _written(number: Fraction) -> str:
    return str(number) if number.denominator == 1 else f"{float(number):.4f}".rstrip("0")
