"""Who a case should go to: what the town's rules and its closed cases say, and how the rules are changed.

Nothing is sent by a proposal: a person confirms it.
"""

import asyncio
import logging
import weakref
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from hashlib import sha256

from cases import learnt, routing_table
from cases.access import may_edit_rules
from cases.case import Case
from cases.learning import Learnt
from cases.learning import learn as learnt_from
from cases.routing import REDIRECTS, Proposal, Routing, propose
from cases.routing_table import UNKNOWN_UNIT, read_routing
from cases.sweeping import Above
from cases.text import clean
from cases.units import Units
from handlers.desk import Desk
from handlers.routing_files import MODEL, RULES
from handlers.staff import Staff
from handlers.units import directory_names
from knowledge.findings import Finding, shown
from reports.period import Period, office_day

log = logging.getLogger("minxin.routing")

FIRST_YEAR = 2000
"""Cases received before are not looked for."""
MOST_PAST = 20_000
"""Past cases tried or learnt from, the latest ones."""


class StaleRules(Exception):
    """Somebody saved other rules since these were read."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A past case that the new rules would propose something else for."""

    case: Case
    before: Proposal | None
    after: Proposal | None


@dataclass(frozen=True, slots=True)
class Tried:
    """What new rules would change; nothing of it when there are findings. Of the `handled` cases that have a unit,
    so many would have been proposed that unit `agreed_before`, and `agreed_after`."""

    findings: Sequence[Finding] = ()
    cases: int = 0
    handled: int = 0
    agreed_before: int = 0
    agreed_after: int = 0
    changed: Sequence[Changed] = field(default_factory=list)


def may_edit(staff: Staff) -> bool:
    return may_edit_rules(staff.person)


async def tree(desk: Desk) -> Units:
    """The town's tree of units."""
    return (await _routing(desk)).units


async def above(desk: Desk) -> Above:
    """For taking a case up the tree."""
    units = await tree(desk)

    def next_above(unit: str) -> str:
        return next(iter(units.above(units.names.get(unit, unit))), "")

    return next_above


async def proposals(desk: Desk, case: Case) -> list[Proposal]:
    """By rule first, then what was learnt; empty when neither knows."""
    by_rule = propose(await _routing(desk), case)
    model = await model_in_use(desk)
    by_model = learnt.proposed(model, case) if model else None
    return [proposal for proposal in (by_rule, by_model) if proposal]


def not_ours_key(redirect: str) -> str:
    """Of the sentence that tells the citizen more about whose the matter is; '' for what the office wrote itself."""
    return f"routing.not_ours.{redirect}" if redirect in REDIRECTS else ""


def rules_in_use(desk: Desk) -> str:
    """Raises OSError, UnicodeDecodeError."""
    return desk.routing.text()


def digest(text: str) -> str:
    """Names one wording of the rules."""
    return sha256(text.encode()).hexdigest()


async def check(desk: Desk, text: str) -> list[Finding]:
    return (await _read(desk, text))[1]


async def try_out(desk: Desk, text: str) -> Tried:
    """What would be proposed otherwise for the latest past cases."""
    new, findings = await _read(desk, text)
    if findings:
        return Tried(findings)
    old, tried = await _routing(desk), Tried()
    async for cases in _past(desk, MOST_PAST):
        tried = await asyncio.to_thread(_tried, tried, cases, old, new)
    return tried


async def use(desk: Desk, text: str, seen: str = "") -> list[Finding]:
    """Saves the rules when there are no findings; the running service goes by them from the next case on.

    `seen`: digest of the rules in use when these were begun. Raises StaleRules, OSError.
    """
    text = tidied(text)
    findings = await check(desk, text)
    if seen and seen != digest(rules_in_use(desk)):
        raise StaleRules
    if not findings:
        await asyncio.to_thread(desk.routing.save, RULES, text)
    return findings


def tidied(text: str) -> str:
    """As it is kept: one form of line ends, one at the end."""
    return clean(text) + "\n"


async def learn(desk: Desk) -> Learnt:
    """Fits the model to the closed cases and keeps it. Raises TooFew, OSError."""
    cases = [case async for some in _past(desk, MOST_PAST) for case in some]
    found = await asyncio.to_thread(learnt_from, cases, office_day(desk.now()))
    await asyncio.to_thread(desk.routing.save, MODEL, learnt.as_json(found.model))
    return found


async def _read(desk: Desk, text: str) -> tuple[Routing, list[Finding]]:
    held = {unit: unit for unit in await desk.ledger.units()}
    names = directory_names(desk) | held
    found, findings = await asyncio.to_thread(read_routing, text, desk.kinds, names)
    return found, [_finding(one) for one in findings]


def _finding(found: routing_table.Finding) -> Finding:
    return Finding(found.key, found.place, found.column, shown(found.value), found.values)


async def _routing(desk: Desk) -> Routing:
    """That of the file; the one before, when the file cannot be used."""
    kept, finder = desk.routing.rules, desk.shelf.finder
    stamp = (desk.routing.stamp(RULES), weakref.ref(finder))
    if kept.stamp != stamp:
        kept.value = await asyncio.to_thread(_loaded, desk, kept.value)
        kept.stamp = stamp
    return kept.value


def _loaded(desk: Desk, before: Routing) -> Routing:
    try:
        text = desk.routing.text()
    except (OSError, UnicodeDecodeError) as error:
        log.warning("the rules of routing before stay in use: %s", error)
        return before
    found, findings = read_routing(text, desk.kinds, directory_names(desk))
    wrong = [finding for finding in findings if finding.key != UNKNOWN_UNIT]
    if wrong:
        log.warning("the rules of routing before stay in use: %s", wrong[0])
        return before
    return found


async def model_in_use(desk: Desk) -> learnt.Model | None:
    kept, stamp = desk.routing.model, desk.routing.stamp(MODEL)
    if kept.stamp != stamp:
        kept.value = await asyncio.to_thread(_loaded_model, desk) if stamp else None
        kept.stamp = stamp
    return kept.value


def _loaded_model(desk: Desk) -> learnt.Model | None:
    try:
        return learnt.from_json(desk.routing.model_text())
    except (OSError, ValueError) as error:
        log.warning("nothing learnt is used for routing: %s", error)
        return None


async def _past(desk: Desk, most: int) -> AsyncIterator[list[Case]]:
    """The latest cases that are not guarded, month by month backwards, until there are `most`."""
    last, count = office_day(desk.now()), 0
    while count < most and last.year >= FIRST_YEAR:
        first = last.replace(day=1)
        received = await desk.ledger.cases_in(Period(first, last))
        if cases := [case for case in received if not case.sealed]:
            cases = cases[count - most :]
            count += len(cases)
            yield cases[::-1]
        last = first - timedelta(days=1)


def _tried(tried: Tried, cases: Sequence[Case], old: Routing, new: Routing) -> Tried:
    changed, handled, before_count, after_count = list(tried.changed), 0, 0, 0
    for case in cases:
        before, after = propose(old, case), propose(new, case)
        if _goes_to(before) != _goes_to(after):
            changed.append(Changed(case, before, after))
        handled += case.unit != ""
        before_count += _agrees(before, case)
        after_count += _agrees(after, case)
    return replace(
        tried,
        cases=tried.cases + len(cases),
        handled=tried.handled + handled,
        agreed_before=tried.agreed_before + before_count,
        agreed_after=tried.agreed_after + after_count,
        changed=changed,
    )


def _goes_to(proposal: Proposal | None) -> tuple[str, str] | None:
    return (proposal.unit, proposal.redirect) if proposal else None


def _agrees(proposal: Proposal | None, case: Case) -> bool:
    return proposal is not None and case.unit != "" and proposal.unit == case.unit
