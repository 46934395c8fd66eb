"""What the nurse at the practice handled, and when demand is drawn in."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.access.nurse_contacts.rules import (
    NurseContacts,
    NurseContactsRefused,
    ReferredOn,
    avoided_share,
    correct,
    count,
    effect,
    period_before,
)
from shared.values.products import CareLayer

OWNER, PRACTICE = "00000099000000000484", "01054321"
TODAY = date(2026, 7, 6)
FIRST, LAST = date(2026, 4, 1), date(2026, 6, 30)


def counted(contacts: int, handled: int, specialist: int = 0, **other: Any) -> NurseContacts:
    """A count of the second quarter."""
    referred = [ReferredOn(CareLayer.SPECIALIST, specialist)] if specialist else []
    given: dict[str, Any] = {
        "practice": PRACTICE,
        "first_day": FIRST,
        "last_day": LAST,
        "external_reference": None,
    } | other
    return count(OWNER, contacts=contacts, handled=handled, referred=referred, today=TODAY, **given)[0]


@pytest.mark.rule("R-A47")
def test_of_200_contacts_120_handled_is_60_percent() -> None:
    """The share of referrals that were avoided."""
    made, why = count(
        OWNER, practice=PRACTICE, first_day=FIRST, last_day=LAST, contacts=200, handled=120,
        referred=[ReferredOn(CareLayer.SPECIALIST, 60)], external_reference=None, today=TODAY,
    )  # fmt: skip
    assert (why.steps[0].rule, why.steps[0].result, made.referred_count) == ("R-A47", 6_000, 60)
    shown = effect(FIRST, LAST, [made], [], {PRACTICE: 5}, {})
    assert (shown.total.avoided_basis_points, shown.total.referrals_made, shown.total.warning) == (
        6_000,
        5,
        False,
    )


@pytest.mark.rule("R-A47")
def test_a_count_that_does_not_add_up_is_refused_with_every_reason() -> None:
    """More handled and referred than contacts, a layer twice, days that are turned round or lie ahead."""
    with pytest.raises(NurseContactsRefused) as refused:
        count(
            OWNER, practice=PRACTICE, first_day=date(2026, 8, 1), last_day=LAST, contacts=3, handled=2,
            referred=[ReferredOn(CareLayer.BASIC, 1), ReferredOn(CareLayer.BASIC, 1)], external_reference=None, today=TODAY,
        )  # fmt: skip
    assert [(error.location, error.code) for error in refused.value.errors] == [
        ("#/lastDay", "ends-before-it-starts"),
        ("#/lastDay", "in-future"),
        ("#/handled", "more-than-contacts"),
        ("#/referred/1/layer", "layer-twice"),
    ]
    with pytest.raises(NurseContactsRefused):
        correct(counted(10, 5, 5), {"handled": 6}, TODAY)
    after, why = correct(counted(10, 5, 5), {"referred": []}, TODAY)
    assert (after.referred_count, why.steps[0].result) == (0, 5_000)


@pytest.mark.rule("E-51")
@pytest.mark.rule("D-36")
def test_contacts_that_grow_while_referrals_do_not_fall_are_a_warning() -> None:
    """100 then 150 with as many referrals: a warning; with fewer none; a first period has nothing to compare with."""
    assert period_before(FIRST, LAST) == (date(2025, 12, 31), date(2026, 3, 31))
    before = [counted(100, 60, 40, first_day=date(2026, 1, 1), last_day=date(2026, 3, 31))]
    grown = effect(FIRST, LAST, [counted(150, 110, 40)], before, {}, {})
    assert [(one.practice, one.warning, one.contacts_before) for one in grown.practices] == [
        (PRACTICE, True, 100)
    ]
    assert effect(FIRST, LAST, [counted(150, 120, 30)], before, {PRACTICE: 9}, {}).total.warning is False
    assert effect(FIRST, LAST, [counted(150, 120, 30)], before, {PRACTICE: 10}, {}).total.warning is True
    assert effect(FIRST, LAST, [counted(150, 110, 40)], [], {}, {}).total.warning is False
    assert effect(FIRST, LAST, [counted(90, 50, 40)], before, {}, {}).total.warning is False


@pytest.mark.rule("R-A47")
@given(contacts=st.integers(1, 5_000), handled=st.integers(0, 5_000))
def test_the_share_lies_between_nothing_and_all(contacts: int, handled: int) -> None:
    """Exact for all, for none, and never off by more than half a basis point."""
    handled = min(handled, contacts)
    share = avoided_share(contacts, handled)
    assert share is not None
    assert abs(share * contacts - handled * 10_000) * 2 <= contacts
    assert avoided_share(0, 0) is None
