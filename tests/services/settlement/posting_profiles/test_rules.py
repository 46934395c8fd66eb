"""Which profile holds for a line."""

from __future__ import annotations

from datetime import date

import pytest

from services.settlement.posting_profiles.rules import EndingRefused, PostingProfile, end, place_of, places
from shared.values import new_id
from shared.values.posting import VatTreatment

CONTRACT, OTHER = new_id(), new_id()


def profile(ledger: str, contract: object = None, start: date = date(2026, 1, 1)) -> PostingProfile:
    """A profile of the costs."""
    return PostingProfile(
        new_id(), 1, "00000099000000000484", None, contract, "programme-costs", ledger, None, None,  # type: ignore[arg-type]
        VatTreatment.EXEMPT, start, None,
    )  # fmt: skip


@pytest.mark.rule("F-39")
def test_a_contracts_own_profile_goes_before_that_of_all() -> None:
    """The contract's own from its first day on; before it, and for other contracts, that of all; before 2026 none."""
    known = places([profile("all"), profile("own", CONTRACT, date(2026, 7, 1))])

    def ledger(contract: object, day: date, account: str = "programme-costs") -> str | None:
        found = place_of(known, account, contract, day)  # type: ignore[arg-type]
        return None if found is None else found.ledger_account

    assert ledger(CONTRACT, date(2026, 7, 1)) == "own"
    assert ledger(CONTRACT, date(2026, 6, 30)) == "all"
    assert ledger(OTHER, date(2026, 7, 1)) == ledger(None, date(2026, 7, 1)) == "all"
    assert ledger(CONTRACT, date(2025, 12, 31)) is None
    assert ledger(CONTRACT, date(2026, 7, 1), "payable") is None


def test_a_profile_ends_on_a_day_on_which_it_holds() -> None:
    """From 1-1 on: its last day may be 1-1, and not the day before; once ended it ends no later."""
    ended = end(profile("all"), date(2026, 1, 1))
    assert (ended.valid_until, ended.version) == (date(2026, 1, 1), 2)
    with pytest.raises(EndingRefused):
        end(profile("all"), date(2025, 12, 31))
    with pytest.raises(EndingRefused):
        end(ended, date(2026, 1, 2))
