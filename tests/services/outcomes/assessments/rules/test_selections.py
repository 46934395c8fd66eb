"""Which selection of domains holds for a client."""

from datetime import date
from typing import Any

import pytest

from services.outcomes.assessments.rules import SelectionRefused, check, holding
from shared.values import new_id
from tests.services.outcomes.assessments.examples import CLIENT, selection
from tests.services.outcomes.examples import CONTRACT

DAY = date(2026, 3, 1)
EVERYBODY: dict[str, Any] = {"case_id": None, "citizen_id": None, "law": None, "allocation_number": None}


@pytest.mark.rule("F-03")
@pytest.mark.rule("I-10")
def test_what_is_nearer_to_the_client_goes_first() -> None:
    """Its own before contract with product, before contract, before product; the newest of equals; nothing of others."""
    product = selection("income", **EVERYBODY, product_category="02")
    contract = selection("housing", **EVERYBODY, contract_id=CONTRACT.id)
    both = selection("justice", **EVERYBODY, contract_id=CONTRACT.id, product_category="02")
    own, newer = selection("addiction"), selection("adl-skills")
    others = [
        selection("income", case_id=new_id()),
        selection("income", **EVERYBODY, contract_id=new_id()),
        selection("income", **EVERYBODY, product_category="03"),
        selection("income", owner="00000099000000000999"),
    ]
    known = [*others, own, newer, both, contract, product]
    for expected in (newer, own, both, contract, product):
        assert holding(known, CLIENT, DAY) == expected
        known.remove(expected)
    assert holding(known, CLIENT, DAY) is None


@pytest.mark.rule("F-03")
def test_a_selection_holds_from_its_first_up_to_and_including_its_last_day() -> None:
    """Not the day before, not the day after."""
    one = selection("housing", valid_from=date(2026, 2, 1), valid_until=date(2026, 2, 28))
    days = [date(2026, 1, 31), date(2026, 2, 1), date(2026, 2, 28), date(2026, 3, 1)]
    assert [holding([one], CLIENT, day) is not None for day in days] == [False, True, True, False]


@pytest.mark.rule("F-03")
def test_only_domains_of_the_edition_and_each_once() -> None:
    """All faults at once, each with its place; an edition that is not there is one fault."""
    with pytest.raises(SelectionRefused) as wrong:
        check(selection("housing", "finances", "housing"))
    assert [(one.location, one.code) for one in wrong.value.errors] == [
        ("#/domains/1", "domain-unknown"),
        ("#/domains/2", "domain-twice"),
    ]
    with pytest.raises(SelectionRefused) as unknown:
        check(selection("housing", edition="zrm-12"))
    assert [one.code for one in unknown.value.errors] == ["edition-unknown"]
    good = selection("housing")
    assert check(good) is good
