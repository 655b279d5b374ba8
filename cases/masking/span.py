"""What was masked, where, and with what."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    PHONE = "phone"
    LANDLINE = "landline"
    ID = "id"
    CARD = "card"
    EMAIL = "email"
    ACCOUNT = "account"
    """QQ, 微信 and the like."""
    PLATE = "plate"
    NAME = "name"
    ADDRESS = "address"
    """What is below the community or the road: 楼, 单元, 室, 门牌."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """`start` and `end` count characters of the text before masking; `mask` stands there afterwards."""

    start: int
    end: int
    kind: Kind
    mask: str
