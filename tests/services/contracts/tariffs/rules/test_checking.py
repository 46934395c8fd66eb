"""Whether the products that a contract pays by the unit have an allowed tariff on every day of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contracts.contracts.rules import FundingAgreement
from services.contracts.tariffs.rules import (
    BY_TARIFF,
    Pricing,
    Tariff,
    TariffsNotAllowed,
    check_tariffs,
    codes_of,
    require_tariffs,
)
from services.contracts.tariffs.rules.terms import Intervention, TariffTier
from shared.values.agreements import FundingForm
from shared.values.arrangements import Unit
from tests.services.contracts.tariffs.rules.samples import (
    CONTRACT,
    ELEMENTS,
    PROVIDER,
    START,
    price,
    product,
    tariff,
)

END = date(2029, 12, 31)


@dataclass(frozen=True)
class Funding:
    """A funding agreement as far as it matters here."""

    form: str = FundingForm.PRODUCTION
    product_codes: list[str] = field(default_factory=lambda: ["02A15"])
    valid_from: date | None = None
    valid_until: date | None = None
    interventions: list[Intervention] | None = None
    periods: int | None = None
    unit: Unit | None = None
    tiers: list[TariffTier] | None = None
    amount_cents: int | None = None
    months: int | None = None


def pricing(*tariffs: Tariff) -> Pricing:
    """These tariffs, with the product in the catalogue."""
    return Pricing(tariffs=list(tariffs), products=[product()])


def codes(*fundings: Funding, stands: Pricing, end: date | None = END) -> list[str]:
    """What is wrong."""
    return [one.code for one in check_tariffs(fundings, START, end, stands)]


@pytest.mark.rule("R-C64")
def test_a_contract_by_the_unit_needs_a_tariff_on_every_day() -> None:
    """With one for the whole term nothing is wrong; without, or for a part, the days are named at the agreement."""
    assert codes(Funding(), stands=pricing(tariff())) == []
    (missing,) = check_tariffs([Funding("lumpSum"), Funding()], START, END, pricing())
    assert (missing.location, missing.code) == ("#/fundingAgreements/1/productCodes", "tariff-missing")
    assert "2026-01-01 tot en met 2029-12-31" in missing.detail.nl
    part = pricing(tariff(valid_from=date(2026, 3, 1), valid_until=date(2028, 12, 31)))
    told = check_tariffs([Funding()], START, END, part)
    assert ["2026-01-01 tot en met 2026-02-28" in told[0].detail.nl, "2029-01-01" in told[1].detail.nl] == [
        True,
        True,
    ]
    assert codes(Funding(), stands=part, end=None) == ["tariff-missing", "tariff-missing"]
    assert codes(Funding(), stands=Pricing(tariffs=[tariff()])) == ["product-unknown"]


@pytest.mark.parametrize("form", list(FundingForm))
def test_only_production_and_effort_are_paid_by_tariff(form: FundingForm) -> None:
    """Three of the forms need a tariff (P×Q): output, effort as allocated, hours delivered."""
    assert (codes(Funding(form), stands=pricing()) == ["tariff-missing"]) is (form in BY_TARIFF)
    assert len(BY_TARIFF) == 3


def test_an_agreement_asks_for_its_own_days_and_products() -> None:
    """Of an agreement of 2027 only 2027 counts; one that names no product asks those of the contract; what is over asks none."""
    year = Funding(valid_from=date(2027, 1, 1), valid_until=date(2027, 12, 31))
    assert (
        codes(year, stands=pricing(tariff(valid_from=date(2027, 1, 1), valid_until=date(2027, 12, 31)))) == []
    )
    over = Funding(valid_until=date(2025, 12, 31))
    assert codes(over, stands=pricing()) == []
    every = Funding(product_codes=[])
    assert codes_of([every, Funding("lumpSum")], ["02A15", "02A16"]) == ["02A15", "02A16"]
    told = check_tariffs([every], START, END, pricing(tariff()), ["02A15", "02A16"])
    assert [one.code for one in told] == ["product-unknown"]


@pytest.mark.rule("R-C29")
@pytest.mark.rule("R-C64")
def test_every_tariff_that_holds_is_allowed() -> None:
    """Above the maximum, below the real price, without cost elements: each is named; what another scope overshadows is not."""
    assert codes(Funding(), stands=pricing(tariff(maximum="49.00"))) == ["above-maximum"]
    assert codes(Funding(), stands=pricing(tariff(cost_elements=[]))) == ["cost-elements-missing"]
    assert codes(Funding(), stands=pricing(tariff(cost_elements=ELEMENTS[:-1]))) == ["indexation-missing"]
    low = replace(pricing(tariff()), prices=[price(amount="51.00", valid_from=date(2028, 1, 1))])
    assert codes(Funding(), stands=low) == ["below-real-price"]
    later = replace(low, prices=[price(amount="51.00", valid_from=date(2030, 1, 1))])
    assert codes(Funding(), stands=later) == []
    general = tariff(cost_elements=[])
    own = tariff(contract_id=CONTRACT)
    assert codes(Funding(), stands=pricing(general, own)) == []
    with pytest.raises(TariffsNotAllowed) as met:
        require_tariffs([Funding()], START, END, pricing(general))
    assert [one.rule for one in met.value.errors] == ["R-C64"]


def test_each_member_of_a_consortium_has_its_tariffs() -> None:
    """A tariff of one member is none of another: the one that has none is named; the contract's own holds for all."""
    other = "00000099000000001002"
    own = tariff(contract_id=CONTRACT, provider=PROVIDER)
    (missing,) = check_tariffs([Funding()], START, END, pricing(own), (), [PROVIDER, other])
    assert missing.code == "tariff-missing" and other in missing.detail.nl
    assert check_tariffs([Funding()], START, END, pricing(own), (), [PROVIDER]) == []
    shared = pricing(own, tariff(contract_id=CONTRACT))
    assert check_tariffs([Funding()], START, END, shared, (), [PROVIDER, other]) == []


def test_a_contracts_own_agreement_is_what_it_takes() -> None:
    """The dataclass of the contract has all that the check asks."""
    own = FundingAgreement(number=1, form="production", product_codes=["02A15"])
    assert check_tariffs([own], START, END, pricing(tariff())) == []


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 200)), max_size=5), st.integers(0, 400))
def test_a_gap_is_found_exactly_when_a_day_has_no_tariff(spans: list[tuple[int, int]], length: int) -> None:
    """Against the plain count: day by day, whether some tariff holds."""
    end = START + timedelta(days=length)
    made = [
        tariff(valid_from=START + timedelta(days=first), valid_until=START + timedelta(days=first + more))
        for first, more in spans
    ]
    bare = any(
        not any(one.holds_on(START + timedelta(days=number)) for one in made) for number in range(length + 1)
    )
    assert ("tariff-missing" in codes(Funding(), stands=pricing(*made), end=end)) is bare
