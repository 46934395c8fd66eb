"""What further parts make of surveys, the matrix, results of clients, comparisons, statements, plans, lights, pilots and cost."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.outcomes.assessments.rules import (
    Asked,
    ClientTally,
    DomainTally,
    LevelTally,
    counts,
    profiles,
)
from services.outcomes.audits.rules import AuditStatement
from services.outcomes.client_results.rules import Tally
from services.outcomes.client_results.rules import counts as results_of
from services.outcomes.comparisons.rules.records import (
    Comparison,
    ComparisonUnit,
    WrittenBounds,
    WrittenLimits,
)
from services.outcomes.completeness.rules import Registered, completeness
from services.outcomes.improvement_plans.rules.plans import Action, Fulfilment, ImprovementPlan
from services.outcomes.incentive_evaluations.rules import IncentiveEvaluation
from services.outcomes.meetings.rules.records import Agreement, DiscussedCase, Meeting, MeetingCycle
from services.outcomes.pilot_evaluations.rules import PilotComparison, PilotEvaluation, evaluate
from services.outcomes.population_costs.rules import PopulationCost
from services.outcomes.reports.rules import Part
from services.outcomes.surveys.rules import Survey
from services.outcomes.triple_aims.rules import Stretch
from shared.values import new_id
from shared.values.comparing import (
    ComparedUnit,
    ComparisonMethod,
    ComparisonTarget,
    DispersionScale,
    OutcomeKind,
    Trimming,
)
from shared.values.consulting import Light, MeetingKind, PlanState, Rhythm
from shared.values.findings import Dimension
from shared.values.indicating import Direction
from shared.values.measuring import AuditKind, SurveyAudience, SurveySource
from shared.values.reporting import FigureState, ReportKind, Standing
from shared.values.self_sufficiency import ProfileGrouping
from shared.values.terms import AuditOpinion
from tests.services.outcomes.examples import AUDITOR, CONTRACT, INDICATOR, LEAD, OWNER, SUB
from tests.services.outcomes.reports.rules.test_parts import TODAY, material, part

KEPT: dict[str, Any] = {
    "id": new_id(), "owner": OWNER, "external_reference": None, "parties": CONTRACT.parties,
}  # fmt: skip


def survey(source: SurveySource, mean: str, **other: Any) -> Survey:
    """A survey of clients in 2026."""
    told: dict[str, Any] = {
        **KEPT, "version": 1, "contract_id": CONTRACT.id, "audience": SurveyAudience.CLIENTS, "group": None, "source": source,
        "researcher": None, "passed_on": False, "provider": LEAD, "area": None, "held_on": date(2026, 5, 1), "invited": 200,
        "responses": 100, "mean": mean, "standard_deviation": "1.0", "lowest": "1", "highest": "10", "corrects_id": None, "entered_by": OWNER,
    }  # fmt: skip
    return Survey(**{**told, **other})


@pytest.mark.rule("R-O13")
@pytest.mark.rule("R-O30")
def test_two_sources_are_two_series() -> None:
    """7.8 of the team and 7.3 of an independent survey stand beside each other; who took no part in the second is named."""
    found = (survey(SurveySource.TEAM, "7.8"), survey(SurveySource.INDEPENDENT, "7.3"))
    made, figures = part(Part.EXPERIENCE, material("2026", surveys=found))
    assert (figures["experience-team"].value, figures["experience-independent"].value) == ("7.8", "7.3")
    run = made.pictures[0].run
    assert run is not None
    assert [series.points[-1].value for series in run.series] == ["7.3", "7.8"]
    assert [(row[0].nl, row[1].nl) for row in made.listings[0].rows] == [
        (f"OIN {LEAD}", "ja"),
        (f"OIN {SUB}", "nee"),
    ]
    assert "niet gemengd" in made.notes[0].nl
    _, few = part(Part.EXPERIENCE, material("2026", surveys=(survey(SurveySource.TEAM, "7.8", responses=9),)))
    assert few["experience-team"].state is FigureState.SUPPRESSED


@pytest.mark.rule("R-O04")
def test_a_profile_has_its_counts_and_mean() -> None:
    """100 persons on day activities, 5/20/40/25/10 → mean 3.15, where nothing is left out; and with small numbers none."""
    asked = Asked(date(2026, 1, 1), date(2026, 12, 31))
    tallies = [
        LevelTally("whole", "dayActivities", score, persons, persons * 3)
        for score, persons in enumerate((5, 20, 40, 25, 10), start=1)
    ]
    shown = profiles(ProfileGrouping.CONTRACT, asked, tallies, limit=0)
    made, _ = part(Part.PROFILE, material("2026", profiles=(shown,)))
    profile = made.pictures[0].profile
    assert profile is not None
    assert (profile.rows[0].counts, profile.rows[0].mean) == ((5, 20, 40, 25, 10), "3.15")
    assert len(profile.levels) == 5
    hidden = profiles(ProfileGrouping.AREA, asked, tallies, limit=10)
    few, _ = part(Part.PROFILE, material("2026", profiles=(hidden,)))
    assert few.pictures[0].profile is not None
    assert few.pictures[0].profile.rows[0].counts is None
    assert few.pictures[0].title.nl == "Zelfredzaamheid in whole"


@pytest.mark.rule("R-O33")
def test_decliners_are_shown_beside_risers() -> None:
    """25 up, 10 equal, 5 down of 40: all three are drawn, and 25 of 40 is 62.5 %."""
    asked = Asked(date(2026, 1, 1), date(2026, 12, 31))
    found = counts(
        CONTRACT.id, asked, ClientTally(25, 10, 5, 25, 0, 0), [DomainTally("dayActivities", 25, 10, 5, 100, 130, 40)], TODAY,
        limit=0, frozen=False,
    )  # fmt: skip
    made, figures = part(Part.STEPS, material("2026", steps=(found,)))
    assert figures["risen-zrm-11"].value == "6250"
    profile = made.pictures[0].profile
    assert profile is not None
    assert [row.counts for row in profile.rows] == [(5, 10, 25), (5, 10, 25)]


@pytest.mark.rule("R-O24")
@pytest.mark.rule("R-O25")
def test_what_became_of_clients_results() -> None:
    """Of 112 due 80 were judged: their verdicts as one bar, and 20 of 80 that are not the provider's doing."""
    tally = Tally(112, 40, 20, 10, 10, 12, 10, 20)
    found = results_of(CONTRACT.id, date(2026, 1, 1), date(2026, 12, 31), tally, limit=10)
    made, figures = part(Part.CLIENT_RESULTS, material("2026", results=found))
    assert (figures["results-due"].value, figures["results-judged"].value) == ("112", "80")
    assert figures["results-not-attributable"].value == "2500"
    profile = made.pictures[0].profile
    assert profile is not None
    assert profile.rows[0].counts == (10, 20, 40, 10)


def bounds(low: str, high: str, lowest: str, highest: str) -> WrittenBounds:
    """Limits at 95 % and 99.8 %."""
    return WrittenBounds(WrittenLimits(low, high), WrittenLimits(lowest, highest))


def compared(**other: Any) -> Comparison:
    """A comparison of providers on satisfaction that ends in the second quarter."""
    told: dict[str, Any] = {
        **KEPT, "version": 1, "indicator": INDICATOR.code, "kind": OutcomeKind.BINARY, "quarter_from": "2026-Q1",
        "quarter_to": "2026-Q2", "unit": ComparedUnit.PROVIDER, "method": ComparisonMethod.LOGISTIC, "covariates": [],
        "model_id": None, "reference_from": None, "reference_to": None, "target": ComparisonTarget.MEAN, "norm": None,
        "direction": Direction.HIGHER_IS_BETTER, "tests": [], "over_dispersion": True, "trimming": Trimming.WINSORISE, "scale": None,
        "made_on": TODAY, "unit_count": 3, "size": 300, "observed": "60", "left_out": 0, "target_value": "0.2", "phi": None,
        "variance_between": None, "units_kept": 3, "spread_scale": DispersionScale.LOG, "widened": False, "rankability": None,
        "rankability_band": None, "false_alarms": "0.1", "warnings": [], "substitutes": [], "funnel": [],
    }  # fmt: skip
    return Comparison(**{**told, **other})


def unit(oin: str, size: int, value: str, standing: Standing) -> ComparisonUnit:
    """One provider of it."""
    limits = bounds("0.1", "0.3", "0.05", "0.35")
    return ComparisonUnit(
        **KEPT, version=1, comparison_id=KEPT["id"], unit=oin, provider=oin, size=size, observed="20", exposure=None, left_out=0,
        expected="20", ratio="1", value=value, target="0.2", own=limits, funnel=limits, shrunk=None, standing=standing,
        standing_998=standing, warnings=[], suppressed=False,
    )  # fmt: skip


@pytest.mark.rule("R-O09")
def test_a_corrected_comparison_is_a_funnel() -> None:
    """Shares in basis points with their limits; who has too few clients is left out; citizens see who is distinguishable."""
    units = (
        unit(LEAD, 120, "0.318181818", Standing.ABOVE), unit(SUB, 80, "0.21", Standing.NOT_DISTINGUISHABLE),
        unit(AUDITOR, 4, "0.9", Standing.ABOVE),
    )  # fmt: skip
    made, _ = part(Part.PROVIDERS, material(comparisons=((compared(), units),)))
    funnel = made.pictures[0].funnel
    assert funnel is not None
    assert [(point.name, point.value) for point in funnel.points] == [
        (f"OIN {LEAD}", "3182"),
        (f"OIN {SUB}", "2100"),
    ]
    assert (funnel.target, funnel.limits[0].lower_95, funnel.limits[0].upper_998) == ("2000", "1000", "3500")
    assert "logistisch model" in made.pictures[0].about.nl
    public, _ = part(
        Part.PROVIDERS, material(kind=ReportKind.CHOICE_INFORMATION, comparisons=((compared(), units),))
    )
    assert public.pictures[0].funnel is not None
    assert [point.name for point in public.pictures[0].funnel.points] == [f"OIN {LEAD}"]
    other, _ = part(Part.AREAS, material(comparisons=((compared(), units),)))
    assert other.pictures == ()


@pytest.mark.rule("R-O28")
@pytest.mark.rule("R-S63")
def test_the_audit_overview_names_what_is_not_covered() -> None:
    """KPI 4 not covered is a gap; production stated 1,204,310.00 and found 1,198,110.00 differs by 6,200.00."""
    told: dict[str, Any] = {
        **KEPT, "version": 1, "contract_id": CONTRACT.id, "year": 2026, "opinion": AuditOpinion.UNQUALIFIED,
        "stated_on": date(2027, 2, 15), "covers_processes": True, "covered_indicators": [INDICATOR.code], "document_sha256": "0" * 64,
        "stated_by": "RA", "auditor": AUDITOR, "complete": False, "gaps": ["KPI 4 Peiling (survey)"],
    }  # fmt: skip
    production = {
        "id": new_id(), "kind": AuditKind.PRODUCTION, "provider": LEAD, "amount_stated_cents": 120_431_000,
        "amount_audited_cents": 119_811_000, "gaps": [],
    }  # fmt: skip
    statements = (AuditStatement(**told), AuditStatement(**{**told, **production}))
    made, _ = part(Part.AUDITS, material("2026", statements=statements))
    listed = {one.code: one for one in made.listings}
    assert listed["statements"].rows[-1][-1].nl == "KPI 4 Peiling (survey)"
    assert [(row[0].nl, row[2].nl) for row in listed["covered"].rows] == [
        ("4 Peiling", "nee"), ("9 Klanttevredenheid", "ja"),
    ]  # fmt: skip
    assert listed["production"].rows[0][-1].nl == "-€ 6.200,00"
    assert [cell.nl for cell in listed["production"].rows[1]] == [f"OIN {SUB}", "–", "–", "–"]
    none, _ = part(Part.AUDITS, material("2026"))
    assert none.listings[0].rows == ()


@pytest.mark.rule("R-O20")
def test_plans_show_actions_and_what_lags_without_one() -> None:
    """An open plan's agreements with who and when; what lags stands beside it, with the day before which a plan must come."""
    plan = ImprovementPlan(
        **KEPT, contract_id=CONTRACT.id, indicators=["client-satisfaction"], quarter="2026-Q1", cause="Wisselingen.",
        actions=[Action(1, "Vaste gezichten", LEAD, date(2026, 9, 1)), Action(2, "Terugbellen", OWNER, date(2026, 8, 1))],
        fulfilled=[Fulfilment(2, date(2026, 7, 20))], progress=[], state=PlanState.AGREED, proposed_by=LEAD,
        proposed_on=date(2026, 5, 1), due_on=date(2026, 9, 1),
    )  # fmt: skip
    made, _ = part(Part.PLANS, material(plans=(plan,)))
    assert [row[1].nl for row in made.listings[0].rows] == ["Vaste gezichten", "Terugbellen"]
    assert made.listings[0].rows[1][4].nl == "20 juli 2026"
    assert made.listings[1].rows == ()
    closed = replace(plan, state=PlanState.WITHDRAWN, closed_on=date(2026, 1, 5))
    gone, _ = part(Part.PLANS, material(plans=(closed,)))
    assert gone.listings[0].rows == ()


@pytest.mark.rule("F-07")
def test_meetings_cases_and_lights() -> None:
    """What was agreed in the period, what comes next, cases by theme alone, and a light for each dimension in shape and word."""
    cycle = MeetingCycle(
        **KEPT, contract_id=CONTRACT.id, kind=MeetingKind.PROGRESS_TALK, name="Voortgangsgesprek", every=2, rhythm=Rhythm.WEEKS,
        first_on=date(2026, 1, 5), participants=[OWNER], standing_items=["doorverwijzingen"], next_on=date(2026, 7, 6),
    )  # fmt: skip
    held = Meeting(
        **KEPT, cycle_id=cycle.id, contract_id=CONTRACT.id, kind=cycle.kind, held_on=date(2026, 5, 4), due_on=date(2026, 5, 4),
        present=[OWNER], agenda=[], figures=[], agreements=[Agreement(1, "Wachttijd bespreken", LEAD, date(2026, 6, 1), None)],
        cases=[DiscussedCase("schuld en jeugd", "eerder samen aan tafel")],
    )  # fmt: skip
    light = IncentiveEvaluation(
        **KEPT, contract_id=CONTRACT.id, year=2026, dimension=Dimension.QUALITY, light=Light.RED, argument="De score daalt.",
        given_by="beleidsadviseur", given_on=TODAY,
    )  # fmt: skip
    of = material(cycles=(cycle,), meetings=(held,), lights=(light,))
    meetings, _ = part(Part.MEETINGS, of)
    cases, _ = part(Part.CASES, of)
    lights, _ = part(Part.LIGHTS, of)
    assert meetings.listings[0].rows[0][0].nl == "Voortgangsgesprek, 2026-05-04"
    assert meetings.listings[1].rows[0][1].nl == "6 juli 2026"
    assert [cell.nl for cell in cases.listings[0].rows[0][1:]] == [
        "schuld en jeugd",
        "eerder samen aan tafel",
    ]
    shown = {row[0].nl: row[1].nl for row in lights.listings[0].rows}
    assert shown["kwaliteit"] == "▲ rood"
    assert shown["volume"] == "□ niet gegeven"


@pytest.mark.rule("R-O31")
def test_a_pilots_business_case() -> None:
    """Cost 80,000 and a saving of 110,000: net 30,000, effective, with the control area taken off."""
    stretch = {"before": Stretch(first_day=date(2025, 1, 1), last_day=date(2025, 12, 31)),
               "after": Stretch(first_day=date(2026, 1, 1), last_day=date(2026, 12, 31))}  # fmt: skip
    given = PilotEvaluation(
        **KEPT, version=1, pilot_id=new_id(), name="Wijkpilot", contract_id=CONTRACT.id, area_code="BU1", control_area_code="BU2",
        letter_of_intent_on=None, participants=[], triple_aim_id=None, **stretch, cost_cents=8_000_000, stated_saving_cents=None,
        compared=PilotComparison(
            before_cents=50_000_000, after_cents=41_000_000, control_before_cents=50_000_000, control_after_cents=52_000_000,
        ),
        roll_out_areas=[],
    )  # fmt: skip
    made, figures = part(Part.PILOTS, material("2026", pilots=(evaluate(given)[0],)))
    amounts = [figures[f"pilot-0-{name}"].value for name in ("cost", "saving", "net")]
    assert amounts == ["8000000", "11000000", "3000000"]
    assert made.notes[0].nl == "Wijkpilot: effectief, levert meer op dan hij kost."
    assert made.pictures[0].change is not None
    assert len(made.pictures[0].change.rows) == 2


@pytest.mark.rule("R-X10")
def test_money_is_what_was_posted_and_the_budget_is_not_known() -> None:
    """Posted instalments and what was released, per inhabitant too; without a posting even the cost is not available."""
    cost = PopulationCost(
        contract_id=CONTRACT.id, contract_number=CONTRACT.number, year=2026, population_id=None, population_name=None, area_codes=[],
        posted_cents=665_000_000, released_cents=35_000_000, cost_cents=700_000_000, inhabitants=110_000,
        inhabitants_on=date(2026, 1, 1), cost_per_inhabitant_cents=6_364,
    )  # fmt: skip
    _, figures = part(Part.MONEY, material("2026", cost=cost))
    _, none = part(Part.MONEY, material("2026"))
    assert (figures["cost"].value, figures["cost-per-inhabitant"].value) == ("700000000", "6364")
    assert "€ 6.650.000,00" in figures["cost"].derivation[0].text.nl
    assert figures["budget"].state is FigureState.NOT_AVAILABLE
    assert none["cost"].state is FigureState.NOT_AVAILABLE


@pytest.mark.rule("R-O32")
def test_completeness_is_a_figure() -> None:
    """Five of eight measurements that were due are there: 62.5 %, and by agreement how many."""
    there = {Registered(INDICATOR.id, f"2026-Q{number}", None) for number in (1, 2, 3, 4)}
    there.add(Registered(material().indicators[0].id, "2026-Q1", None))
    found = completeness(CONTRACT, 2026, material().indicators, there, [], TODAY)
    made, figures = part(Part.COMPLETENESS, material("2026", completeness=found))
    assert figures["completeness"].value == "6250"
    assert [cell.nl for cell in made.listings[0].rows[0]] == ["4 Peiling", "4", "1", "nee"]


@pytest.mark.rule("R-S03")
def test_the_years_verdict_is_counted_and_explained() -> None:
    """Over a year with a gap nothing is met yet; the reasons of the whole stand beside the counts."""
    made, figures = part(Part.VERDICT, material("2026"))
    assert [figures[f"verdict-{name}"].value for name in ("met", "notmet", "notjudgeable")] == ["0", "0", "2"]
    assert made.notes[0].nl.startswith("Over 2026 nog niet te beoordelen")
    none, _ = part(Part.VERDICT, material("2028"))
    assert none.notes[0].nl == "Over dit jaar is er nog geen oordeel."
