"""Who may open what, what every answer carries, and what bad input meets."""

import re
import sqlite3
from pathlib import Path
from secrets import token_hex
from urllib.parse import quote

import pytest

from tests.support.program import PASSWORD, Program, run_command, serving
from tests.support.visitor import Visitor

ASK = {"text": "城东水厂几点开门"}
CASE = {"kind": "求助", "content": "楼道灯坏了"}
OPEN_PAGES = (
    "/",
    "/chat",
    "/chat/case",
    "/status",
    "/published",
    "/console/sign-in",
    "/healthz",
    "/metrics",
)
CONSOLE_PAGES = (
    "/console",
    "/console/cases/{case}",
    "/console/figures",
    "/console/figures.json",
    "/console/figures.csv",
    "/console/figures.xlsx",
)
CONSOLE_CHANGES = ("/console/cases/{case}", "/console/sign-out")
MATRIX = {
    "anonymous": (303, 303),
    "officer": (200, 403),
    "operator": (200, 200),
    "supervisor": (200, 200),
    "editor": (200, 200),
    "auditor": (200, 200),
    "admin": (200, 200),
}
"""Who → status of the console's pages, and of a case of another unit."""


@pytest.fixture(scope="module")
def case(program: Program) -> str:
    told = Visitor(program.base).post("/chat/case", CASE)
    found = re.search(r'id="number">([^<]+)<', told.text)
    assert found is not None
    return found[1]


def signed_in(program: Program, role: str) -> Visitor:
    visitor = Visitor(program.base)
    if role == "admin":
        visitor.sign_in("admin", program.password)
    elif role != "anonymous":
        login = f"{role}-{token_hex(4)}"
        added = run_command(program.data, "staff", "add", login, "--role", role, "--unit", "水务局")
        password = PASSWORD.search(added.stdout)
        assert password is not None
        assert visitor.sign_in(login, password[0]).status == 303
    return visitor


def form_token(visitor: Visitor, page: str = "/console") -> str:
    found = re.search(r'name="csrf" value="([0-9a-f]{64})"', visitor.get(page).text)
    assert found is not None
    return found[1]


@pytest.mark.parametrize("role", MATRIX)
def test_route_by_person(program: Program, case: str, role: str) -> None:
    visitor = signed_in(program, role)
    of_console, of_case = MATRIX[role]
    for path in OPEN_PAGES:
        assert visitor.get(path).status == 200, path
    for path in CONSOLE_PAGES:
        expected = of_case if "{case}" in path else of_console
        assert visitor.get(path.format(case=case)).status == expected, path


@pytest.mark.parametrize("path", CONSOLE_CHANGES)
@pytest.mark.parametrize("role", MATRIX)
def test_no_change_without_the_form_token(
    program: Program, case: str, role: str, path: str
) -> None:
    visitor = signed_in(program, role)
    for csrf in ("", "0" * 64, "é"):
        form = {"csrf": csrf, "act": "close", "version": "1"}
        assert visitor.post(path.format(case=case), form).status == 403


def test_another_persons_form_token_is_refused(program: Program, case: str) -> None:
    stolen = form_token(signed_in(program, "operator"))
    form = {"csrf": stolen, "act": "accept", "version": "1"}
    assert signed_in(program, "admin").post(f"/console/cases/{case}", form).status == 403


@pytest.mark.parametrize(
    "path", ["/chat", "/chat/verdict", "/chat/case", "/status", "/console/sign-in"]
)
@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
    ],
)
def test_a_form_of_another_site_is_refused(
    visitor: Visitor, path: str, headers: dict[str, str]
) -> None:
    assert visitor.post(path, ASK | CASE, **headers).status == 403


@pytest.mark.parametrize("path", [*OPEN_PAGES, "/nothing", "/static/site.css"])
def test_every_answer_is_guarded(visitor: Visitor, path: str) -> None:
    headers = visitor.get(path).headers
    assert headers["Content-Security-Policy"].startswith("default-src 'none'; style-src 'self'")
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cache-Control"] == ("no-cache" if "static" in path else "no-store")
    assert "Server" not in headers


def test_cookies_are_out_of_reach_of_script(visitor: Visitor, program: Program) -> None:
    for answer in (visitor.get("/chat"), visitor.sign_in("admin", program.password)):
        cookie = answer.headers["Set-Cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=Lax" in cookie


def test_behind_https_cookies_are_bound_to_the_host(tmp_path: Path) -> None:
    with serving(tmp_path, "--no-sample", MINXIN_TLS="1") as running:
        answer = Visitor(running.base).get("/chat")
    assert re.match(r"__Host-minxin_chat=.*Path=/.*Secure", answer.headers["Set-Cookie"])
    assert "max-age=" in answer.headers["Strict-Transport-Security"]


def test_a_question_posted_twice_is_one_inquiry(visitor: Visitor) -> None:
    visitor.get("/chat")
    form = ASK | {"form": "a" * 32}
    assert [visitor.post("/chat", form).status for _ in range(2)] == [303, 303]
    assert visitor.get("/chat").text.count("<blockquote") == 1


def test_several_questions_posted_twice_are_counted_once(visitor: Visitor) -> None:
    visitor.get("/chat")
    form = {"text": "城东水厂几点开门？补办老年证要带什么材料？", "form": "d" * 32}
    assert [visitor.post("/chat", form).status for _ in range(2)] == [303, 303]
    assert visitor.get("/chat").text.count("<blockquote") == 2


def test_only_who_was_answered_says_whether_it_helped(program: Program) -> None:
    first, second = Visitor(program.base), Visitor(program.base)
    asked = first.post("/chat", ASK).text
    second.get("/chat")
    found = re.search(r'name="inquiry" value="(\w+)"', asked)
    assert found is not None
    form = {"inquiry": found[1], "act": "helpful"}
    assert second.post("/chat/verdict", form).status == 403
    assert Visitor(program.base).post("/chat/verdict", form).status == 403
    assert first.post("/chat/verdict", form | {"act": "close"}).status == 403
    assert first.post("/chat/verdict", form | {"inquiry": "nothing"}).status == 403
    assert 'aria-pressed="true"' not in first.get("/chat").text
    for _ in range(2):
        assert first.post("/chat/verdict", form).headers["Location"] == f"/chat#{found[1]}"
    assert first.get("/chat").text.count('aria-pressed="true"') == 1


def test_a_case_posted_twice_is_one_case(visitor: Visitor) -> None:
    visitor.get("/chat")
    form = CASE | {"form": "b" * 32}
    first, second = (visitor.post("/chat/case", form).text for _ in range(2))
    number = re.compile(r'id="number">([^<]+)<')
    assert number.findall(first) == number.findall(second) != []


def test_the_same_form_id_of_another_visitor_shows_nothing_of_the_first(program: Program) -> None:
    first, second = Visitor(program.base), Visitor(program.base)
    first.get("/chat")
    second.get("/chat")
    first.post("/chat", {"text": "我家在向阳路", "form": "c" * 32})
    second.post("/chat", {"text": "你好", "form": "c" * 32})
    assert "向阳路" not in second.get("/chat").text


def test_anothers_question_does_not_fill_the_case_form(program: Program) -> None:
    first, second = Visitor(program.base), Visitor(program.base)
    asked = first.post("/chat", {"text": "我家在向阳路"}).text
    link = re.search(r"/chat/case\?inquiry=\w+", asked)
    assert link is not None
    assert "我家在向阳路" in first.get(link[0]).text
    assert "我家在向阳路" not in second.get(link[0]).text


@pytest.mark.parametrize(
    "text",
    ["", "   ", "😀😀", "\x00\x01\x1b[31m", "'; drop table inquiry; --", "x" * 60_000, "\u202e" * 50,
     "{{ 7*7 }}", "%s%n", "..%2f..%2fetc/passwd", "<script>alert(1)</script>"],
)  # fmt: skip
def test_any_text_gets_an_answer_and_harms_nothing(visitor: Visitor, text: str) -> None:
    visitor.get("/chat")
    assert visitor.post("/chat", {"text": text}).status == 303
    page = visitor.get("/chat")
    assert page.status == 200
    assert 'class="card' in page.text
    assert "<script>" not in page.text
    assert not re.search("[\x00-\x08\x1b\u202e]", page.text)


@pytest.mark.parametrize("body", [b"text=%ED%A0%80", b"text=\xff\xfe", b"%", b"text", b"&&&=&"])
def test_bytes_that_are_no_text_get_an_answer(visitor: Visitor, body: bytes) -> None:
    assert visitor.post("/chat", body).status == 200


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"text=" + b"x" * 100_000, "application/x-www-form-urlencoded", 413),
        (b"{}", "application/json", 415),
        (b"--a\r\n", "multipart/form-data; boundary=a", 415),
        (b"a=1&" * 5_000, "application/x-www-form-urlencoded", 400),
    ],
)
def test_what_is_no_form_of_ours_is_refused_with_a_page(
    visitor: Visitor, body: bytes, kind: str, status: int
) -> None:
    answer = visitor.post("/chat", body, Content_Type=kind, Accept_Language="ru")
    assert answer.status == status
    assert "Ничего не сохранено" in answer.text or status == 400
    assert "Traceback" not in answer.text


@pytest.mark.parametrize(
    "path",
    ["/nothing", "/published/none", "/published/..%2f..", "/console/cases/", "/static/../bot.py",
     "/static/%2e%2e/server.py", "/chat/events/x", "/console/figures.exe"],
)  # fmt: skip
def test_an_unknown_address_is_a_page_too(visitor: Visitor, path: str) -> None:
    answer = visitor.get(path, Accept_Language="en")
    assert answer.status == 404
    assert "There is no such page" in answer.text


@pytest.mark.parametrize(
    "tail", ["%00", "%ED%A0%80", "%ff%fe", "%E2%80%AE", "<script>", "%25%s", "a" * 4_000]
)
def test_odd_addresses_break_no_page(program: Program, tail: str) -> None:
    admin = signed_in(program, "admin")
    tail = quote(tail, safe="%")
    for path in ("/chat?q=", "/chat/case?inquiry=", "/published?source=", "/published?from=",
                 "/console?unit=", "/console?after=2026-01-01,", "/?lang=", "/status?number=",
                 "/console/figures?by=", "/console/sign-in?next="):  # fmt: skip
        answer = admin.get(path + tail)
        assert answer.status == 200, path
        assert "<script>" not in answer.text
    for path in ("/published/", "/console/cases/", "/static/", "/"):
        assert admin.get(path + tail).status == 404, path


@pytest.mark.parametrize("day", ["2026-13-01", "x", "2026-02-30", "99999-01-01"])
def test_a_wrong_period_is_said_and_not_counted(program: Program, day: str) -> None:
    admin = signed_in(program, "admin")
    page = admin.get(f"/console/figures?first={day}&last=2026-01-01&lang=en")
    assert page.status == 422
    assert "The dates are not right" in page.text


def test_a_wrong_number_and_a_wrong_code_read_the_same(visitor: Visitor, case: str) -> None:
    answers = [
        visitor.post("/status", {"number": number, "code": "AAAAAAAA"})
        for number in (case, "2026-99999")
    ]
    assert [answer.status for answer in answers] == [404, 404]
    said = [re.search(r'role="alert">([^<]+)<', answer.text) for answer in answers]
    assert said[0]
    assert said[1]
    assert said[0][1] == said[1][1]


def test_guessing_codes_is_slowed_down(tmp_path: Path) -> None:
    with serving(tmp_path, "--no-sample") as running:
        visitor = Visitor(running.base)
        guess = {"number": "2026-00001", "code": "AAAAAAAA"}
        statuses = [visitor.post("/status", guess).status for _ in range(21)]
    assert statuses == [404] * 20 + [429]


def test_guessing_passwords_is_stopped_for_known_and_unknown_logins(tmp_path: Path) -> None:
    with serving(tmp_path, "--no-sample") as running:
        visitor = Visitor(running.base)
        for login in ("admin", "nobody"):
            tried = [visitor.sign_in(login, "guess") for _ in range(11)]
            assert [answer.status for answer in tried] == [403] * 10 + [429]
        assert visitor.sign_in("admin", running.password).status == 429


@pytest.mark.parametrize(
    "target", ["https://evil.example", "//evil.example", "/console/../chat", "/\\evil", "/consoles"]
)
def test_signing_in_leads_to_the_console_alone(
    program: Program, visitor: Visitor, target: str
) -> None:
    form = {"login": "admin", "password": program.password, "next": target}
    assert visitor.post("/console/sign-in", form).headers["Location"].startswith("/console")
    assert "evil" not in visitor.get(f"/console/sign-in?next={target}").text.split("<main")[1]


@pytest.mark.parametrize(
    "origin", ["http://[::1", "http://a]b", "http://℀.com".encode().decode("latin-1")]
)
def test_an_origin_that_is_no_address_is_refused(visitor: Visitor, origin: str) -> None:
    assert visitor.post("/chat", ASK, Origin=origin).status == 403


def test_a_damaged_compressed_form_is_bad_input(visitor: Visitor) -> None:
    answer = visitor.post("/chat", b"text=x", Content_Encoding="gzip")
    assert answer.status == 400
    assert "<html" in answer.text


def test_when_nothing_can_be_recorded_the_page_says_so(tmp_path: Path) -> None:
    with serving(tmp_path, "--no-sample") as running:
        visitor = Visitor(running.base)
        visitor.get("/chat")
        holder = sqlite3.connect(tmp_path / "ledger.db", isolation_level=None)
        holder.execute("begin immediate")
        answer = visitor.post("/chat", {"text": "你好"}, Accept_Language="en")
        holder.execute("rollback")
        holder.close()
        assert answer.status == 503
        assert "not recorded" in answer.text
        assert visitor.post("/chat", {"text": "你好"}).status == 303


@pytest.mark.parametrize(
    ("header", "language"),
    [("en-GB,en;q=0.9", "en"), ("ru", "ru"), ("fr, ru;q=0.5, en;q=0.2", "ru"), ("fr", "zh-CN"),
     ("", "zh-CN"), (";;;q=x,en;q=zz", "zh-CN")],
)  # fmt: skip
def test_pages_speak_the_readers_language(visitor: Visitor, header: str, language: str) -> None:
    assert f'<html lang="{language}">' in visitor.get("/", Accept_Language=header).text


def test_static_files_are_sent_once(visitor: Visitor) -> None:
    first = visitor.get("/static/site.css")
    assert (first.status, first.headers["Content-Type"]) == (200, "text/css; charset=utf-8")
    assert visitor.get("/static/site.css", If_None_Match=first.headers["ETag"]).status == 304


def test_a_chosen_language_stays(visitor: Visitor) -> None:
    visitor.get("/?lang=ru")
    assert '<html lang="ru">' in visitor.get("/chat", Accept_Language="en").text


def test_the_machines_pages_count_what_was_asked(visitor: Visitor) -> None:
    assert '"status": "ok"' in visitor.get("/healthz").text
    visitor.post("/chat", ASK)
    counted = visitor.get("/metrics").text
    assert 'minxin_inquiries_total{channel="webchat",status="answered"}' in counted
    assert "minxin_answer_latency_seconds_count" in counted
    assert "minxin_ledger_outbox_oldest_s" in counted
