"""Telegram, end to end: the real library and the real ledger against a Bot API server on loopback."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from cases.case import Origin, State
from handlers import work
from handlers.staff import Staff
from knowledge.entry import Status
from tests.support.bot_api import BOT_ID, BotApi, Refused, Sent, bot_api, too_many
from tests.support.log_lines import log_lines, queued, until_logged
from tests.support.telegram_office import (
    CARD,
    CARD_TEXT,
    HOURS,
    QUESTION,
    UNKNOWN,
    VAGUE,
    Office,
    open_office,
)

CHAT = 5_000_000_001
OTHER = 5_000_000_002
PERSON = "→ 转人工"
CHIEF = Staff("chief", "王主任", "admin", "", "")


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with bot_api() as running:
        yield running


@pytest.fixture
async def office(api: BotApi, tmp_path: Path) -> AsyncIterator[Office]:
    async with open_office(tmp_path, api) as running:
        yield running


async def ask(api: BotApi, text: str, chat: int = CHAT) -> Sent:
    await api.say(chat, text)
    return await api.next_message(chat)


async def press(api: BotApi, sent: Sent, label: str) -> Sent:
    await api.press(sent, label)
    return await api.next_message(sent.chat)


async def tell_case(api: BotApi, chat: int = CHAT) -> Sent:
    """From an unanswered question to the confirmation."""
    sent = await press(api, await ask(api, UNKNOWN, chat), PERSON)
    sent = await press(api, sent, "投诉")
    sent = await press(api, sent, "就用这段话")
    sent = await ask(api, "新华街 <12> 号 & 附近", chat)
    sent = await press(api, sent, "跳过")
    sent = await press(api, sent, "否")
    return await press(api, sent, "是")


def number_and_code(sent: Sent) -> tuple[str, str]:
    found = re.search(r"编号：(\S+)\n查询码：(\S+)", sent.text)
    assert found
    return found[1], found[2]


async def test_answer_quotes_the_published_text_with_source_and_link(
    api: BotApi, office: Office
) -> None:
    sent = await ask(api, QUESTION)
    assert HOURS in sent.text
    assert "图书阅览室开放公告" in sent.text
    assert "样文〔2024〕3号" in sent.text
    assert sent.links == ("https://example.test/notice?id=3&lang=zh",)
    assert PERSON in dict(sent.buttons)


async def test_near_question_is_answered_when_pressed_also_later(
    api: BotApi, office: Office
) -> None:
    near = await ask(api, VAGUE)
    assert QUESTION in dict(near.buttons)
    assert CARD_TEXT in (await press(api, near, CARD)).text
    assert HOURS in (await press(api, near, QUESTION)).text
    recorded = await office.desk.ledger.conversation("telegram", str(CHAT), 10)
    assert [r.inquiry.text for r in recorded] == [VAGUE, CARD, QUESTION]
    assert len(api.answered) == 2


async def test_each_question_of_a_message_gets_its_own_answer(api: BotApi, office: Office) -> None:
    await api.say(CHAT, f"{QUESTION}{CARD}{UNKNOWN}那电话呢？还有地址？")
    answers = [await api.next_message(CHAT) for _ in range(4)]
    for sent, question, words in zip(
        answers, (QUESTION, CARD, UNKNOWN), (HOURS, CARD_TEXT, ""), strict=False
    ):
        assert sent.text.startswith(f"▸ {question}\n")
        assert words in sent.text
    assert "那电话呢？\n地址？" in answers[3].text
    assert len(await office.desk.ledger.conversation("telegram", str(CHAT), 10)) == 4


async def test_repeated_update_with_several_questions_is_counted_once(
    api: BotApi, tmp_path: Path
) -> None:
    async with open_office(tmp_path, api):
        held = api.hold("sendMessage")
        await api.say(CHAT, QUESTION + CARD)
        await held.reached.wait()
    held.released.set()
    async with open_office(tmp_path, api) as again:
        while CARD_TEXT not in (await api.next_message(CHAT)).text:
            pass
        recorded = await again.desk.ledger.conversation("telegram", str(CHAT), 10)
        assert [r.inquiry.text for r in recorded] == [QUESTION, CARD]


async def test_follow_up_is_understood_from_the_answer_before_also_after_a_restart(
    api: BotApi, tmp_path: Path
) -> None:
    async with open_office(tmp_path, api):
        await ask(api, CARD)
    async with open_office(tmp_path, api) as office:
        sent = await ask(api, "那费用呢？")
        assert CARD_TEXT in sent.text
        assert sent.text.startswith(CARD)
        last = (await office.desk.ledger.conversation("telegram", str(CHAT), 10))[-1]
        assert last.understood_as
        theirs = await ask(api, "那费用呢？", OTHER)
        assert CARD_TEXT not in theirs.text


async def test_citizen_says_whether_an_answer_helped(api: BotApi, tmp_path: Path) -> None:
    async with open_office(tmp_path, api) as office:
        sent = await ask(api, QUESTION)
        assert "谢谢" in (await press(api, sent, "有帮助")).text
        (recorded,) = await office.desk.ledger.conversation("telegram", str(CHAT), 10)
        assert recorded.helpful is True
    async with open_office(tmp_path, api) as again:
        sorry = await press(api, sent, "没帮助")
        await press(api, sorry, PERSON)
        (_, entry_id, helpful) = (await again.desk.ledger.verdicts())[0]
        assert (entry_id, helpful) == (recorded.entry_id, False)


async def test_person_asked_for_in_words_is_the_form_as_by_the_button(
    api: BotApi, office: Office
) -> None:
    sorry = await press(api, await ask(api, QUESTION), "没帮助")
    kind = await ask(api, "转人工")
    assert (await press(api, sorry, PERSON)).text == kind.text
    content = await press(api, kind, "求助")
    assert QUESTION in content.text
    for said in ("转人工", "我要找真人"):
        assert (await ask(api, said)).text == content.text
    assert (await press(api, sorry, PERSON)).text == content.text


async def test_person_for_what_was_told_already_is_the_same_case(
    api: BotApi, office: Office
) -> None:
    told = await press(api, await tell_case(api), "是")
    assert (await ask(api, "转人工")).text == told.text
    assert len(await office.desk.ledger.cases_of("telegram", str(CHAT))) == 1


async def test_case_asked_for_without_its_number_is_told_how(api: BotApi, office: Office) -> None:
    for said in ("我的工单", "我的案件怎么样了"):
        assert "查询码" in (await ask(api, said)).text


async def test_answer_to_somebody_else_is_not_judged(api: BotApi, office: Office) -> None:
    theirs = await ask(api, QUESTION, OTHER)
    hello = await ask(api, "你好")
    await api.press_data(hello, theirs.data("有帮助"))
    assert "按钮" in (await api.next_message(CHAT)).text
    assert await office.desk.ledger.verdicts() == []


async def test_inquiry_is_in_the_ledger_before_its_answer_is_sent(
    api: BotApi, office: Office
) -> None:
    held = api.hold("sendMessage")
    id = await api.say(CHAT, QUESTION)
    await held.reached.wait()
    recorded = await office.desk.ledger.inquiry(Origin("telegram", f"{BOT_ID}:{id}"))
    held.released.set()
    assert recorded is not None
    assert recorded.status is Status.ANSWERED
    assert recorded.inquiry.conversation == str(CHAT)


async def test_unknown_question_becomes_a_case_with_number_code_and_due_day(
    api: BotApi, office: Office
) -> None:
    confirm = await tell_case(api)
    assert "新华街 <12> 号 & 附近" in confirm.text
    assert UNKNOWN in confirm.text
    number, code = number_and_code(await press(api, confirm, "是"))
    case = await office.desk.ledger.case(number)
    assert (case.kind, case.content, case.may_publish) == ("投诉", UNKNOWN, True)
    state = await ask(api, f"/status {number} {code}")
    assert case.due_on.isoformat() in state.text
    ledger = await api.next_message(CHAT)
    assert case.due_on.isoformat() in ledger.text
    assert "7" in ledger.text
    assert number in (await ask(api, f"{number} {code}")).text
    assert (await api.next_message(CHAT)).text == ledger.text
    assert number not in (await ask(api, f"/status {number} 22222222")).text


async def test_reply_of_an_officer_reaches_the_chat(api: BotApi, office: Office) -> None:
    number, _ = number_and_code(await press(api, await tell_case(api), "是"))
    await work.accept(office.desk, CHIEF, number)
    await work.reply(office.desk, CHIEF, number, "已于今日修好，请查看。")
    assert "已于今日修好，请查看。" in (await api.next_message(CHAT)).text


async def test_reply_to_a_citizen_who_blocked_the_bot_is_given_up_and_the_next_goes_out(
    api: BotApi, office: Office
) -> None:
    first, _ = number_and_code(await press(api, await tell_case(api), "是"))
    second, _ = number_and_code(await press(api, await tell_case(api, OTHER), "是"))
    api.blocked.add(CHAT)
    for number in (first, second):
        await work.accept(office.desk, CHIEF, number)
        await work.reply(office.desk, CHIEF, number, "办好了。")
    assert "办好了。" in (await api.next_message(OTHER)).text
    assert (await office.desk.ledger.case(first)).state is State.REPLIED


async def test_repeated_update_is_counted_once(api: BotApi, office: Office) -> None:
    id = await api.say(CHAT, QUESTION)
    await api.next_message(CHAT)
    message = {"message": api.message(CHAT, "zh-hans") | {"text": QUESTION}}
    await api.put(message, again=id)
    await ask(api, "你好")
    recorded = await office.desk.ledger.conversation("telegram", str(CHAT), 10)
    assert [r.inquiry.text for r in recorded] == [QUESTION, "你好"]


async def test_unreadable_update_is_set_aside_and_the_next_is_answered(
    api: BotApi, office: Office
) -> None:
    await api.put({"message": "broken"}, checked=False)
    await api.put({"message": {"chat": {"id": CHAT}, "date": "never"}}, checked=False)
    assert HOURS in (await ask(api, QUESTION)).text
    assert (await office.desk.ledger.health())["inbox_quarantined"] == 2


async def test_429_is_waited_out_and_other_chats_go_on(api: BotApi, office: Office) -> None:
    await ask(api, "你好")
    await ask(api, "你好", OTHER)
    api.fail("sendMessage", too_many(1))
    await api.say(CHAT, QUESTION)
    await api.until(lambda: api.calls["sendMessage"] == 3)
    assert HOURS in (await ask(api, QUESTION, OTHER)).text
    assert HOURS in (await api.next_message(CHAT)).text


@pytest.mark.parametrize(
    "fault", [Refused(500, "Internal"), b"<html>", None], ids=["500", "garbage", "cut"]
)
async def test_answer_comes_after_a_passing_fault(
    api: BotApi, office: Office, fault: Refused | bytes | None
) -> None:
    api.fail("sendMessage", fault)
    assert HOURS in (await ask(api, QUESTION)).text
    api.fail("getUpdates", fault, fault)
    assert HOURS in (await ask(api, QUESTION)).text


async def test_blocked_while_answering_ends_the_update(api: BotApi, office: Office) -> None:
    api.blocked.add(CHAT)
    await api.say(CHAT, QUESTION)
    await api.until(lambda: api.calls["sendMessage"] == 1)
    api.blocked.clear()
    assert (await ask(api, "你好")).text
    assert (await office.desk.ledger.health())["inbox_quarantined"] == 1


async def test_answer_comes_after_a_restart_when_it_could_not_be_sent(
    api: BotApi, tmp_path: Path
) -> None:
    async with open_office(tmp_path, api):
        held = api.hold("sendMessage")
        await api.say(CHAT, QUESTION)
        await held.reached.wait()
    held.released.set()
    async with open_office(tmp_path, api) as again:
        assert HOURS in (await api.next_message(CHAT)).text
        assert len(await again.desk.ledger.conversation("telegram", str(CHAT), 10)) == 1


async def test_case_told_half_way_goes_on_after_a_restart(api: BotApi, tmp_path: Path) -> None:
    async with open_office(tmp_path, api):
        confirm = await tell_case(api)
    async with open_office(tmp_path, api) as again:
        held = api.hold("sendMessage")
        await api.press(confirm, "是")
        await held.reached.wait()
        assert len(await again.desk.ledger.cases_of("telegram", str(CHAT))) == 1
    held.released.set()
    async with open_office(tmp_path, api) as third:
        number, _ = number_and_code(await api.next_message(CHAT))
        cases = await third.desk.ledger.cases_of("telegram", str(CHAT))
        assert [case.number for case in cases] == [number]


async def test_step_is_not_taken_twice_when_its_answer_was_not_sent(
    api: BotApi, tmp_path: Path
) -> None:
    async with open_office(tmp_path, api):
        sent = await press(api, await ask(api, "/person"), "求助")
        held = api.hold("sendMessage")
        await api.say(CHAT, "路灯不亮")
        await held.reached.wait()
    held.released.set()
    async with open_office(tmp_path, api):
        sent = await api.next_message(CHAT)
        assert "发生在哪里" in sent.text


async def test_wrong_input_is_explained_and_the_step_stays(api: BotApi, office: Office) -> None:
    kind = await ask(api, "/person")
    assert "按钮" in (await ask(api, "随便写写")).text
    assert (await api.next_message(CHAT)).text == kind.text
    content = await press(api, kind, "建议")
    assert "前面的步骤" in (await press(api, kind, "建议")).text
    assert (await api.next_message(CHAT)).text == content.text
    assert "没有提交" in (await ask(api, "/cancel")).text
    assert "/person" in (await press(api, kind, "建议")).text


async def test_question_of_somebody_else_is_not_shown(api: BotApi, office: Office) -> None:
    theirs = await ask(api, "我家住在新华街9号，月球上有政务服务中心吗？", OTHER)
    hello = await ask(api, "你好")
    await api.press_data(hello, theirs.data(PERSON))
    kind = await api.next_message(CHAT)
    assert "新华街" not in (await press(api, kind, "投诉")).text


@pytest.mark.parametrize(
    "data",
    [
        "",
        "ask",
        "ask::",
        "ask:nobody:0",
        "kind:投诉",
        "yes:confirm",
        "helpful:",
        "unhelpful:x",
        "x" * 60,
    ],
)
async def test_any_button_is_answered(api: BotApi, office: Office, data: str) -> None:
    hello = await ask(api, "你好")
    await api.press_data(hello, data)
    assert (await api.next_message(CHAT)).text
    assert len(api.answered) == 1


async def test_what_is_not_text_gets_a_polite_notice(api: BotApi, office: Office) -> None:
    await api.show(CHAT, location={"longitude": 131.1, "latitude": 44.4})
    assert "文字" in (await api.next_message(CHAT)).text
    await api.put({"edited_message": api.message(CHAT, "zh-hans") | {"text": "改", "edit_date": 1}})
    assert "再发一次" in (await api.next_message(CHAT)).text


async def test_groups_are_left_alone(api: BotApi, office: Office) -> None:
    group = {"id": -100123, "type": "supergroup", "title": "群"}
    await api.put({"message": api.message(CHAT, "zh-hans") | {"chat": group, "text": QUESTION}})
    assert (await ask(api, "你好", OTHER)).text
    assert {sent.chat for sent in api.sent} == {OTHER}


@pytest.mark.parametrize(
    "text",
    [
        "😀😀😀",
        "\u202e翻转",
        "<script>alert(1)</script>",
        "'; drop table inbox; --",
        "啊" * 4096,
        "\ud800半个",
    ],
    ids=["emoji", "rtl", "script", "sql", "long", "surrogate"],
)
async def test_odd_text_gets_an_answer(api: BotApi, office: Office, text: str) -> None:
    assert (await ask(api, text)).text


@pytest.mark.parametrize("command", ["/published", "/published 借书证", "/search"])
async def test_unknown_command_is_told_how_to_ask(
    api: BotApi, office: Office, command: str
) -> None:
    assert (await ask(api, command)).text == (await ask(api, "/help")).text


async def test_languages_of_the_menu_and_the_greeting(api: BotApi, office: Office) -> None:
    await api.say(CHAT, "/start c_abc123", language="ru")
    assert "Здравствуйте" in (await api.next_message(CHAT)).text
    await api.say(CHAT, "/help", language="de")
    assert "Just type" in (await api.next_message(CHAT)).text
    assert api.commands.keys() == {"", "en", "ru"}


async def test_second_instance_is_reported(api: BotApi, tmp_path: Path) -> None:
    api.fail("getUpdates", Refused(409, "Conflict: terminated by other getUpdates request"))
    with log_lines() as lines:
        async with open_office(tmp_path, api):
            await until_logged(lines, "webhook")


async def test_wrong_token_is_said_and_never_logged(api: BotApi, tmp_path: Path) -> None:
    wrong = "7000000001:AAwrong_wrong_wrong_wrong_wrong_wro"
    with log_lines() as lines:
        async with open_office(tmp_path, api, wrong):
            said = await until_logged(lines, "TELEGRAM_BOT_TOKEN")
    assert not [line for line in [*said, *queued(lines)] if wrong in line]
