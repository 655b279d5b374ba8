"""A register of 2012 with the totals of the city's report, invented row by row: 457 questions on 民心网, all published,
370 answered; 668 calls, all closed; one application for information, answered in time."""

from collections.abc import Iterator
from datetime import date, timedelta

HEAD = [
    "编号",
    "渠道",
    "类型",
    "承办单位",
    "收件时间",
    "答复时间",
    "办结时间",
    "是否公开",
    "申请人类型",
    "答复类型",
]
UNITS = ("环保局", "公安局", "住建局", "供热办", "教育局")


def register_2012() -> Iterator[list[str]]:
    for n in range(457):
        yield _row(f"MX{n:04}", "民心网", n, answered=n < 370, public="是")
    for n in range(668):
        yield _row(f"RX{n:04}", "市长热线", n, answered=True, public="否")
    row = _row("SQ0001", "依申请公开", 100, answered=True, public="否")
    yield [*row[:-2], "自然人", "予以公开"]


def _row(number: str, channel: str, n: int, *, answered: bool, public: str) -> list[str]:
    received = date(2012, 1, 4) + timedelta(days=n % 340)
    done = str(received + timedelta(days=n % 9)) if answered else ""
    kind = ("咨询", "求助", "投诉", "建议")[n % 4]
    return [number, channel, kind, UNITS[n % 5], str(received), done, done, public, "", ""]
