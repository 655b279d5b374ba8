"""A title as it is compared with a question: read once, and the last ones read are kept."""

import re
from dataclasses import dataclass
from itertools import pairwise

from knowledge.caching import cached
from knowledge.lexicon import Lexicon
from knowledge.question import type_asked
from knowledge.terms import Rarity, Terms, canonical, content_of

NUMBER = re.compile(r"\d+(?:\.\d+)?")
NEGATION = re.compile("不|没|未|无|非|拒|禁")


@dataclass(frozen=True, slots=True)
class Title:
    """A title as it is compared: its folded wording, content, what it asks, and each of its characters once."""

    wording: str
    terms: Terms
    canonical: str
    asks: str
    characters: str
    characters_total: float
    facets: frozenset[str]
    numbers: frozenset[str]
    negative: bool
    contrasted: frozenset[str]


class Reader:
    """Reads titles once and keeps the last ones read."""

    def __init__(
        self, rarity: Rarity, lexicon: Lexicon, naming: frozenset[str] = frozenset()
    ) -> None:
        """`naming`: folded titles that ask nothing, however they are worded."""
        self.rarity = rarity
        self.lexicon = lexicon
        self._naming = naming
        self.title = cached(self._title, 80_000)
        self.facets = cached(self._facets, 20_000)
        self.weight = cached(self._weight, 100_000)

    def _title(self, wording: str) -> Title:
        characters = "".join(dict.fromkeys(wording))
        terms = Terms.of(content_of(wording, self.lexicon), self.rarity, self.lexicon)
        return Title(
            wording,
            terms,
            canonical(terms),
            "" if wording in self._naming else type_asked(wording, self.lexicon),
            characters,
            sum(map(self.rarity.of_character, characters)) or 1.0,
            self.facets(wording),
            frozenset(NUMBER.findall(wording)),
            bool(NEGATION.search(wording)),
            self.contrasted(wording),
        )

    def _weight(self, piece: str) -> float:
        """Of the rarest pair in it; a lone character weighs half."""
        if len(piece) == 1:
            return self.rarity.of_character(piece) / 2
        return max(map(self.rarity.of, map("".join, pairwise(piece))))

    def contrasted(self, wording: str) -> frozenset[str]:
        """Words with an opposite, the longest from the left: 被收养人 is not also 收养人."""
        return frozenset(self.lexicon.contrasting.findall(wording))

    def _facets(self, wording: str) -> frozenset[str]:
        return frozenset(n for n, pattern in self.lexicon.facets.items() if pattern.search(wording))
