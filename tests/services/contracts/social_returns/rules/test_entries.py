"""An effort from telling to the purchaser's word, decided without I/O."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contracts.contracts.rules import Contract
from services.contracts.contracts.rules.conditions import Conditions, SocialReturn
from services.contracts.social_returns import rules
from services.contracts.social_returns.rules import Entry
from shared.values import new_id
from shared.values.demands import SocialReturnKind, SocialReturnState
from tests.services.contracts import examples

TODAY = date(2026, 11, 1)


def contract() -> Contract:
    """A contract in force that asks 5 %."""
    return examples.active(conditions=Conditions(social_return=SocialReturn(basis_points=500)))


def told(cents: int = 2_400_000, first: date = date(2026, 3, 1), last: date = date(2026, 5, 31)) -> Entry:
    """An effort of the lead for payment."""
    return Entry(
        id=new_id(), owner=examples.OWNER, external_reference=None, parties=[examples.LEAD], contract_id=new_id(),
        entered_by=examples.LEAD, kind=SocialReturnKind.JOB, year=first.year, realised_from=first, realised_until=last,
        value_cents=cents, evidence="Een baan",
    )  # fmt: skip


@pytest.mark.rule("R-C31")
@pytest.mark.parametrize(
    ("first", "last", "codes"),
    [
        (date(2026, 3, 1), date(2026, 3, 1), []),
        (date(2026, 11, 1), date(2026, 11, 1), []),
        (date(2026, 3, 2), date(2026, 3, 1), ["period-reversed"]),
        (date(2025, 12, 31), date(2026, 1, 1), ["crosses-year", "outside-term"]),
        (date(2026, 11, 1), date(2026, 11, 2), ["in-the-future"]),
    ],
)
def test_an_effort_was_done_within_the_term_and_within_one_year(
    first: date, last: date, codes: list[str]
) -> None:
    """Today still counts; tomorrow, the year before and two years at once do not."""
    entry = told(first=first, last=last)
    if not codes:
        assert [one.rule for one in rules.enter(contract(), entry, TODAY).steps] == ["R-C31"]
        return
    with pytest.raises(rules.SocialReturnRefused) as refused:
        rules.enter(contract(), entry, TODAY)
    assert [one.code for one in refused.value.errors] == codes


@pytest.mark.rule("R-C31")
def test_the_same_word_again_changes_nothing_and_another_takes_its_place() -> None:
    """The day of the first word stays with the same word; another word has its own day."""
    once, _ = rules.decide(told(), 1_000_000, "Deels", TODAY)
    again, _ = rules.decide(once, 1_000_000, "Deels", date(2026, 12, 1))
    assert again == once and once.decided_on == TODAY
    other, _ = rules.decide(once, None, "Toch niet", date(2026, 12, 1))
    assert (other.state, other.recognised_cents, other.decided_on) == (
        SocialReturnState.REJECTED,
        0,
        date(2026, 12, 1),
    )


@pytest.mark.rule("R-C31")
def test_what_was_decided_is_not_withdrawn_and_what_was_withdrawn_is_not_decided() -> None:
    """Only who told it withdraws it, and only before the purchaser's word."""
    gone, _ = rules.withdraw(told(), (examples.LEAD,))
    assert gone.state is SocialReturnState.WITHDRAWN
    with pytest.raises(rules.SocialReturnDecided):
        rules.decide(gone, 1, None, TODAY)
    done, _ = rules.decide(told(), 1, "Weinig", TODAY)
    with pytest.raises(rules.SocialReturnDecided):
        rules.withdraw(done, (examples.LEAD,))
    with pytest.raises(rules.NotAPartyToTheContract):
        rules.withdraw(told(), (examples.OWNER,))


@pytest.mark.rule("R-C31")
@given(
    value=st.integers(min_value=1, max_value=10**13),
    words=st.lists(
        st.one_of(st.none(), st.integers(min_value=0, max_value=2 * 10**13), st.just("withdraw")), max_size=6
    ),
)
def test_no_sequence_of_words_counts_more_than_was_told(value: int, words: list[int | str | None]) -> None:
    """Whatever is decided or tried, what counts lies between nothing and what was told, and only when recognised."""
    entry = told(value)
    for word in words:
        try:
            if isinstance(word, str):
                entry, _ = rules.withdraw(entry, (examples.LEAD,))
            else:
                entry, _ = rules.decide(entry, word, "Reden", TODAY)
        except (rules.SocialReturnDecided, rules.SocialReturnRefused):
            continue
        assert 0 <= entry.recognised_cents <= entry.value_cents
        assert entry.state is SocialReturnState.RECOGNISED or entry.recognised_cents == 0


@pytest.mark.rule("R-C31")
def test_a_contract_that_is_not_in_force_or_asks_nothing_takes_no_effort() -> None:
    """Both points at once."""
    draft = replace(examples.draft(), end_date=date(2029, 12, 31))
    with pytest.raises(rules.SocialReturnRefused) as refused:
        rules.enter(draft, told(), TODAY)
    assert [one.code for one in refused.value.errors] == ["contract-not-in-force", "social-return-not-agreed"]
