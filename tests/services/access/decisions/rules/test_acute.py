"""When care that is called acute is acute: a motive, a start within days, an end within the half-year (G-40, R-A48)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.access.decisions import rules
from services.access.policies.rules import DEFAULT
from shared.values.deciding import DecisionOutcome
from tests.services.access.decisions.given import TODAY, a_product, grant, request

SOON = date(2026, 6, 30)


@pytest.mark.rule("G-40")
@pytest.mark.rule("R-A48")
def test_the_request_the_product_or_the_decision_says_that_it_is_acute() -> None:
    """Each of them does, within 7 days and 6 months; a refusal grants nothing acute, and blanks are no motive."""
    plain, crisis = grant(end_date=SOON), a_product(acute=True)
    assert not rules.is_acute(request(), None, plain, DEFAULT, TODAY)
    assert rules.is_acute(request(acute=True), None, plain, DEFAULT, TODAY)
    assert rules.is_acute(request(), crisis, plain, DEFAULT, TODAY)
    assert rules.is_acute(request(), None, replace(plain, acute=True), DEFAULT, TODAY)
    assert not rules.is_acute(
        request(acute=True), crisis, replace(plain, outcome=DecisionOutcome.REFUSED), DEFAULT, TODAY
    )
    blank = replace(plain, acute=True, motivation="  ")
    assert [one.code for one in rules.acute_faults(request(), blank, DEFAULT, TODAY)] == [
        "acute-without-motive"
    ]
    assert rules.is_acute(request(acute=True, acute_motive="Onveilig thuis."), None, blank, DEFAULT, TODAY)


@pytest.mark.rule("F-33")
@settings(max_examples=50)
@given(start=st.integers(-400, 60), length=st.integers(0, 400))
def test_what_begins_now_or_began_is_acute_and_what_can_wait_is_not(start: int, length: int) -> None:
    """20-4: a start until 27-4 with an end within six months of it is acute; any other has a fault at each field."""
    begins = TODAY + timedelta(days=start)
    asked = grant(begins, acute=True, end_date=begins + timedelta(days=length))
    faults = {one.location for one in rules.acute_faults(request(), asked, DEFAULT, TODAY)}
    assert ("#/startDate" in faults) == (start > 7)
    if start == 0:
        assert ("#/endDate" in faults) == (begins + timedelta(days=length) > date(2026, 10, 19))
    if start <= 7 and length <= 180:
        assert rules.is_acute(request(), None, asked, DEFAULT, TODAY)
