"""What can be said of a product and what follows from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from services.contracts.contracts.rules.forms import BASIC
from services.contracts.products.rules import (
    CATEGORIES,
    FORMS,
    UNIT_CODES,
    Product,
    ProductContradictory,
    ShelteredLivingGeneral,
    change,
    settle,
)
from shared.values.agreements import BasicForm
from shared.values.arrangements import AccessPlace, Unit
from shared.values.products import (
    CareLine,
    ExecutionVariant,
    OwnContributionRoute,
    SupportKind,
    VolumeRisk,
)
from shared.values.terms import Law, ProvisionType


def product(**changes: Any) -> Product:
    """Individual guidance under the Wmo by the hour, from 2026 on."""
    made = Product(
        id=UUID("018f0000-0000-7000-8000-0000000000a1"), version=1, owner="00000099000000000484",
        external_reference=None, parties=[], code="02A15", category="02", name="Begeleiding", description=None,
        support_kind=None, laws=[Law.WMO_2015], unit=Unit.HOUR, line=CareLine.SECOND, layer=None, lot=None,
        provision_type=ProvisionType.TAILOR_MADE, sheltered_living=False, access_place=None, chosen_place=None,
        volume_risk=None, expertise_concentration=None, acute=False, pool_eligible=False, exempt_from_ceiling=False,
        own_contribution=OwnContributionRoute.NONE, execution_variant=None, recognition_demands=[], valid_from=date(2026, 1, 1),
        valid_until=None,
    )  # fmt: skip
    return replace(made, **changes)


@pytest.mark.rule("R-C35")
@pytest.mark.parametrize(
    "said",
    [
        {"sheltered_living": True},
        {"support_kind": SupportKind.SHELTERED_LIVING},
        {"category": "15", "code": "15A01"},
    ],
)
def test_sheltered_living_is_never_general(said: dict[str, Any]) -> None:
    """Said by flag, by kind or by category: refused as a general provision, allowed as a tailor-made one."""
    with pytest.raises(ShelteredLivingGeneral) as met:
        settle(product(**said, provision_type=ProvisionType.GENERAL))
    assert met.value.rule == "R-C35"
    assert settle(product(**said))[0].is_sheltered
    assert settle(product(provision_type=ProvisionType.GENERAL))[0].provision_type is ProvisionType.GENERAL


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"category": "19"}, "category-unknown"),
        ({"category": "45", "code": "45A04"}, "category-unknown"),
        ({"code": "03A15"}, "code-of-other-category"),
        ({"valid_until": date(2025, 12, 31)}, "period-reversed"),
    ],
)
def test_what_does_not_go_together_is_refused(said: dict[str, Any], code: str) -> None:
    """A category that the law does not know, a standard code of another category, days that run backward."""
    with pytest.raises(ProductContradictory) as met:
        settle(product(**said))
    assert code in {one.code for one in met.value.errors}


def test_a_code_of_ones_own_tells_nothing_of_its_category() -> None:
    """Only codes in the form of the standard begin with their category."""
    assert settle(product(code="BEG1"))[0].code == "BEG1"


def test_the_forms_of_a_variant_are_those_of_its_meaning() -> None:
    """Effort and output pay production, the task variant a population (N-65): as the forms of N-06 are classed."""
    for variant, forms in FORMS.items():
        basic = {BASIC[one] for one in forms}
        task = variant is ExecutionVariant.TASK
        assert basic == {BasicForm.POPULATION if task else BasicForm.PRODUCTION}
    found, why = settle(product(execution_variant=ExecutionVariant.OUTPUT))
    assert found.funding_forms == list(FORMS[ExecutionVariant.OUTPUT])
    assert [one.rule for one in why.steps] == ["A-14.5", "N-65"]


def test_units_and_categories_are_those_of_the_standard() -> None:
    """WJ756 has seven codes, six of them a unit's first; WMO020 has 18 categories and JZ020 24, without 39."""
    assert sorted(UNIT_CODES.values()) == ["01", "04", "14", "16", "82", "83"]
    assert (len(CATEGORIES[Law.WMO_2015]), len(CATEGORIES[Law.JEUGDWET])) == (18, 24)
    assert "39" not in CATEGORIES[Law.JEUGDWET]
    assert product(unit=Unit.PIECE, execution_variant=ExecutionVariant.EFFORT).unit_code == "84"
    assert product(unit=Unit.PLACE).unit_code is None


def test_a_change_moves_the_place_of_access_but_never_the_name() -> None:
    """Another risk gives another place; code, law and unit stay, and each that moves is named."""
    known, _ = settle(product(volume_risk=VolumeRisk.LIMITED, expertise_concentration=True))
    assert known.access_place is AccessPlace.SECOND_LINE_PROVIDER
    moved, _ = change(known, {"volume_risk": VolumeRisk.SUBSTANTIAL})
    assert moved.access_place is AccessPlace.OTHER_PARTY
    with pytest.raises(ProductContradictory) as met:
        change(known, {"code": "02A16", "laws": [Law.JEUGDWET], "unit": Unit.MINUTE})
    assert [one.location for one in met.value.errors] == ["#/code", "#/laws", "#/unit"]


def test_a_product_holds_on_its_days() -> None:
    """First and last day included; without a last day it goes on."""
    bounded = product(valid_until=date(2026, 12, 31))
    days = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 12, 31), date(2027, 1, 1)]
    assert [bounded.holds_on(day) for day in days] == [False, True, True, False]
    assert product().holds_on(date(2099, 1, 1))
