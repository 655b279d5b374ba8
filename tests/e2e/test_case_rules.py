"""One case through all hands, as the forms of the console and of the citizen's page send it."""

import html
import re
from secrets import token_hex

import pytest

from tests.support.program import PASSWORD, Program, run_command
from tests.support.visitor import Answer, Visitor

UNIT = "住建局"


class Officer(Visitor):
    """Somebody of the staff, signed in."""

    def __init__(self, program: Program, role: str, unit: str = "") -> None:
        super().__init__(program.base)
        login = f"{role}-{token_hex(4)}"
        words = ["staff", "add", login, "--role", role, *(["--unit", unit] if unit else [])]
        password = PASSWORD.search(run_command(program.data, *words).stdout)
        assert password is not None
        assert self.sign_in(login, password[0]).status == 303
        self.login = login

    def page(self, number: str) -> str:
        answer = self.get(f"/console/cases/{number}")
        assert answer.status == 200
        return answer.text

    def act(self, number: str, act: str, **fields: str) -> Answer:
        """The form of the page as it is now."""
        page = self.page(number)
        csrf = re.search(r'name="csrf" value="(\w+)"', page)
        assert csrf is not None
        form = {"csrf": csrf[1], "version": version(page)}
        return self.post(f"/console/cases/{number}", form | {"act": act} | fields)

    def does(self, number: str, act: str, **fields: str) -> None:
        answer = self.act(number, act, **fields)
        assert answer.status == 303, alert(answer)


@pytest.fixture(scope="module")
def operator(program: Program) -> Officer:
    return Officer(program, "operator")


@pytest.fixture(scope="module")
def supervisor(program: Program) -> Officer:
    return Officer(program, "supervisor")


@pytest.fixture(scope="module")
def officer(program: Program) -> Officer:
    return Officer(program, "officer", UNIT)


@pytest.fixture(scope="module")
def neighbour(program: Program) -> Officer:
    return Officer(program, "officer", "水务局")


def a_case(program: Program, kind: str = "投诉", **told: str) -> tuple[str, str]:
    """Its number and query code."""
    receipt = Visitor(program.base).post("/chat/case", {"kind": kind, "content": "暖气不热"} | told)
    found = [re.search(rf'id="{name}">([^<]+)<', receipt.text) for name in ("number", "code")]
    assert found[0] is not None
    assert found[1] is not None
    return found[0][1], found[1][1]


def taken_down(by: Officer, kind: str = "投诉") -> str:
    """A case that came by telephone: citizens' own forms are limited in number."""
    csrf = re.search(r'name="csrf" value="(\w+)"', by.get("/console/new").text)
    assert csrf is not None
    told = {"kind": kind, "channel": "电话", "content": "暖气不热", "form": token_hex(8)}
    found = re.search(
        r'id="number">([^<]+)<', by.post("/console/new", {"csrf": csrf[1]} | told).text
    )
    assert found is not None
    return found[1]


def status(visitor: Visitor, number: str, code: str, **more: str) -> str:
    return visitor.post("/status?lang=zh", {"number": number, "code": code} | more).text


def version(page: str) -> str:
    found = re.search(r'data-version="(\d+)"', page)
    assert found is not None
    return found[1]


def alert(answer: Answer) -> str:
    """The sentence that says why not."""
    found = re.search(r'role="alert">([^<]+)<', answer.text)
    return html.unescape(found[1]) if found else ""


def test_closed_is_not_solved(
    program: Program,
    visitor: Visitor,
    operator: Officer,
    officer: Officer,
    supervisor: Officer,
) -> None:
    number, code = a_case(program, may_publish="1")
    operator.does(number, "transfer", unit=UNIT)
    officer.does(number, "acknowledge")
    officer.does(number, "ask_extension", days="3", reason="需要开挖")
    assert "需要开挖" in supervisor.page(number)
    supervisor.does(number, "extend", days="", reason="")
    shown = status(visitor, number, code)
    assert "延期（已批准：需要开挖）" in shown
    officer.does(number, "reply", text="已修复。")
    assert "谢谢您的评价" in status(
        visitor, number, code, act="rate", grade="不满意", solved="0", words="还是不热"
    )
    assert "未解决" in operator.get("/console?lang=zh").text
    answer = operator.act(number, "close")
    assert answer.status == 422
    assert "办结不等于解决" in alert(answer)
    operator.does(number, "rework", reason="还是不热")
    officer.does(number, "acknowledge")
    officer.does(number, "reply", text="换了阀门。")
    operator.does(number, "call_back", reached="1", solved="1", satisfied="满意", words="好了")
    answer = supervisor.act(
        number, "publish", title="暖气", content="我的电话13812345678", public_reply="换了阀门。"
    )
    assert "138****5678" in alert(answer)
    supervisor.does(number, "publish", title="暖气", content="暖气不热", public_reply="换了阀门。")
    operator.does(number, "close")
    supervisor.does(number, "archive")
    assert "换了阀门" in status(visitor, number, code)
    answer = supervisor.act(number, "reply", text="再答")
    assert answer.status == 422
    assert "已归档" in alert(answer)


def test_the_words_to_be_published_are_masked(
    program: Program, operator: Officer, supervisor: Officer
) -> None:
    content = "我叫王小明，电话13812345678，住青云路5号3单元201"
    number, _ = a_case(program, may_publish="1", content=content)
    operator.does(number, "reply", text="已联系王小明。")
    page = supervisor.page(number)
    form = page[page.index('id="act-publish"') :]
    form = form[: form.index("</form>")]
    assert "138****5678" in form
    assert not [word for word in ("王小明", "13812345678", "3单元") if word in form]


def test_an_objection_is_decided_by_the_desk(
    program: Program, operator: Officer, officer: Officer, neighbour: Officer, supervisor: Officer
) -> None:
    number, _ = a_case(program)
    operator.does(number, "transfer", unit=UNIT)
    officer.does(number, "send_back", reason="属于供水")
    assert officer.get(f"/console/cases/{number}").status == 403
    operator.does(number, "transfer", unit="水务局")
    answer = neighbour.act(number, "send_back", reason="也不归我们")
    assert answer.status == 422
    assert "不得再次退回" in alert(answer)
    answer = operator.act(number, "transfer", unit=UNIT)
    assert answer.status == 422
    assert "首问首办负责制" in alert(answer)
    supervisor.does(number, "transfer", unit=UNIT)


def test_co_handlers_answer_first(
    program: Program, operator: Officer, officer: Officer, neighbour: Officer
) -> None:
    number, _ = a_case(program)
    operator.does(number, "transfer", unit=UNIT)
    officer.does(number, "join", unit="水务局", days="3")
    answer = officer.act(number, "reply", text="已修复。")
    assert "水务局" in alert(answer)
    neighbour.does(f"{number}-1", "reply", text="阀井已查。")
    officer.does(number, "reply", text="已修复。")
    assert f"/console/cases/{number}-1" in operator.page(number)


def test_two_tell_the_same_and_both_hear_the_reply(
    program: Program, visitor: Visitor, operator: Officer
) -> None:
    (first, code), (second, other) = a_case(program), a_case(program)
    operator.does(second, "merge", into=first)
    operator.does(first, "reply", text="已修复。")
    assert "已修复" in status(visitor, first, code)
    assert "已修复" in status(visitor, second, other)
    assert "已并入" in alert(operator.act(second, "reply", text="另答"))


def test_the_citizen_takes_it_back(program: Program, visitor: Visitor, operator: Officer) -> None:
    number, code = a_case(program)
    assert "已撤回" in status(visitor, number, code, act="withdraw", reason="自己修好了")
    assert "已由诉求人撤回" in alert(operator.act(number, "transfer", unit=UNIT))
    assert "已由诉求人撤回" in status(visitor, number, code, act="withdraw")


def test_a_guarded_case_is_seen_by_code_alone(
    program: Program, visitor: Visitor, supervisor: Officer, neighbour: Officer, officer: Officer
) -> None:
    number, code = a_case(program, kind="举报", content="住建局收好处", reach="13900000000")
    answer = supervisor.act(number, "transfer", unit="水务局")
    assert "请写明被反映的单位" in alert(answer)
    answer = supervisor.act(number, "transfer", unit=UNIT, against=UNIT)
    assert "不能转给它" in alert(answer)
    supervisor.does(number, "transfer", unit="水务局", against=UNIT)
    assert officer.get(f"/console/cases/{number}").status == 403
    seen = neighbour.page(number)
    assert "住建局收好处" in seen
    assert "13900000000" not in seen
    neighbour.does(number, "reply", text="已移交。")
    assert "已移交" in status(visitor, number, code)
    record = supervisor.get("/console/record").text
    assert neighbour.login in record


@pytest.mark.parametrize(
    ("act", "fields", "told"),
    [
        ("pause", {"day": "明天", "reason": "补正"}, "不是日期"),
        ("pause", {"day": "2012-01-01", "reason": "补正"}, "日期太早"),
        ("ask_extension", {"days": "很多", "reason": "忙"}, "不是天数"),
        ("ask_extension", {"days": "99", "reason": "忙"}, "最多 7 天"),
        ("ask_extension", {"days": "3", "reason": " "}, "请写明理由"),
        ("resume", {"day": "2030-01-01"}, "没有暂停"),
        ("resume", {"day": "9999-12-31"}, "不是日期"),
        ("pause", {"day": "0001-01-01", "reason": "补正"}, "不是日期"),
        ("refuse", {"reason": "<script>alert(1)</script>", "redirect": " "}, "该找谁"),
        ("join", {"unit": "水务局", "days": "9999"}, "还没有转办"),
        ("transfer", {"unit": "不存在的局"}, "不存在的局"),
        ("merge", {"into": "2012-99999"}, "没有工单"),
        ("call_back", {"reached": "1"}, "还没有答复"),
        ("archive", {}, "还没有答复"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_changed(
    supervisor: Officer, act: str, fields: dict[str, str], told: str
) -> None:
    number = taken_down(supervisor)
    before = version(supervisor.page(number))
    answer = supervisor.act(number, act, **fields)
    assert answer.status == 422
    assert told in alert(answer)
    assert version(supervisor.page(number)) == before


def test_an_act_that_nobody_knows_is_refused(supervisor: Officer) -> None:
    number = taken_down(supervisor)
    assert supervisor.act(number, "view").status == 400
    assert supervisor.act(number, "destroy").status == 400


def test_the_day_by_day_ledger_is_on_both_pages(
    program: Program, visitor: Visitor, operator: Officer
) -> None:
    number, code = a_case(program, kind="咨询")
    for page in (operator.page(number), status(visitor, number, code)):
        rows = re.findall(r"<tr><td>[\d-]+</td><td class=\"number\">(\d*)</td>", page)
        assert rows[0] == ""
        assert rows[-1] == "3"


KINDS = [
    "依申请公开",
    "即办件",
    "承诺件",
    "联办件",
    "上报件",
    "补办件",
    "退回件",
    "信访",
    "申诉求决类",
]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_goes_through_the_console(
    program: Program, visitor: Visitor, operator: Officer, officer: Officer, kind: str
) -> None:
    csrf = re.search(r'name="csrf" value="(\w+)"', operator.get("/console/new").text)
    assert csrf is not None
    told = {"kind": kind, "channel": "窗口", "content": "我要办理", "applicant": "commercial"}
    receipt = operator.post("/console/new", {"csrf": csrf[1], "form": kind} | told).text
    found = [re.search(rf'id="{name}">([^<]+)<', receipt) for name in ("number", "code")]
    assert found[0] is not None
    assert found[1] is not None
    number, code = found[0][1], found[1][1]
    operator.does(number, "transfer", unit=UNIT)
    officer.does(number, "acknowledge")
    if kind == "依申请公开":
        assert "办理结果" in alert(officer.act(number, "reply", text="已办。"))
    officer.does(number, "reply", text=f"{kind}已办。", result="granted")
    officer.does(number, "close")
    assert f"{kind}已办" in status(visitor, number, code)


def test_a_form_that_cannot_be_kept_says_why_and_keeps_what_was_typed(operator: Officer) -> None:
    csrf = re.search(r'name="csrf" value="(\w+)"', operator.get("/console/new").text)
    assert csrf is not None
    told = {"csrf": csrf[1], "kind": "咨询", "channel": "电话", "received": "2199-01-01"}
    answer = operator.post("/console/new?lang=zh", told | {"content": "写了很久"})
    assert answer.status == 422
    assert "还没有到" in alert(answer)
    assert "写了很久" in answer.text


def test_an_auditor_takes_nothing_down(program: Program) -> None:
    auditor = Officer(program, "auditor")
    assert auditor.get("/console/new").status == 403
    assert "/console/new" not in auditor.get("/console").text
