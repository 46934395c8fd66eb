"""Whether the powers were transferred for a law on a day (R-C51, F-31)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contracts.power_transfers.rules import (
    PowerNotTransferred,
    PowerTransfer,
    PowerTransferRefused,
    WithdrawalRefused,
    check_own,
    check_transferred,
    needs_transfer,
    withdraw,
)
from shared.schemas.contracts import NewPowerTransfer
from shared.values import new_id, render
from shared.values.terms import Law

ALPHEN, REGION = "00000099000000000484", "00000099000000006001"
DAY = date(2026, 1, 1)
DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))


def transfer(*laws: Law, **other: Any) -> PowerTransfer:
    """Alphen's powers for the Jeugdwet, from 1 January 2026 on."""
    made = PowerTransfer(
        id=new_id(), version=1, owner=ALPHEN, external_reference=None, parties=[ALPHEN, REGION], holder=REGION,
        municipality_code="0484", laws=list(laws or (Law.JEUGDWET,)), valid_from=DAY, valid_until=None,
    )  # fmt: skip
    return replace(made, **other)


@pytest.mark.rule("R-C51")
def test_a_mandate_for_youth_only_does_not_carry_a_wmo_contract() -> None:
    """Mandate covers Youth only; Wmo contract: error, which names the municipality, the law and the day."""
    check_transferred(REGION, [transfer()], {"0484"}, [Law.JEUGDWET], [DAY])
    with pytest.raises(PowerNotTransferred) as refused:
        check_transferred(REGION, [transfer()], {"0484"}, [Law.WMO_2015], [DAY])
    assert refused.value.rule == "R-C51"
    assert refused.value.detail.render("nl", refused.value.facts) == (
        f"{REGION} mag op 2026-01-01 niet contracteren voor gemeente 0484 onder de Wmo 2015."
    )
    assert [one.detail.en for one in refused.value.errors] == [
        "Municipality 0484 had not transferred the Wmo 2015 on 2026-01-01."
    ]


@pytest.mark.rule("R-C51")
def test_transfers_add_up_and_every_gap_is_named() -> None:
    """Two transfers for two laws carry both; each municipality, law and day that none covers is a point of its own."""
    both = [transfer(Law.WMO_2015), transfer(Law.JEUGDWET)]
    check_transferred(REGION, both, {"0484"}, list(Law), [DAY])
    with pytest.raises(PowerNotTransferred) as refused:
        check_transferred(REGION, both, {"0484", "0569"}, list(Law), [date(2025, 12, 31), DAY])
    assert len(refused.value.errors) == 6
    assert refused.value.facts["municipalities"] == ["0484", "0569"]
    assert refused.value.facts["laws"] == ["Wmo 2015", "Jeugdwet"]


@pytest.mark.rule("R-C51")
@given(DAYS, st.none() | st.integers(0, 200), DAYS)
def test_a_transfer_holds_exactly_from_its_first_to_its_last_day(
    first: date, length: int | None, day: date
) -> None:
    """Both ends included, and on no other day."""
    last = None if length is None else first + timedelta(days=length)
    held = transfer(valid_from=first, valid_until=last)
    if first <= day and (last is None or day <= last):
        check_transferred(REGION, [held], {"0484"}, [Law.JEUGDWET], [day])
    else:
        with pytest.raises(PowerNotTransferred):
            check_transferred(REGION, [held], {"0484"}, [Law.JEUGDWET], [day])


@pytest.mark.rule("R-C51")
@pytest.mark.parametrize(
    ("own", "region", "needs"),
    [
        ("0484", False, False),
        ("0569", False, True),
        (None, False, False),
        (None, True, True),
        ("0484", True, True),
    ],
    ids=["own-inhabitants", "centre-municipality", "own-code-unknown", "region", "region-with-a-code"],
)
def test_who_contracts_for_another_needs_its_powers(own: str | None, region: bool, needs: bool) -> None:
    """A municipality needs none for its own inhabitants; a region needs them always."""
    assert needs_transfer(own, "0484", region=region) is needs


@pytest.mark.rule("R-C51")
def test_a_municipality_transfers_its_own_powers_to_another() -> None:
    """Not to itself, and not those of another municipality; without a registered code it is taken at its word."""
    check_own(ALPHEN, "0484", REGION, "0484")
    check_own(ALPHEN, None, REGION, "0484")
    with pytest.raises(PowerTransferRefused) as refused:
        check_own(ALPHEN, "0484", ALPHEN, "0569")
    assert [one.code for one in refused.value.errors] == ["holder-self", "municipality-other"]


@pytest.mark.rule("R-C51")
def test_a_withdrawal_brings_the_last_day_forward() -> None:
    """A transfer without an end that is withdrawn on 1-6 holds until the day that is named."""
    ended, why = withdraw(transfer(), date(2026, 6, 30), date(2026, 6, 1))
    assert (ended.valid_until, ended.version) == (date(2026, 6, 30), 2)
    assert render(why.steps[0], "en").endswith("its last day is now 30 June 2026.")


@pytest.mark.rule("R-C51")
@given(DAYS, DAYS, st.none() | DAYS, DAYS)
def test_a_withdrawal_never_lengthens_a_transfer_nor_takes_back_a_day(
    until: date, today: date, end: date | None, start: date
) -> None:
    """Whatever is asked, the last day lies between today or the start, and the last day that was agreed."""
    if end is not None and end < start:
        end = start + timedelta(days=30)
    try:
        ended, _ = withdraw(transfer(valid_from=start, valid_until=end), until, today)
    except WithdrawalRefused:
        assert until < max(today, start) or (end is not None and until > end)
    else:
        assert ended.valid_until is not None
        assert max(today, start) <= ended.valid_until <= (end or date.max)


@pytest.mark.parametrize(
    "wrong", [{"laws": []}, {"laws": ["jeugdwet", "jeugdwet"]}, {"valid_until": date(2025, 12, 31)}]
)
def test_what_is_no_transfer_at_all_is_wrong_input(wrong: dict[str, Any]) -> None:
    """At least one law, each named once, and days that run forward."""
    terms = {"holder": REGION, "municipality_code": "0484", "laws": ["jeugdwet"], "valid_from": DAY}
    with pytest.raises(ValueError):
        NewPowerTransfer(**{**terms, **wrong})
