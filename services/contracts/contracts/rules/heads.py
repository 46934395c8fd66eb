"""Which count of a population holds for a contract that pays by the head (R-C18)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from services.contracts.contracts.rules.terms import Terms
from shared.values.agreements import FundingForm


def heads(sizes: Iterable[tuple[date, int]], terms: Terms) -> int | None:
    """The inhabitants on the reference date of the capitation; the newest count where nothing is paid by the head.

    `sizes` are the counts with their dates. Between two counts the earlier holds, before all of them the first; None without any.
    """
    counted = sorted(sizes)
    day = next(
        (one.counted_on for one in terms.funding_agreements if one.form == FundingForm.CAPITATION_INHABITANT),
        None,
    )
    if not counted:
        return None
    if day is None:
        return counted[-1][1]
    until = [count for on, count in counted if on <= day]
    return until[-1] if until else counted[0][1]
