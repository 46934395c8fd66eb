"""Contacts of the nurse at the practice over HTTP: counted, corrected, compared with the period before."""

from datetime import date
from typing import Any

import pytest

from shared.schemas.access import NewNurseContacts, NewReferral, NurseContactsChange, ReferredOn
from shared.values import new_id
from shared.values.products import CareLayer
from shared.values.terms import Law
from tests.services.access.care_starts.test_rest import codes, refusal

PRACTICE = "01054321"


def counted(contacts: int, handled: int, specialist: int, **other: Any) -> NewNurseContacts:
    """A count of the first quarter."""
    given = {"practice": PRACTICE, "first_day": date(2026, 1, 1), "last_day": date(2026, 3, 31)}
    referred = [ReferredOn(layer=CareLayer.SPECIALIST, count=specialist)]
    return NewNurseContacts(contacts=contacts, handled=handled, referred=referred, **{**given, **other})


@pytest.mark.rule("R-A47")
@pytest.mark.rule("E-51")
async def test_contacts_are_counted_and_compared(agreed: Any) -> None:
    """200 contacts, 120 handled = 60 %; more contacts than the quarter before and as many referrals: a warning."""
    client = agreed.client()
    before = counted(100, 30, 60, first_day=date(2025, 10, 1), last_day=date(2025, 12, 31))
    await client.register_nurse_contact(before)
    new = counted(200, 100, 60, external_reference="poh/1")
    made = await client.register_nurse_contact(new)
    assert await client.put_nurse_contact("poh/1", new) == made
    fixed = await client.change_nurse_contact(made.id, 1, NurseContactsChange(handled=120))
    assert (fixed.handled, fixed.referred_count, fixed.version) == (120, 60, 2)
    assert (await client.explain_nurse_contact(made.id)).steps[0].result == 6_000
    effect = await client.nurse_effect(date(2026, 1, 1), date(2026, 3, 31))
    (line,) = effect.practices
    assert (line.practice, line.avoided_basis_points, line.contacts_before, line.warning) == (
        PRACTICE,
        6_000,
        100,
        True,
    )
    assert (effect.total.practice, effect.total.referred[0].count, effect.total.referrals_made) == (
        None,
        60,
        0,
    )
    wrong = await refusal(client.register_nurse_contact(counted(3, 2, 2, last_day=date(2026, 4, 21))))
    assert (wrong.code, codes(wrong)) == ("nurse-contacts-refused", ["in-future", "more-than-contacts"])
    assert await client.list_nurse_contacts(practice=PRACTICE) == await client.list_nurse_contacts()
    assert (await refusal(agreed.client(agreed.tenant.providers[0]).get_nurse_contact(made.id))).status == 403
    missing = await refusal(client.get_nurse_contact(new_id()))
    assert (missing.status, missing.code) == (404, "nurse-contacts-not-found")
    shown = await agreed.graph(
        '{ nurseEffect(dateFrom: "2026-01-01", dateUntil: "2026-03-31") { total { avoidedBasisPoints warning } } }'
    )
    assert shown["data"]["nurseEffect"]["total"] == {"avoidedBasisPoints": 6_000, "warning": True}
    register = "mutation ($new: NewNurseContacts!) { registerNurseContact(new: $new) { contacts referred { layer count } } }"
    one = {
        "practice": PRACTICE,
        "firstDay": "2026-04-01",
        "lastDay": "2026-04-01",
        "contacts": 1,
        "handled": 1,
    }
    assert (await agreed.graph(register, new=one))["data"]["registerNurseContact"] == {
        "contacts": 1,
        "referred": [],
    }


@pytest.mark.rule("R-A47")
async def test_referrals_of_the_practice_count_beside_its_own(agreed: Any) -> None:
    """A referral for youth help by the GP of the practice stands in its line, and nobody's name."""
    client = agreed.client()
    request = await agreed.report(law=Law.JEUGDWET)
    by_gp = NewReferral(provider=agreed.tenant.providers[0], referrer_type="02", referrer_code=PRACTICE)
    await client.make_referral(request.id, by_gp)
    await client.register_nurse_contact(
        counted(10, 6, 2, first_day=date(2026, 4, 1), last_day=date(2026, 4, 20))
    )
    effect = await client.nurse_effect(date(2026, 4, 1), date(2026, 4, 20), PRACTICE)
    assert [(one.referrals_made, one.warning) for one in effect.practices] == [(1, False)]
