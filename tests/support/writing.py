"""A program that writes as fast as it can and prints a number once it is acknowledged; made to be killed.

Arguments: the database, the run (a prefix of the numbers).
"""

import asyncio
import itertools
import os
import sys
from pathlib import Path

from cases.case import Origin
from ledger.sqlite import open_ledger
from tests.support.records import NOW, a_case, an_outgoing, opened

WRITERS = 20


async def main(path: Path, run: str) -> None:
    numbers = itertools.count()
    async with open_ledger(path) as ledger:

        async def write() -> None:
            while True:
                number = f"{run}-{next(numbers)}"
                case = a_case(number, origin=Origin("telegram", number))
                await ledger.take_in("telegram", [(number, "{}")], NOW)
                await ledger.save(opened(case), outgoing=[an_outgoing(number)])
                os.write(1, f"{number}\n".encode())

        await asyncio.gather(*(write() for _ in range(WRITERS)))


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2]))
