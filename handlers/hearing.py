"""A citizen's message: each question in it is answered, recorded and counted by itself."""

import secrets
from collections.abc import Sequence
from dataclasses import replace

from cases.case import Origin
from cases.number import number_and_code
from handlers.desk import Desk
from handlers.inquiries import answer, answer_language, receive, said_before, storable
from handlers.inquiry import Inquiry, Recorded
from handlers.notice import Button, Notice
from knowledge.entry import Status
from knowledge.lexicon import lexicon
from knowledge.splitting import questions_in
from knowledge.triage import triage

MOST_QUESTIONS = 3
"""Of one message; what is asked beyond them is named as not taken."""


def heading_of(recorded: Recorded, answers: Sequence[Recorded]) -> str:
    """The question to show over one of several answers; '' where it needs none."""
    named = len(answers) > 1 and recorded.status is not Status.REFUSED
    return f"▸ {recorded.inquiry.text}" if named else ""


async def hear(desk: Desk, message: Inquiry) -> tuple[Recorded, ...]:
    """The recorded answers in order, committed together; a repeated origin finds the first ones. A message with one
    question is received as such. Raises LedgerUnavailable."""
    if first := await _recorded(desk, message.origin):
        return first
    questions = _questions(desk, message.text)
    if len(questions) == 1:
        return (await receive(desk, message),)
    said = await said_before(desk, message, *questions)
    await desk.ledger.record_all(_answers(desk, message, questions, said))
    return await _recorded(desk, message.origin)


async def hear_all(desk: Desk, messages: Sequence[Inquiry]) -> list[tuple[Recorded, ...]]:
    """Many at once in one transaction, in order; their origins must be new, and none goes on with another."""
    heard = [tuple(_answers(desk, m, _questions(desk, m.text), ())) for m in messages]
    await desk.ledger.record_all([recorded for answers in heard for recorded in answers])
    return heard


def _questions(desk: Desk, text: str) -> tuple[str, ...]:
    """The message itself where it is a whole: an urgent one, smalltalk, one too long, a case number with its code."""
    if number_and_code(text) or triage(text, lexicon(), desk.longest_question):
        return (text,)
    return questions_in(text)


def _answers(
    desk: Desk, message: Inquiry, questions: Sequence[str], said: Sequence[Recorded]
) -> list[Recorded]:
    answers: list[Recorded] = []
    for question in questions[:MOST_QUESTIONS]:
        asked = _part(message, len(answers), question)
        answers.append(answer(desk, asked, [*said, *answers]))
    if left := questions[MOST_QUESTIONS:]:
        answers.append(_not_taken(_part(message, MOST_QUESTIONS, "\n".join(left))))
    return answers


def _part(message: Inquiry, place: int, text: str) -> Inquiry:
    """The first has the origin of the message itself."""
    return replace(message, origin=_origin(message.origin, place), text=storable(text))


def _origin(of_message: Origin, place: int) -> Origin:
    suffix = f"#{place + 1}" if place else ""
    return Origin(of_message.channel, of_message.outside_id + suffix)


def _not_taken(rest: Inquiry) -> Recorded:
    """What was asked beyond the most, as one inquiry."""
    id = secrets.token_hex(8)
    return Recorded(
        id=id,
        inquiry=rest,
        language=answer_language(rest),
        status=Status.REFUSED,
        notice=Notice(
            "answer.refused.too_many",
            {"most": MOST_QUESTIONS, "left": rest.text},
            (Button("person", id, "button.person"),),
        ),
        score=0.0,
        latency_us=0,
    )


async def _recorded(desk: Desk, origin: Origin) -> tuple[Recorded, ...]:
    """What was answered to this message before; nothing to a new one."""
    found: list[Recorded] = []
    while recorded := await desk.ledger.inquiry(_origin(origin, len(found))):
        found.append(recorded)
    return tuple(found)
