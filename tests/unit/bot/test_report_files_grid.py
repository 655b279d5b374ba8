"""Where the cells of a table lie."""

from bot.report_files.grid import head_rows, placed, width
from reports.document import Cell, Table
from tests.support.report_document import table, wide_table


def test_cells_below_spanning_ones_move_to_the_right() -> None:
    columns = [[column for column, _ in row] for row in placed(table())]
    assert columns == [[0, 2], [2, 3, 4], [0, 1, 2, 3, 4], [1, 2, 3, 4], [0, 2, 3, 4]]
    assert (width(table()), width(wide_table())) == (5, 10)


def test_rows_of_heads_at_the_top_are_repeated() -> None:
    assert (head_rows(table()), head_rows(wide_table())) == (2, 3)


def test_a_head_is_not_cut_from_what_it_spans() -> None:
    rows = [[Cell(("头",), True, rows=2), Cell(("列",), True)], [Cell(("1",))]]
    assert head_rows(Table("t", "", rows)) == 0


def test_a_table_of_nothing() -> None:
    assert (width(Table("t", "", [])), head_rows(Table("t", "", []))) == (0, 0)
