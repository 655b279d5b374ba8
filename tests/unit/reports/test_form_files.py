"""A mistake in the file of a form is an error that names it."""

import pytest

from bot.messages import LANGUAGES, say
from cases.errors import BadTable
from reports.form_files import parsed

GOOD = """
title = "{office}{year}年报告"
first = 2008
source = "通知"
due = [3, 31]

[[section]]
number = "1"
heading = "一、总体情况"

[[table]]
name = "t"
section = "1"
caption = "情况"
head = [[{ text = "项目" }, { text = "件数" }, { text = "人数" }]]

[[table.column]]
id = "cases"
label = "件数"

[[table.column]]
id = "people"
label = "人数"

[[table.row]]
id = "new"
label = "新收"
lead = [{ text = "新收" }]

[[table.row]]
id = "old"
label = "结转"
lead = [{ text = "结转" }]

[[table.row]]
id = "all"
label = "合计"
lead = [{ text = "合计" }]

[[identity]]
name = "sum"
table = "t"
each = "column"
left = ["all"]
right = ["new", "old"]
rule = "合计等于两项之和"
"""

MISTAKES = [
    ('id = "old"', 'id = "new"', "form.twice", "new"),
    ('id = "people"', 'id = "cases"', "form.twice", "cases"),
    ('right = ["new", "old"]', 'right = ["new", "odd"]', "form.unknown_cell", "t.odd.cases"),
    ('left = ["all"]', 'left = ["al"]', "form.unknown_cell", "sum"),
    ('table = "t"', 'table = "t9"', "table.bad_row", "table"),
    ('each = "column"', 'each = "line"', "table.bad_row", "each"),
    ('each = "column"', 'each = "column"\nonly = ["nobody"]', "table.bad_row", "only"),
    ('rule = "合计等于两项之和"', "", "table.bad_row", "rule"),
    ('label = "结转"', "", "table.bad_row", "label"),
    ('label = "结转"', 'label = "结转"\nlable = "x"', "table.unknown_column", "lable"),
    ('label = "结转"', 'label = "结转"\nvalue = "number"', "table.bad_row", "value"),
    ('lead = [{ text = "结转" }]', 'lead = [{ text = "结转", columns = 2 }]', "form.uneven", "3"),
    ('lead = [{ text = "结转" }]', "lead = []", "form.uneven", "3"),
    ('lead = [{ text = "合计" }]', 'lead = [{ text = "合计", rows = 2 }]', "form.uneven", "4"),
    ('section = "1"', 'section = "2"', "table.bad_row", "section"),
    ("first = 2008", 'first = "2008"', "table.bad_row", "first"),
    ("due = [3, 31]", "due = [31, 3]", "table.bad_row", "due"),
    ('source = "通知"', 'source = "通知"\nlast_year = 1', "table.unknown_column", "last_year"),
    ("first = 2008", "first = ", "table.unreadable", "reports/formats/x.toml"),
]


def test_the_form_without_mistakes_is_read() -> None:
    told = parsed("x", lambda id: GOOD)
    assert list(told.cells()) == [
        f"t.{r}.{c}" for r in ("new", "old", "all") for c in ("cases", "people")
    ]
    assert [identity.name for identity in told.identities] == ["sum.件数", "sum.人数"]


@pytest.mark.parametrize(("right", "wrong", "key", "named"), MISTAKES)
def test_a_mistake_is_named(right: str, wrong: str, key: str, named: str) -> None:
    assert right in GOOD
    with pytest.raises(BadTable) as refused:
        parsed("x", lambda id: GOOD.replace(right, wrong, 1))
    assert refused.value.key == key
    for language in LANGUAGES:
        told = say(key, language, refused.value.values)
        assert named in told
        assert "x.toml" in told


def test_the_same_identity_twice_is_refused() -> None:
    twice = GOOD + GOOD[GOOD.index("[[identity]]") :]
    with pytest.raises(BadTable, match=r"form\.twice"):
        parsed("x", lambda id: twice)


def test_a_table_of_another_form_that_it_lacks_is_refused() -> None:
    other = GOOD[: GOOD.index("[[table]]")] + '[[table]]\nname = "t2"\nsame_as = "y"\n'
    with pytest.raises(BadTable) as refused:
        parsed("x", {"x": other, "y": GOOD}.__getitem__)
    assert refused.value.values["field"] == "same_as"
