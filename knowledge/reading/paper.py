"""A document as it was read: what its own fields say about it, its pieces, and what could not be read."""

from dataclasses import dataclass, field

from knowledge.entry import Source
from knowledge.findings import Finding
from knowledge.objects import source_from, source_object
from knowledge.reading.blocks import Block

UNSAID = Source(title="")


@dataclass(frozen=True, slots=True)
class Paper:
    """`said.title` is '' when no field of the file names it."""

    blocks: list[Block]
    said: Source = UNSAID
    findings: list[Finding] = field(default_factory=list)

    def as_json(self) -> dict[str, object]:
        return {
            "said": source_object(self.said),
            "blocks": [(b.level, b.text, b.line) for b in self.blocks],
            "findings": [(f.key, f.place, f.value) for f in self.findings],
        }


def paper_from(found: object) -> Paper:
    """What `as_json` gave, on the other side of the pipe."""
    match found:
        case {"said": dict(said), "blocks": list(blocks), "findings": list(findings)}:
            return Paper(
                [Block(level, text, line) for level, text, line in blocks],
                source_from(said),
                [Finding(key, place, value=value) for key, place, value in findings],
            )
        case _:
            raise TypeError(found)
