"""When a meeting is due, and what leads to a person (N-154, F-07, G-07)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.outcomes.meetings import rules
from shared.values.consulting import Rhythm

MONDAY = date(2026, 1, 5)


def test_two_weekly_six_weekly_and_monthly() -> None:
    """Utrecht's talks are two-weekly, its steering group six-weekly or monthly (G-07): the next day keeps to the rhythm."""
    assert rules.next_after(MONDAY, 2, Rhythm.WEEKS, date(2026, 1, 20)) == date(2026, 2, 2)
    assert rules.next_after(MONDAY, 6, Rhythm.WEEKS, MONDAY) == date(2026, 2, 16)
    assert rules.next_after(date(2026, 1, 31), 1, Rhythm.MONTHS, date(2026, 1, 31)) == date(2026, 2, 28)
    assert rules.next_after(date(2026, 1, 31), 1, Rhythm.MONTHS, date(2026, 2, 28)) == date(2026, 3, 31)
    assert rules.next_after(MONDAY, 2, Rhythm.WEEKS, date(2025, 12, 1)) == MONDAY


@settings(max_examples=100)
@given(
    first=st.dates(date(2015, 1, 1), date(2030, 12, 31)),
    every=st.integers(1, 52),
    rhythm=st.sampled_from(Rhythm),
    days=st.integers(0, 3000),
)
def test_the_next_meeting_comes_after_the_last_within_one_beat(
    first: date, every: int, rhythm: Rhythm, days: int
) -> None:
    """The next day is later than the last meeting, never by more than one beat, and holding on it gives a later one again."""
    held = first + timedelta(days=days)
    following = rules.next_after(first, every, rhythm, held)
    longest = timedelta(weeks=every) if rhythm is Rhythm.WEEKS else timedelta(days=31 * every + 3)
    assert held < following <= held + longest
    assert rules.next_after(first, every, rhythm, following) > following


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Bel a.de.boer@voorbeeld.nl", ["email"]),
        ("Bereikbaar op 06-12 34 56 78", ["phone"]),
        ("Woont op 2401 AB 12", ["address"]),
        ("Geboren op 3-4-2011", ["date"]),
        ("Geboren 2011-04-03", ["date"]),
        ("Toewijzing 123456789012", ["number"]),
        ("Een gezin in de wijk kreeg één plan; in 2026 scheelde dat een verwijzing.", []),
    ],
)
def test_what_leads_to_a_person_is_seen(text: str, kinds: list[str]) -> None:
    """E-mail, phone, address, full date and long number; a year or a district is no trace (F-07)."""
    assert rules.traces(text) == kinds
