"""Seals: equal for equal lines, another for anything that differs."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from shared.kit.processing_chain import COLUMNS, declare, key_of, line_bytes, seal_of
from shared.kit.processing_months import LEAST_YEARS, bounds, destructions, following, is_over
from shared.values import new_id

KEY = key_of(b"s" * 32)
MONTH = date(2026, 11, 1)
DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2150, 12, 31))


def row(number: int) -> list[Any]:
    """A line with a value in every column."""
    at = datetime(2026, 11, 22, 12, 0, 0, number, tzinfo=UTC)
    values = {"id": number, "created_at": at, "started_at": at, "subject": new_id()}
    return [values.get(name, f"{name}-{number}") for name in COLUMNS]


ROWS = [row(number) for number in range(1, 6)]


def test_a_seal_says_what_it_covers() -> None:
    """Its month, number, first and last line and how many; made again it is the same."""
    seal = seal_of(KEY, b"", MONTH, 1, ROWS)
    assert seal[:5] == (MONTH, 1, 1, 5, 5) and len(seal.hash) == 32
    assert seal_of(KEY, b"", MONTH, 1, [tuple(one) for one in ROWS]) == seal


@given(
    place=st.integers(0, 4),
    column=st.integers(0, len(COLUMNS) - 1),
    value=st.none() | st.text() | st.integers(-(2**63), 2**63 - 1),
)
def test_any_change_of_a_line_changes_the_seal(place: int, column: int, value: Any) -> None:
    """Whatever column of whatever line, to whatever else."""
    changed = [list(one) for one in ROWS]
    changed[place][column] = value
    assume(changed != ROWS)
    assert seal_of(KEY, b"", MONTH, 1, changed).hash != seal_of(KEY, b"", MONTH, 1, ROWS).hash


def test_a_seal_depends_on_all_around_it() -> None:
    """On the key, the seal before, the month, its number, and on the order and the borders of its lines."""
    seals = [
        seal_of(KEY, b"", MONTH, 1, ROWS),
        seal_of(key_of(b"t" * 32), b"", MONTH, 1, ROWS),
        seal_of(KEY, b"x", MONTH, 1, ROWS),
        seal_of(KEY, b"", following(MONTH), 1, ROWS),
        seal_of(KEY, b"", MONTH, 2, ROWS),
        seal_of(KEY, b"", MONTH, 1, ROWS[::-1]),
        seal_of(KEY, b"", MONTH, 1, ROWS[:-1]),
        seal_of(KEY, b"", MONTH, 1, []),
    ]
    assert len({one.hash for one in seals}) == len(seals)


def test_a_line_is_written_unambiguously() -> None:
    """A value that moves to another column, or a null that becomes a word, is another line."""
    assert line_bytes(["a", "b", None]) != line_bytes(["ab", "", None]) != line_bytes(["a", "b", "null"])


def test_a_declaration_closes_the_chain() -> None:
    """It counts all lines and builds on the last seal; another name or another chain is another declaration."""
    first = seal_of(KEY, b"", MONTH, 1, ROWS[:3])
    chain = [first, seal_of(KEY, first.hash, MONTH, 2, ROWS[3:])]
    told = declare(KEY, chain, "archivaris").row
    assert told[:5] == (MONTH, 3, 1, 5, 5) and told.declared_by == "archivaris"
    others = [
        declare(KEY, chain, "ander"),
        declare(KEY, chain[:1], "archivaris"),
        declare(b"x", chain, "archivaris"),
    ]
    assert told.hash not in {one.row.hash for one in others}


@given(DAYS)
def test_months_follow_each_other_without_gap(day: date) -> None:
    """The end of one is the beginning of the next, in UTC."""
    month = day.replace(day=1)
    assert bounds(month)[1] == bounds(following(month))[0]
    assert bounds(month)[0].date() <= day <= (bounds(month)[1] - timedelta(microseconds=1)).date()


@given(DAYS, st.integers(0, 4000))
def test_no_line_goes_before_its_term(written: date, later: int) -> None:
    """A month may go only when its last day is at least five years ago."""
    today, month = written + timedelta(days=later), written.replace(day=1)
    if is_over(month, today):
        assert following(month).replace(year=following(month).year + LEAST_YEARS) <= today
        assert (today - written).days >= LEAST_YEARS * 365


def test_a_month_is_destroyed_once() -> None:
    """What was declared is not due again; what is not over is not due yet."""
    seals = [seal_of(KEY, b"", date(2019, month, 1), 1, ROWS) for month in (1, 2, 3)]
    due = destructions(KEY, seals, date(2024, 3, 15), years=5, declared_by="archivaris")
    assert [one.month for one in due] == [date(2019, 1, 1), date(2019, 2, 1)]
    assert due[0].part == "processing_log_2019_01"
    declared = sorted([*seals, due[0].declaration.row])
    left = destructions(KEY, declared, date(2024, 3, 15), years=5, declared_by="archivaris")
    assert [one.month for one in left] == [date(2019, 2, 1)]
