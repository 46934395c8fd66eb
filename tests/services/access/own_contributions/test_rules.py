"""Along which route an own contribution goes, and that it follows the care without a gap."""

import itertools
from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.access.care_starts.rules import CareStart
from services.access.own_contributions import rules
from services.access.own_contributions.rules import (
    ContributionRefused,
    Entered,
    OwnContribution,
    Tariff,
    periods_of,
    route_of,
)
from shared.values import Derivation, Period, new_id, tiles
from shared.values.care_courses import CareState
from shared.values.legal_frames import (
    ContributionCollector,
    ContributionRoute,
    ContributionState,
    FindingLevel,
)
from shared.values.products import OwnContributionRoute
from shared.values.terms import Law, ProvisionType
from tests.services.access.legal_checks.framed import OWNER, a_product

GENERAL = ProvisionType.GENERAL
PROVIDER = "00000099000000000901"
NOTHING = Entered(None, None, None, None, ())


def care(**other: Any) -> CareStart:
    """Care under a decision since 15 May 2024."""
    values: dict[str, Any] = dict.fromkeys(CareStart.__slots__)
    values |= {
        "id": new_id(), "version": 1, "owner": OWNER, "parties": [PROVIDER], "request_id": new_id(),
        "citizen_id": new_id(), "decision_id": new_id(), "law": Law.WMO_2015, "provider": PROVIDER,
        "provision_type": ProvisionType.TAILOR_MADE, "product_category": "02", "product_code": "02A03",
        "start_date": date(2024, 5, 15), "state": CareState.IN_CARE,
    }  # fmt: skip
    return CareStart(**{**values, **other})


def faults(made: CareStart, product: Any, entered: Entered, *, known: bool = False) -> list[str]:
    """What refuses a contribution."""
    with pytest.raises(ContributionRefused) as refused:
        rules.contribute(made, product, entered, known=known)
    return [one.code for one in refused.value.errors]


@pytest.mark.rule("R-A30")
@pytest.mark.rule("N-64")
def test_the_route_follows_from_provision_and_day() -> None:
    """Income-related until 2019, a fixed tariff from 2020; general at a cost price; youth help and free products nothing."""
    product = a_product()
    route, findings = route_of(product, date(2019, 12, 31), True)
    assert (route, [one.code for one in findings]) == (ContributionRoute.CAK_INCOME_RELATED, ["route"])
    assert route_of(product, date(2020, 1, 1), True)[0] is ContributionRoute.CAK_FIXED_TARIFF
    general = a_product(provision_type=GENERAL, own_contribution=OwnContributionRoute.MUNICIPALITY_COST_PRICE)
    assert route_of(general, date(2026, 1, 1), False)[0] is ContributionRoute.MUNICIPALITY_COST_PRICE
    collects = replace(general, own_contribution=OwnContributionRoute.PROVIDER_COLLECTS)
    assert route_of(collects, date(2026, 1, 1), False)[0] is ContributionRoute.PROVIDER_COLLECTS
    for free in (a_product(laws=[Law.JEUGDWET]), a_product(own_contribution=OwnContributionRoute.NONE)):
        assert route_of(free, date(2026, 1, 1), True)[0] is ContributionRoute.NONE
    route, findings = route_of(None, date(2026, 1, 1), True)
    assert (route, findings[0].code, findings[0].level) == (
        ContributionRoute.NONE, "product-not-known", FindingLevel.WARNING,
    )  # fmt: skip


@pytest.mark.rule("R-A30")
@pytest.mark.rule("F-17")
def test_passing_hours_to_the_cak_without_a_decision_is_legally_impure() -> None:
    """A general provision has no CAK: who passes its hours there is flagged, and so is tailor-made care without a decision."""
    general = a_product(provision_type=GENERAL)
    route, findings = route_of(general, date(2018, 5, 1), False)
    assert route is ContributionRoute.MUNICIPALITY_COST_PRICE
    assert [(one.code, one.level) for one in findings] == [
        ("route", FindingLevel.PASSED), ("legally-impure", FindingLevel.WARNING),
    ]  # fmt: skip
    assert "juridisch niet zuiver" in findings[1].text.nl
    route, findings = route_of(a_product(), date(2018, 5, 1), False)
    assert (route, findings[-1].code) == (ContributionRoute.CAK_INCOME_RELATED, "legally-impure")
    priced = Entered(None, None, 1_250, "Verordening", ())
    assert rules.contribute(care(decision_id=None), general, priced, known=False)[0].legally_impure
    assert not rules.contribute(care(), a_product(), NOTHING, known=False)[0].legally_impure


@pytest.mark.rule("R-A30")
def test_a_contribution_runs_from_start_to_stop_by_the_tariffs_of_its_days() -> None:
    """From November 2019: by income until 2019, then 19.00, 20.60, 21.00 and 21.80 a month, then not known until somebody says."""
    route = ContributionRoute.CAK_INCOME_RELATED
    found = periods_of(route, date(2019, 11, 1), date(2027, 4, 30))
    assert [(one.route.value, one.start_date.isoformat(), one.monthly_cents) for one in found] == [
        ("cakIncomeRelated", "2019-11-01", None),
        ("cakFixedTariff", "2020-01-01", 1_900),
        ("cakFixedTariff", "2024-01-01", 2_060),
        ("cakFixedTariff", "2025-01-01", 2_100),
        ("cakFixedTariff", "2026-01-01", 2_180),
        ("cakFixedTariff", "2027-01-01", None),
    ]
    assert found[-1].end_date == date(2027, 4, 30)
    own = [Tariff(1_500, date(2026, 1, 1), None, "Verordening 2026")]
    assert periods_of(route, date(2026, 2, 1), None, own)[0].monthly_cents == 1_500


@pytest.mark.rule("R-A30")
@settings(max_examples=50)
@given(
    start=st.dates(date(2017, 1, 1), date(2027, 1, 1)),
    days=st.none() | st.integers(0, 3_000),
    own=st.lists(
        st.tuples(st.integers(0, 1_900), st.dates(date(2020, 1, 1), date(2027, 1, 1)), st.integers(0, 900)),
        max_size=3,
    ),
)
def test_the_periods_cover_the_care_without_gap_or_overlap(start: date, days: int | None, own: Any) -> None:
    """Whatever the tariffs, each day of care is in one period, and nothing else is; no two neighbours are the same."""
    end = None if days is None else start + timedelta(days=days)
    tariffs = [Tariff(cents, since, since + timedelta(days=long), "x") for cents, since, long in own]
    found = periods_of(ContributionRoute.CAK_FIXED_TARIFF, start, end, tariffs)
    assert tiles(
        (Period.inclusive(one.start_date, one.end_date) for one in found), Period.inclusive(start, end)
    )
    kinds = [(one.route, one.monthly_cents, one.source) for one in found]
    assert all(before != after for before, after in itertools.pairwise(kinds))
    assert periods_of(ContributionRoute.NONE, start, end) == []


@pytest.mark.rule("R-A30")
def test_a_contribution_follows_its_care() -> None:
    """It ends on the last day of care, goes on when the stop was withdrawn, and lapses when the care was not given."""
    given = care()
    made, why = rules.contribute(given, a_product(), NOTHING, known=False)
    assert (made.start_date, made.end_date, made.state) == (
        date(2024, 5, 15),
        None,
        ContributionState.RUNNING,
    )
    assert made.collected_by is ContributionCollector.CAK
    assert not rules.is_behind(made, given)
    paused = replace(given, state=CareState.PAUSED, end_date=date(2024, 8, 31))
    assert not rules.is_behind(made, paused)
    stopped = replace(given, state=CareState.STOPPED, end_date=date(2024, 8, 31))
    assert rules.is_behind(made, stopped)
    ended, why = rules.align(made, stopped, why)
    assert (ended.end_date, ended.state, ended.periods[-1].end_date) == (
        date(2024, 8, 31), ContributionState.ENDED, date(2024, 8, 31),
    )  # fmt: skip
    assert rules.align(ended, given, why)[0].state is ContributionState.RUNNING
    gone, _ = rules.align(made, replace(given, state=CareState.WITHDRAWN), Derivation())
    assert gone.state is ContributionState.WITHDRAWN
    assert not rules.is_behind(gone, stopped)


@pytest.mark.rule("R-A30")
def test_what_does_not_fit_is_refused_with_every_reason() -> None:
    """A second one, a price where there is none or no price where there must be, a tariff above the law."""
    general = a_product(provision_type=GENERAL, own_contribution=OwnContributionRoute.MUNICIPALITY_COST_PRICE)
    assert faults(care(), general, NOTHING, known=True) == ["contribution-known", "cost-price-missing"]
    priced = Entered(None, ContributionCollector.CAK, 500, None, ())
    assert faults(care(), a_product(), priced) == [
        "cost-price-not-asked", "cost-price-source-missing", "cak-not-for-general",
    ]  # fmt: skip
    high = Entered(None, None, None, None, (Tariff(1_901, date(2022, 1, 1), None, "x"),))
    assert faults(care(state=CareState.WITHDRAWN), a_product(), high) == [
        "care-withdrawn",
        "tariff-above-law",
    ]
    turned = Entered(None, None, None, None, (Tariff(1, date(2026, 2, 1), date(2026, 1, 1), "x"),))
    assert faults(care(), a_product(), turned) == ["tariff-reversed"]
    asks = Entered(None, ContributionCollector.PROVIDER, 500, "Verordening", ())
    free, _ = rules.contribute(care(provision_type=GENERAL, product_category=None), None, asks, known=False)
    assert (free.route, free.parties) == (ContributionRoute.PROVIDER_COLLECTS, [PROVIDER])


@pytest.mark.rule("R-A30")
@pytest.mark.rule("F-02")
def test_no_income_has_a_place() -> None:
    """Nothing that is kept is named after income, property or a household's means."""
    names = " ".join(one.name for one in fields(OwnContribution)).lower()
    assert not {"income", "wealth", "means", "property"} & set(names.replace("_", " ").split())
