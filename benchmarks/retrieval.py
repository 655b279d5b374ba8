"""A corpus and questions from files: `python -m benchmarks.retrieval CORPUS QUERIES --out RUN.jsonl [-k 10]`.

Files are JSON lines, gzipped or not: {id, title, text} and {id, text, relevant?}; without `relevant` a question counts
as not answerable. Each line written has the results, the probability that the first one is right, the status of the
answer and the time from question to answer.
"""

import argparse
import gzip
import json
import os
from collections.abc import Iterator
from pathlib import Path
from statistics import quantiles
from time import perf_counter
from typing import Any

from benchmarks.adapter import Adapter
from benchmarks.measures import Outcome, auroc, coverage, mrr, recall, reliability


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("queries", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("-k", type=int, default=10)
    chosen = parser.parse_args()
    corpus = list(read_lines(chosen.corpus))
    adapter = Adapter()
    adapter.warm()
    before, started = resident_mb(), perf_counter()
    adapter.build(corpus)
    built, memory = perf_counter() - started, resident_mb() - before
    outcomes: list[Outcome] = []
    times: list[float] = []
    with chosen.out.open("w", encoding="utf-8") as out:
        for query in (q for path in chosen.queries for q in read_lines(path)):
            row, outcome = ask(adapter, query, chosen.k)
            times.append(row["latency_us"] / 1000)
            outcomes.append(outcome)
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    print(f"{len(corpus)} entries, {len(outcomes)} questions, one process")
    print(f"build {built:.2f} s, memory {memory:.0f} MB, {latency(times)}")
    if any(o.relevant for o in outcomes):
        print("\n".join(figures(outcomes)))


def ask(adapter: Adapter, query: dict[str, Any], k: int) -> tuple[dict[str, Any], Outcome]:
    """The whole answer is timed; the ranked list beside it is not."""
    started = perf_counter()
    status = adapter.status(query["text"])
    latency_us = round((perf_counter() - started) * 1e6)
    results = adapter.search(query["text"], k)
    confidence = adapter.confidence(query["text"], results)
    row = {
        "id": query["id"],
        "results": [[id, round(score, 6)] for id, score in results],
        "confidence": round(confidence, 6),
        "status": str(status),
        "latency_us": latency_us,
    }
    found = tuple(id for id, _ in results)
    return row, Outcome(found, frozenset(query.get("relevant", ())), confidence)


def latency(times: list[float]) -> str:
    if len(times) < 2:
        return f"p50 {times[0]:.2f} ms" if times else "no questions"
    cuts = quantiles(times, n=100)
    return f"p50 {cuts[49]:.2f} ms, p99 {cuts[98]:.2f} ms"


def figures(outcomes: list[Outcome]) -> Iterator[str]:
    """Table lines, then the reliability curve."""
    yield (
        "  ".join(f"R@{k} {recall(outcomes, k):.3f}" for k in (1, 3, 5, 10))
        + f"  MRR {mrr(outcomes):.3f}"
    )
    shares = (f"cov@p{p} {coverage(outcomes, p / 100)[0]:.3f}" for p in (90, 95, 98))
    yield f"AUROC {auroc(outcomes):.3f}  " + "  ".join(shares)
    for mean, right, questions in reliability(outcomes):
        yield f"  said {mean:.2f}  was right {right:.2f}  {'█' * round(right * 40):40}  {questions} questions"


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as f:
        yield from (json.loads(line) for line in f if line.strip())


def resident_mb() -> float:
    """Memory of this process; 0 where the system does not tell."""
    status = Path("/proc/self/statm")
    if not status.exists():
        return 0.0
    return int(status.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


if __name__ == "__main__":
    main()
