"""The sum of the matrix runner: parts of several workers become one line."""

import json

from development.matrix import closing, gathered, table

WRONG = {
    "action": "thread.read", "role": "MU", "surface": "page GET /threads/{thread}",
    "expected": ".: deny", "got": "allow",
}  # fmt: skip


def _part(folder, name, **facts):
    empty = {"cells": [], "surfaces": [], "narrower": [], "requests": 0, "wrong": []}
    (folder / f"{name}.json").write_text(json.dumps(empty | facts), encoding="utf-8")


def test_a_cell_asked_by_two_workers_counts_once(tmp_path):
    _part(tmp_path, "one", cells=["a AN", "a MB"], surfaces=["page"], requests=3)
    _part(tmp_path, "two", cells=["a AN"], surfaces=["form"], requests=4)
    line = closing(gathered(tmp_path), 12.4)
    assert line == "matrix: 2 cells, 2 surfaces, 7 requests, 0 mismatches (12 s)"


def test_cells_of_two_roles_are_counted_apart(tmp_path):
    _part(tmp_path, "one", cells=["a AN", "a JA+CO", "a MM+CO"], surfaces=["page"], requests=3)
    line = closing(gathered(tmp_path), 1)
    assert line.startswith("matrix: 1 cells and 2 of two roles at once, 1 surfaces, 3 requests")


def test_a_mismatch_is_counted_and_told_with_what_came_instead(tmp_path):
    _part(tmp_path, "one", cells=["thread.read MU"], wrong=[WRONG])
    found = gathered(tmp_path)
    assert "1 mismatches" in closing(found, 1)
    assert [row.split() for row in table(found["wrong"])][1] == [
        *("thread.read MU page GET /threads/{thread} .: deny allow".split())
    ]


def test_where_nothing_is_wrong_there_is_no_table(tmp_path):
    _part(tmp_path, "one")
    assert table(gathered(tmp_path)["wrong"]) == []
