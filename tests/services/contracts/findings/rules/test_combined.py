"""Which way a basic form pulls, and the profile of forms that stand together."""

from __future__ import annotations

from datetime import date

import pytest

from services.contracts.findings.rules import CRITERIA, FORMS, texts
from services.contracts.findings.rules.combined import tendency
from services.contracts.findings.rules.names import BASIC_FORMS, INCENTIVES
from services.contracts.findings.rules.profile import profile
from shared.values.agreements import BasicForm, FundingForm, IncentiveKind
from shared.values.findings import Criterion, Dimension, Tendency
from tests.services.contracts.findings.drafts import AVAILABILITY, LUMP_SUM, PRODUCTION, RESULT, of_form
from tests.services.contracts.findings.rules.test_engine import case_of

MORE, LESS = Tendency.MORE, Tendency.LESS


@pytest.mark.rule("R-C61")
def test_the_pull_of_a_form_is_what_the_sources_argue() -> None:
    """P×Q and result per client raise volume, a population's budget lowers it, availability does neither."""
    pulls = {form: tendency(form, Dimension.VOLUME) for form in BasicForm}
    assert pulls == {
        BasicForm.PRODUCTION: MORE,
        BasicForm.RESULT_PER_CLIENT: MORE,
        BasicForm.AVAILABILITY: None,
        BasicForm.POPULATION: LESS,
        BasicForm.SUPPLEMENT: None,
    }
    assert tendency(BasicForm.RESULT_PER_CLIENT, Dimension.EFFORT) is LESS
    assert tendency(BasicForm.PRODUCTION, Dimension.EFFORT) is MORE


@pytest.mark.rule("R-C61")
def test_two_forms_conflict_on_every_dimension_that_they_pull_apart() -> None:
    """P×Q beside result per client agree on volume and pull apart on effort; beside availability they do not."""
    found = profile(case_of(of_form(PRODUCTION, RESULT)))
    assert [one.dimension for one in found.dimensions if one.pulls_apart] == [Dimension.EFFORT]
    assert [one.code for one in found.conflicts] == ["incentives-pull-apart"]
    calm = profile(case_of(of_form(PRODUCTION, AVAILABILITY)))
    assert calm.conflicts == [] and not any(one.pulls_apart for one in calm.dimensions)


def test_forms_that_follow_each_other_do_not_conflict() -> None:
    """The one ends before the other begins."""
    first, second = {**PRODUCTION, "validUntil": "2026-12-31"}, {**LUMP_SUM, "validFrom": "2027-01-01"}
    found = profile(case_of(of_form(first, second)))
    assert found.conflicts == [] and not any(one.pulls_apart for one in found.dimensions)


def test_the_cases_stand_beside_population_funding_alone() -> None:
    """What was seen in Utrecht, Alphen and Emmen argues on population funding, on all five dimensions."""
    found = profile(case_of(of_form(LUMP_SUM)))
    assert all({one.case for one in each.arguments if one.case} for each in found.dimensions)
    other = profile(case_of(of_form(RESULT)))
    assert not any(one.case for each in other.dimensions for one in each.arguments)


def test_every_word_of_a_closed_list_has_a_name() -> None:
    """No form, incentive or criterion is without its Dutch and English."""
    assert set(FORMS) == set(FundingForm) and set(BASIC_FORMS) == set(BasicForm)
    assert set(INCENTIVES) == set(IncentiveKind) and set(CRITERIA) == set(Criterion)
    assert date(2026, 1, 1) == case_of(of_form(LUMP_SUM)).today


def test_texts_are_found_by_row_dimension_and_form() -> None:
    """N-81 holds three cases; accessibility of result per client one argument; nothing asked is everything."""
    assert len(texts("N-81")) == 3
    assert [one.row for one in texts(None, Dimension.ACCESSIBILITY, BasicForm.RESULT_PER_CLIENT)] == ["N-86"]
    assert len(texts()) == 5 + 4 + 4 + 15 + 14
