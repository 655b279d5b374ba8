"""Fitting on a few pairs: the ways that signals may count, and twice the same."""

import pytest

pytest.importorskip("numpy", reason="fitting needs numpy, a tool of development")
pytest.importorskip("scipy", reason="fitting needs scipy, a tool of development")

import numpy as np

from benchmarks.fit import answers, bounds, columns_of, fit, inputs, kinds, outcomes, table
from benchmarks.fit import tested as kept_for_test
from benchmarks.measures import recall
from benchmarks.pairs import LEFT_OUT, Asked, Setting
from knowledge.entry import Entry, EntryKind, Source
from knowledge.signals import SIGNALS, names
from knowledge.weighing import KINDS, Weights

TITLES = {
    "heat": "取暖费什么时候交？",
    "dog": "养犬登记收多少钱？",
    "in": "户口迁入需要什么材料？",
    "out": "户口迁出需要什么材料？",
    "id": "居民身份证办理",
}
ASKED = {
    "取暖费几号交": "heat",
    "暖气费什么时候收": "heat",
    "养狗登记多少钱": "dog",
    "户口迁入带什么": "in",
    "户口迁出要什么": "out",
    "身份证怎么办理": "id",
    "取暖费怎么退": "",
    "养犬咬人怎么办": "",
    "居住证办理": "",
}
WAYS = {"+": (0.0, None), "-": (None, 0.0), "~": (None, None)}


@pytest.fixture(scope="module")
def setting() -> Setting:
    entries = [Entry(id, "", EntryKind.FAQ, title, "", Source("")) for id, title in TITLES.items()]
    asked = [
        Asked(text, frozenset([id] if id else []), "" if id else LEFT_OUT, at % 2 == 0)
        for at, (text, id) in enumerate(ASKED.items())
    ]
    return Setting("Linhe", tuple(entries), tuple(asked))


def test_each_column_is_bound_to_the_way_of_its_signal() -> None:
    way = {sign[1:]: WAYS[sign[0]] for group in SIGNALS.values() for sign in group.split()}
    bound = bounds([])
    assert len(bound) == (len(columns_of()) + 1) * len(KINDS)
    of_one = bound[: len(columns_of()) + 1]
    assert bound == of_one * len(KINDS)
    for column, limits in zip(columns_of(), of_one[:-1], strict=True):
        assert limits == way[column.split()[-1]], column
    assert of_one[-1] == (None, None)


@pytest.mark.parametrize("group", SIGNALS)
def test_a_group_left_out_counts_nothing(group: str) -> None:
    left_out = {sign[1:] for sign in SIGNALS[group].split()}
    for column, limits in zip(columns_of(), bounds([group]), strict=False):
        assert (limits == (0.0, 0.0)) == (column.split()[-1] in left_out)


def test_columns_are_named_as_weights_are() -> None:
    columns = [f"{kind} {column}" for kind in KINDS for column in columns_of()]
    named = {column: float(at) for at, column in enumerate(columns, 1)}
    for label, kind in zip(KINDS, Weights.named(named).kinds, strict=True):
        for at, name in enumerate(names()):
            assert kind.behind[at] == named[f"{label} behind {name}"]
            assert kind.own[at] == named[f"{label} {name}"]


def test_a_table_holds_every_question(setting: Setting) -> None:
    made = table(setting)
    assert made.rows.shape[:2] == made.held.shape == made.right.shape
    assert made.weight.sum() == pytest.approx(1)
    assert made.right.any(1).tolist() == [bool(asked.relevant) for asked in setting.asked]
    assert not (made.right & ~made.held).any()
    assert inputs(made).shape[2] == len(columns_of())
    assert kept_for_test(made).sum() == 5
    assert made.where(kept_for_test(made)).asked == tuple(a for a in setting.asked if a.test)


def test_fitting_twice_gives_the_same_weights(setting: Setting) -> None:
    made = table(setting)
    first, second = fit(made), fit(made)
    assert first == second
    assert first
    way = {sign[1:]: sign[0] for group in SIGNALS.values() for sign in group.split()}
    for name, weight in first.items():
        if not name.endswith("bias") and name.split()[0] in KINDS:
            assert (weight > 0) != (way[name.split()[-1]] == "-") or way[name.split()[-1]] == "~"


def test_what_is_fitted_ranks_as_it_was_asked(setting: Setting) -> None:
    made = table(setting)
    weights = Weights.named(fit(made))
    found = outcomes(made, weights)
    assert recall(found, 1) == 1
    sure = [o.confidence for o in found if o.relevant]
    unsure = [o.confidence for o in found if not o.relevant]
    assert sum(sure) / len(sure) > sum(unsure) / len(unsure)


def test_the_probability_fitted_is_the_one_used(setting: Setting) -> None:
    """The same scores whether summed by columns of the fit or by `Weights`."""
    made = table(setting)
    by_name = fit(made)
    columns = (*columns_of(), "bias")
    of_kind = np.array([[by_name.get(f"{k} {c}", 0.0) for c in columns] for k in KINDS])[
        kinds(made)
    ]
    scores = (inputs(made) * of_kind[..., :-1]).sum(-1) + of_kind[..., -1]
    weights = Weights.named(by_name)
    for at, held in enumerate(made.held):
        chances = weights.probabilities(made.rows[at][held].tolist())
        odds = [chance / (1 - sum(chances)) for chance in chances]
        assert odds == pytest.approx([2.718281828**s for s in scores[at][held]], rel=1e-3)


def test_the_whole_engine_is_asked_what_is_kept_for_the_test(setting: Setting) -> None:
    made = answers(setting, Weights.named(fit(table(setting))))
    assert len(made) == sum(asked.test for asked in setting.asked)
    assert all(len(outcome.found) <= 1 for outcome in made)
