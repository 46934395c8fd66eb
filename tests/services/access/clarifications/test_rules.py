"""What a clarification must hold, and what it leads to think of."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.access.clarifications.rules import (
    ClarificationRefused,
    Clarified,
    WeighedProvision,
    clarify,
)
from services.access.policies.rules import DEFAULT, ClarificationMethod
from services.access.requests.rules import Request
from shared.values import new_id
from shared.values.questions import ClarificationLevel, FirstProvision, FirstProvisionOutcome
from shared.values.terms import Law, RequestState

OWNER, TODAY = "00000099000000000484", date(2026, 4, 20)
WEIGHED = WeighedProvision(FirstProvision.NETWORK, FirstProvisionOutcome.PARTLY, "De zus helpt.")
REVIEWED = replace(DEFAULT, clarification_methods=(ClarificationMethod("esbjerg", True, date(2026, 1, 15)),))


def a_request(**other: Any) -> Request:
    """A request of 13 April."""
    terms = {
        "id": new_id(), "version": 1, "owner": OWNER, "external_reference": None, "parties": [],
        "citizen_id": new_id(), "contract_id": None, "law": Law.WMO_2015, "contact_on": date(2026, 4, 13),
        "first_talk_on": None, "acute": False, "state": RequestState.RECEIVED,
    }  # fmt: skip
    return Request(**{**terms, **other})


def held(**other: Any) -> Clarified:
    """A whole clarification by the matrix with thirteen domains."""
    terms: dict[str, Any] = {
        "held_on": date(2026, 4, 16), "worker": "j.jansen", "method": "zrm13", "domains": ["housing"],
        "own_strength": "Doet zelf de boodschappen.", "provisions_first": [WEIGHED],
        "support_offered_on": date(2026, 4, 14),
    }  # fmt: skip
    return Clarified(**{**terms, **other})


def found(request: Request, new: Clarified, policy: Any = DEFAULT) -> dict[str, ClarificationLevel]:
    """The findings by their code."""
    made, why = clarify(request, new, policy, TODAY)
    assert [step.sentence for step in why.steps][1:] == [f"clarification.{one.code}" for one in made.findings]
    return {one.code: one.level for one in made.findings}


@pytest.mark.rule("R-A31")
@pytest.mark.rule("R-A45")
def test_what_comes_first_and_the_offer_of_support_are_mandatory() -> None:
    """Weighed and offered passes; without, a tailor-made decision lacks both."""
    assert set(found(a_request(), held()).values()) == {ClarificationLevel.PASSED}
    bare = found(a_request(), held(provisions_first=[], support_offered_on=None))
    assert bare["provisions-first-missing"] == bare["support-offered-missing"] == ClarificationLevel.MISSING
    made, _ = clarify(a_request(), held(provisions_first=[]), DEFAULT, TODAY)
    assert [one.code for one in made.missing] == ["provisions-first-missing"]
    assert not made.weighed


@pytest.mark.rule("R-A44")
def test_one_carer_of_more_than_twenty_hours_is_a_warning() -> None:
    """20 hours a week is at the norm, 21 above it; two carers of 14 are each below."""
    assert "carer-overloaded" not in found(a_request(), held(carer_hours=[20]))
    assert "carer-overloaded" not in found(a_request(), held(carer_hours=[14, 14]))
    assert found(a_request(), held(carer_hours=[4, 21]))["carer-overloaded"] is ClarificationLevel.WARNING
    assert "carer-overloaded" not in found(
        a_request(), held(carer_hours=[24]), replace(DEFAULT, carer_hours_limit=24)
    )


@pytest.mark.rule("R-A17")
@pytest.mark.rule("R-A18")
@pytest.mark.rule("R-A53")
def test_a_young_person_is_held_against_other_laws() -> None:
    """Learning alone is education's; a permanent need and lifelong mental care are the Wlz's, the latter from 2021 on."""
    youth = a_request(law=Law.JEUGDWET)
    said = found(youth, held(learning_only=True, permanent_need=True, lifelong_mental_need=True))
    assert {"education", "wlz-permanent", "wlz-lifelong-mental"} <= said.keys()
    early = a_request(law=Law.JEUGDWET, contact_on=date(2020, 12, 31))
    assert "wlz-lifelong-mental" not in found(early, held(lifelong_mental_need=True))
    later = a_request(law=Law.JEUGDWET, contact_on=date(2021, 1, 1))
    assert "wlz-lifelong-mental" in found(later, held(lifelong_mental_need=True))
    assert "education" not in found(a_request(), held(learning_only=True))


@pytest.mark.rule("F-03")
@pytest.mark.rule("F-04")
@pytest.mark.rule("G-53")
def test_a_method_is_the_municipalitys_and_was_reviewed() -> None:
    """Esbjerg without a review, a method that is not in the policy, and domains that the method has not, are refused."""

    def refused(new: Clarified, policy: Any = DEFAULT) -> set[tuple[str | None, str]]:
        with pytest.raises(ClarificationRefused) as caught:
            clarify(a_request(), new, policy, TODAY)
        return {(one.rule, one.code) for one in caught.value.errors}

    assert refused(held(method="esbjerg")) == {("F-04", "privacy-review-missing")}
    assert found(a_request(), held(method="esbjerg"), REVIEWED)
    ahead = replace(DEFAULT, clarification_methods=(ClarificationMethod("esbjerg", True, date(2026, 4, 17)),))
    assert refused(held(method="esbjerg"), ahead) == {("F-04", "privacy-review-ahead")}
    assert refused(held(method="own")) == {("G-53", "method-unknown")}
    assert refused(held(method="talk")) == {("F-03", "domains-not-selectable")}
    assert refused(held(domains=[])) == {("F-03", "domains-not-chosen")}
    everything = [f"d{number}" for number in range(13)]
    assert found(a_request(), held(domains=everything))["all-domains"] is ClarificationLevel.WARNING
    assert refused(held(domains=[*everything, "d13"])) == {("F-03", "domains-too-many")}


@pytest.mark.rule("F-33")
def test_an_acute_question_is_never_held_up() -> None:
    """What would be refused or missing comes back as a review for afterwards."""
    acute = a_request(acute=True)
    said = found(acute, held(method="esbjerg", provisions_first=[], support_offered_on=None))
    assert said["privacy-review-missing"] is ClarificationLevel.REVIEW
    assert said["provisions-first-missing"] is ClarificationLevel.REVIEW
    assert ClarificationLevel.MISSING not in said.values()


@pytest.mark.rule("R-A51")
def test_who_comes_back_needs_no_full_clarification() -> None:
    """What is missing of a request that goes on from an earlier one is advice."""
    back = a_request(previous_id=new_id())
    made, _ = clarify(back, held(provisions_first=[], support_offered_on=None), DEFAULT, TODAY)
    assert made.short
    assert made.missing == []


@pytest.mark.rule("N-127")
def test_days_cannot_be() -> None:
    """Before the contact, ahead of today, accepted without an offer: all told at once."""
    new = held(held_on=date(2026, 4, 21), support_offered_on=None, support_accepted=True)
    with pytest.raises(ClarificationRefused) as caught:
        clarify(a_request(), new, DEFAULT, TODAY)
    assert {one.code for one in caught.value.errors} == {"in-future", "accepted-without-offer"}
    with pytest.raises(ClarificationRefused) as caught:
        clarify(a_request(acute=True), held(held_on=date(2026, 4, 12)), DEFAULT, TODAY)
    assert {one.code for one in caught.value.errors} == {"before-contact"}


@pytest.mark.rule("R-A44")
@settings(max_examples=50)
@given(hours=st.lists(st.integers(0, 168), max_size=6), limit=st.integers(1, 168))
def test_the_warning_is_about_one_carer(hours: list[int], limit: int) -> None:
    """There is a warning exactly when one carer gives more than the policy says, whatever they give together."""
    policy = replace(DEFAULT, carer_hours_limit=limit)
    said = found(a_request(), held(carer_hours=hours), policy)
    assert ("carer-overloaded" in said) == any(one > limit for one in hours)
