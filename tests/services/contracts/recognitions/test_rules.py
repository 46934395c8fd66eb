"""Whether a provider may deliver on a day (R-C58)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contracts.recognitions import rules
from services.contracts.recognitions.rules import Demand, Demanding, Recognition
from shared.values import new_id, render
from shared.values.parties import RecognitionKind

PROVIDER = "00000099000000001001"
HKZ = Recognition(
    id=new_id(),
    version=1,
    owner="00000099000000000484",
    external_reference=None,
    parties=[PROVIDER],
    organisation=PROVIDER,
    kind=RecognitionKind.CERTIFICATE,
    code="hkz",
    number=None,
    issued_by=None,
    product_codes=[],
    valid_from=date(2025, 4, 1),
    valid_until=date(2026, 3, 31),
)
DEMAND = Demand(RecognitionKind.CERTIFICATE, "hkz")


def asked(*demands: Demand, product: str | None = None) -> list[Demanding]:
    """What whoever asks demands, of what is for a product when one is named."""
    return [Demanding(list(demands), counts_for=product)]


@pytest.mark.rule("R-C58")
def test_a_certificate_that_expired_on_31_march_admits_no_delivery_on_2_april() -> None:
    """On 31 March it does; on 2 April it is refused, with the day on which it expired, and says so."""
    assert rules.admit(PROVIDER, date(2026, 3, 31), asked(DEMAND), [HKZ]).admitted
    refused = rules.admit(PROVIDER, date(2026, 4, 2), asked(DEMAND), [HKZ])
    assert (refused.admitted, refused.recognitions) == (False, [])
    assert [(one.code, one.expired_on) for one in refused.missing] == [("hkz", date(2026, 3, 31))]
    assert [render(one, "en") for one in refused.why.steps] == [
        "Asked is certificate hkz.",
        "certificate hkz expired on 31 March 2026, so does not hold on 2 April 2026.",
        "The provider may not deliver on 2 April 2026.",
    ]


@pytest.mark.rule("R-C58")
def test_every_demand_is_held_against_what_is_for_the_product() -> None:
    """Another's, another kind, another code and another product do not count; any of a kind does where no code is asked."""
    day = date(2026, 1, 1)
    other = replace(HKZ, id=new_id(), organisation="00000099000000001002")
    narrow = replace(HKZ, id=new_id(), code="jeugd", product_codes=["45A04"])
    any_, admission = Demand(RecognitionKind.CERTIFICATE), Demand(RecognitionKind.ADMISSION)
    found = rules.admit(PROVIDER, day, asked(DEMAND, any_, admission, product="02A03"), [other, narrow])
    assert [(one.kind, one.code, one.expired_on) for one in found.missing] == [
        (demand.kind, demand.code, None) for demand in (DEMAND, any_, admission)
    ]
    assert rules.admit(PROVIDER, day, asked(any_, product="45A04"), [narrow]).recognitions == [narrow]
    assert rules.admit(PROVIDER, day, asked(any_), [narrow]).admitted


@pytest.mark.rule("R-C58")
def test_a_product_is_met_by_what_its_own_purchaser_registered() -> None:
    """Each product by itself: what another purchaser registered, or what is for another product, leaves it unmet."""
    elsewhere = replace(HKZ, id=new_id(), owner="00000099000000000363")
    narrow = replace(HKZ, id=new_id(), product_codes=["02A03"])
    both = [Demanding([DEMAND], code, code, HKZ.owner) for code in ("02A03", "45A04")]
    found = rules.admit(PROVIDER, date(2026, 1, 1), both, [elsewhere, narrow])
    assert [(one.product_code, one.code) for one in found.missing] == [("45A04", "hkz")]
    assert found.recognitions == [narrow]
    assert rules.admit(PROVIDER, date(2026, 1, 1), [Demanding([], "45A04")], []).admitted


@pytest.mark.rule("R-C58")
def test_the_products_of_a_question_are_those_of_the_contract_or_the_one_that_is_named() -> None:
    """One that is not of the contract, or a contract that names none, is a question without an answer."""
    assert rules.products_asked(None, None) == []
    assert rules.products_asked("02A03", set()) == rules.products_asked("02A03", None) == ["02A03"]
    assert rules.products_asked(None, {"45A04", "02A03"}) == ["02A03", "45A04"]
    faults = []
    for code, of_contract in (("02A04", {"02A03"}), (None, set[str]())):
        with pytest.raises(rules.RecognitionQuestionRefused) as met:
            rules.products_asked(code, of_contract)
        faults += [(one.location, one.code) for one in met.value.errors]
    with pytest.raises(rules.RecognitionQuestionRefused) as met:
        rules.check_known(["02A03", "45A04", "02A15"], {"45A04"}, date(2026, 1, 1), "#/contractId")
    faults += [(one.location, one.code) for one in met.value.errors]
    assert faults == [
        ("#/productCode", "product-not-in-contract"),
        ("#/contractId", "products-missing"),
        ("#/contractId", "product-unknown"),
        ("#/contractId", "product-unknown"),
    ]


@given(st.integers(-400, 400))
def test_a_recognition_holds_from_its_first_day_to_its_last(shift: int) -> None:
    """Whatever the day: admitted exactly when it lies between them, both included."""
    day = HKZ.valid_from + timedelta(days=shift)
    assert rules.admit(PROVIDER, day, asked(DEMAND), [HKZ]).admitted == (
        HKZ.valid_from <= day <= date(2026, 3, 31)
    )
    assert rules.admit(PROVIDER, day, asked(DEMAND), [replace(HKZ, valid_until=None)]).admitted == (
        shift >= 0
    )


def test_a_last_day_before_the_first_is_refused() -> None:
    """At its place."""
    with pytest.raises(rules.RecognitionRefused) as met:
        rules.check_days(replace(HKZ, valid_until=date(2025, 3, 31)))
    assert [one.location for one in met.value.errors] == ["#/validUntil"]
