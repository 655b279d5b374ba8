"""A case told step by step: what comes next is decided from the draft alone, and the draft is in the ledger.

An update that is handled again, because the process ended before its answer was sent, finds the draft that
it made (`seen`) or the case that it opened (its origin) and gets the same answer.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from cases.case import Contact, Origin
from cases.errors import CaseError
from cases.form import LONGEST_CONTENT, LONGEST_LINE, CaseForm
from cases.kinds import WRONGDOING
from cases.number import query_code
from cases.text import clean
from handlers.desk import Desk
from handlers.notice import Button, Notice, Value
from handlers.opening import Opened, open_case
from handlers.person import asks_for_person, told_already, wanted_for
from knowledge.question import language_of
from reports.period import office_day

Draft = dict[str, str]
"""`step` names the step that is asked, `seen` the last update that changed the draft, `at` when, `inquiry` the one
that it was begun from; the rest are answers."""
KEPT = timedelta(hours=24)
"""An older draft is forgotten: what comes then is a new question."""
SUMMARY_CONTENT = 1500
BLANK, YES, NO = "—", "✓", "✗"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says this, where, and by which update from outside."""

    origin: Origin
    conversation: str
    language: str


@dataclass(frozen=True, slots=True)
class Said:
    """A text, or a button's act and value."""

    text: str = ""
    act: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """`longest` > 0: a text of so many characters is taken; `acts` are the buttons offered. `wanted` tells
    from the draft whether the step is asked at all."""

    name: str
    acts: tuple[str, ...] = ()
    longest: int = 0
    wanted: Callable[[Mapping[str, str]], bool] = lambda draft: True


def _may_be_published(draft: Mapping[str, str]) -> bool:
    return draft.get("kind") != WRONGDOING and draft.get("confidential") != "yes"


STEPS = (
    Step("kind"),
    Step("content", longest=LONGEST_CONTENT),
    Step("place", ("skip",), LONGEST_LINE),
    Step("contact", ("skip", "anonymous"), LONGEST_LINE),
    Step("confidential", ("yes", "no")),
    Step("publish", ("yes", "no"), wanted=_may_be_published),
    Step("confirm", ("yes", "no")),
)
_BY_NAME = {step.name: step for step in STEPS}


class WrongInput(Exception):
    """What was said does not answer the step that is asked. `notice` says what does."""

    def __init__(self, key: str, **values: Value) -> None:
        super().__init__(key)
        self.notice = Notice(key, values)


async def begin(desk: Desk, speaker: Speaker, inquiry_id: str = "") -> Notice:
    """Asks the first step; what was asked in the inquiry is offered as what happened. Who wants a person for the same
    again is asked the step where they are, or told their case."""
    asked = await wanted_for(desk, speaker.origin.channel, speaker.conversation, inquiry_id)
    draft = await _draft(desk, speaker)
    if draft and (asked is None or draft.get("inquiry") == asked.id):
        return prompt(draft, _kinds(desk))
    if asked and (case := await told_already(desk, asked)):
        return _opened(Opened(case, query_code(desk.secret, case.number)))
    draft = {"step": STEPS[0].name}
    if asked:
        draft |= {"inquiry": asked.id, "content": asked.in_full}
    await _save(desk, speaker, draft)
    return prompt(draft, _kinds(desk))


async def go_on(desk: Desk, speaker: Speaker, said: Said) -> tuple[Notice, ...]:
    """What to say to this; nothing when no case is being told."""
    if case := await desk.ledger.case_by_origin(speaker.origin):
        return (_opened(Opened(case, query_code(desk.secret, case.number))),)
    draft = await _draft(desk, speaker)
    if draft is None:
        return ()
    if draft["seen"] == speaker.origin.outside_id or asks_for_person(desk, said.text):
        return (prompt(draft, _kinds(desk)),)
    try:
        draft = answered(draft, said, _kinds(desk))
    except WrongInput as wrong:
        return (wrong.notice, prompt(draft, _kinds(desk)))
    return (await _after(desk, speaker, draft),)


async def cancel(desk: Desk, speaker: Speaker) -> Notice:
    await _save(desk, speaker, None)
    return Notice("dialogue.cancelled")


def answered(draft: Draft, said: Said, kinds: tuple[str, ...]) -> Draft:
    """The draft with this answer and the next step to ask. Raises WrongInput."""
    step = _BY_NAME[draft["step"]]
    answer = _pressed(step, draft, said, kinds) if said.act else _written(step, said.text, kinds)
    draft = draft | answer
    return draft | {"step": _next(step, draft)}


def _next(step: Step, draft: Draft) -> str:
    """Name of the step asked after this one; 'open' or 'cancel' after the last."""
    if step is STEPS[-1]:
        return "open" if draft[step.name] == "yes" else "cancel"
    rest = STEPS[STEPS.index(step) + 1 :]
    return next(later.name for later in rest if later.wanted(draft))


def _written(step: Step, text: str, kinds: tuple[str, ...]) -> Draft:
    text = clean(text)
    if not step.longest and not (step.name == "kind" and text in kinds):
        raise WrongInput("dialogue.press")
    if not text:
        raise WrongInput("dialogue.empty")
    if step.longest and len(text) > step.longest:
        raise WrongInput("dialogue.long", length=len(text), longest=step.longest)
    return {step.name: text}


def _pressed(step: Step, draft: Draft, said: Said, kinds: tuple[str, ...]) -> Draft:
    offered = {(button.act, button.value) for button in _buttons(step, draft, kinds)}
    if (said.act, said.value) not in offered:
        raise WrongInput("dialogue.earlier")
    match said.act:
        case "kind":
            return {"kind": said.value}
        case "keep":
            return {}
        case "skip":
            return {step.name: ""}
        case "anonymous":
            return {"contact": "", "anonymous": "yes"}
    return {step.name: said.act}


def prompt(draft: Draft, kinds: tuple[str, ...]) -> Notice:
    """The question of the step that the draft stands at."""
    step = _BY_NAME[draft["step"]]
    buttons = _buttons(step, draft, kinds)
    if step.name == "confirm":
        return Notice("dialogue.confirm", _summary(draft), buttons)
    if step.name == "content" and draft.get("content"):
        return Notice("dialogue.content_known", {"content": draft["content"]}, buttons)
    return Notice(f"dialogue.{step.name}", {}, buttons)


def _buttons(step: Step, draft: Draft, kinds: tuple[str, ...]) -> tuple[Button, ...]:
    if step.name == "kind":
        return tuple(Button("kind", kind, f"kind.{kind}") for kind in kinds)
    acts = ("keep",) if step.name == "content" and draft.get("content") else step.acts
    return tuple(Button(act, step.name, f"dialogue.button.{act}") for act in acts)


def _summary(draft: Draft) -> dict[str, Value]:
    told = form(draft)
    content = told.content
    return {
        "kind": told.kind,
        "content": content if len(content) <= SUMMARY_CONTENT else content[:SUMMARY_CONTENT] + "…",
        "place": told.place or BLANK,
        "contact": told.contact.reach or BLANK,
        "anonymous": YES if told.anonymous else NO,
        "confidential": YES if told.confidential else NO,
        "publish": YES if told.may_publish else NO,
    }


def form(draft: Draft) -> CaseForm:
    return CaseForm(
        kind=draft["kind"],
        content=draft["content"],
        place=draft["place"],
        contact=Contact(reach=draft["contact"]),
        anonymous=draft.get("anonymous") == "yes",
        confidential=draft["confidential"] == "yes",
        may_publish=_may_be_published(draft) and draft["publish"] == "yes",
    )


async def _after(desk: Desk, speaker: Speaker, draft: Draft) -> Notice:
    match draft["step"]:
        case "open":
            return await _open(desk, speaker, draft)
        case "cancel":
            return await cancel(desk, speaker)
    await _save(desk, speaker, draft)
    return prompt(draft, _kinds(desk))


async def _open(desk: Desk, speaker: Speaker, draft: Draft) -> Notice:
    """The case is saved before the draft goes."""
    try:
        opened = await open_case(
            desk,
            form(draft),
            speaker.origin,
            speaker.conversation,
            language_of(draft["content"]),
            desk.now(),
        )
    except CaseError as error:
        return Notice(error.key, error.values)
    await _save(desk, speaker, None)
    return _opened(opened)


def _opened(opened: Opened) -> Notice:
    case = opened.case
    key = "dialogue.opened_provisional" if case.due_provisional else "dialogue.opened"
    return Notice(key, {"number": case.number, "code": opened.code, "due": case.due_on.isoformat()})


async def _draft(desk: Desk, speaker: Speaker) -> Draft | None:
    draft = await desk.ledger.draft(speaker.origin.channel, speaker.conversation)
    fresh = draft and desk.now() - datetime.fromisoformat(draft["at"]) < KEPT
    return draft if fresh else None


async def _save(desk: Desk, speaker: Speaker, draft: Draft | None) -> None:
    now = desk.now()
    if draft is not None:
        draft = draft | {"seen": speaker.origin.outside_id, "at": now.isoformat()}
    await desk.ledger.save_draft(speaker.origin.channel, speaker.conversation, draft, now)


def _kinds(desk: Desk) -> tuple[str, ...]:
    return desk.kinds.names(office_day(desk.now()))
