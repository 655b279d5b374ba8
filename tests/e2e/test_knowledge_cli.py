"""What `python bot.py knowledge …` promises to those who call it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def knowledge(
    *words: str | Path, language: str = "en_US.UTF-8"
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "bot.py", "knowledge", *map(str, words)],
        cwd=ROOT,
        env={**os.environ, "LC_ALL": language, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def data(tmp_path: Path) -> list[str]:
    return ["--no-sample", "--data", str(tmp_path / "new" / "data")]


@pytest.fixture
def faq(tmp_path: Path) -> Path:
    path = tmp_path / "faq.csv"
    path.write_text("问题,答案\n供热费多少,三十元\n", "gb18030")
    return path


def test_a_file_is_imported_into_a_fresh_folder_listed_and_retired(
    data: list[str], faq: Path
) -> None:
    assert "new 1," in knowledge("import", *data, faq).stdout
    assert "nothing changed" in knowledge("import", *data, faq).stdout
    entries, _, key = knowledge("list", *data).stdout.strip().split("\t")
    assert (entries, key) == ("1", str(faq))
    assert knowledge("retire", *data, key).returncode == 0
    assert knowledge("list", *data).stdout == ""


def test_findings_are_lines_of_a_table_and_status_1(data: list[str], faq: Path) -> None:
    faq.write_text("问题,答案\n,三十元\n", "utf-8")
    done = knowledge("import", *data, faq)
    assert done.returncode == 1
    assert done.stdout.splitlines()[-1] == f"{faq}\t2\t问题\t\tA value is missing."


def test_a_folder_is_imported_and_one_bad_file_keeps_only_itself_out(
    data: list[str], faq: Path
) -> None:
    (faq.parent / "broken.docx").write_bytes(b"PK\x03\x04broken")
    done = knowledge("import", *data, faq.parent)
    assert done.returncode == 1
    assert "faq.csv: imported" in done.stdout
    assert "broken.docx: not imported, 1 finding\n" in done.stdout


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("zh_CN", "找不到"), ("en_US", "does not exist"), ("ru_RU", "не существует")],
)
def test_a_missing_path_is_told_in_the_readers_language(
    data: list[str], language: str, sentence: str
) -> None:
    done = knowledge("import", *data, "nowhere.txt", language=language)
    assert (done.returncode, sentence in done.stderr) == (2, True)


def test_an_empty_folder_is_told(data: list[str], tmp_path: Path) -> None:
    done = knowledge("import", *data, tmp_path)
    assert (done.returncode, "holds no file" in done.stderr) == (2, True)


def test_an_unknown_key_is_told(data: list[str]) -> None:
    assert knowledge("retire", *data, "unknown").returncode == 2


def test_the_sample_town_is_listed_unless_left_out(tmp_path: Path) -> None:
    folder = ["--data", tmp_path / "data"]
    assert "sample:faq" in knowledge("list", "--sample", *folder).stdout
    assert knowledge("list", "--no-sample", *folder).stdout == ""
    assert knowledge("retire", "--sample", *folder, "sample:faq").returncode == 2


def test_a_name_that_is_not_utf8_is_imported_and_told(data: list[str], faq: Path) -> None:
    name = os.fsdecode(os.fsencode(faq.parent) + b"/\xb9\xa9.csv")
    os.rename(faq, name)
    done = knowledge("import", *data, name)
    assert (done.returncode, "\\udcb9" in done.stdout) == (0, True)


def test_a_damaged_database_is_told_without_a_traceback(tmp_path: Path, faq: Path) -> None:
    (tmp_path / "knowledge.db").write_bytes(b"no database" * 100)
    done = knowledge("import", "--no-sample", "--data", tmp_path, faq)
    assert (done.returncode, "damaged" in done.stderr) == (1, True)
    assert "Traceback" not in done.stderr


def test_a_folder_that_does_not_exist_is_not_made_by_refitting(tmp_path: Path) -> None:
    folder = tmp_path / "missing"
    done = knowledge("refit", "--data", folder)
    assert (done.returncode, str(folder) in done.stderr) == (2, True)
    assert not folder.exists()
