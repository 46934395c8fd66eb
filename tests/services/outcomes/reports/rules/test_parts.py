"""What each part of a report makes of what was read: figures with verdict and story, pictures, lists, and what is not known."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from services.outcomes.flows.rules import Flow, Speed
from services.outcomes.indicators.rules import Indicator
from services.outcomes.measurements.rules import Measurement
from services.outcomes.reports.rules import KINDS, Material, Part, compose, period_of
from services.outcomes.reports.rules.model import Figure, Section
from services.outcomes.reports.rules.parts import MAKERS
from services.outcomes.triple_aims.rules import Aim, AimCost, Stretch, TripleAim, judge
from services.outcomes.verdicts.rules import judge as judge_contract
from services.outcomes.verdicts.rules import published
from services.outcomes.waiting_times.rules import Wait
from shared.values import new_id, render
from shared.values.flowing import AimDirection
from shared.values.measuring import MeasurementMoment
from shared.values.reporting import ChangeDirection, FigureState, FigureUnit, ReportKind, Standing
from shared.values.terms import MeasurementSource, Verdict
from tests.services.outcomes.examples import CONTRACT, INDICATOR, LEAD, OWNER, SUB, indicator, observation

TODAY = date(2027, 3, 1)
PEILING = indicator(
    id=UUID(int=4), number=4, code="survey", name="Peiling", source=MeasurementSource.CLIENT_SURVEY
)


def measured(quarter: str, value: str, of: Indicator = INDICATOR, **other: Any) -> Measurement:
    """What was measured of the whole contract in a quarter."""
    told: dict[str, Any] = {
        "id": new_id(), "version": 1, "owner": OWNER, "external_reference": None, "parties": CONTRACT.parties,
        "contract_id": CONTRACT.id, "indicator_id": of.id, "indicator": of.code, "quarter": quarter, "value": value,
        "respondents": 40, "standard_deviation": "1.2", "source": of.source, "narrative": "Ouders zien één gezicht.", "batch_id": None,
    }  # fmt: skip
    return Measurement(**{**told, **other})


def material(
    period: str = "2026-Q2", kind: ReportKind = ReportKind.PILOT_BUSINESS_CASE, **other: Any
) -> Material:
    """What was read of a contract with two indicators; the verdicts follow from the measurements."""
    known = (PEILING, INDICATOR)
    measurements = other.pop("measurements", (measured("2026-Q1", "7.3"), measured("2026-Q2", "7.1")))
    observed = {
        (one.indicator_id, one.quarter): observation(
            one.quarter, one.value or "0", one.respondents, one.standard_deviation, one.indicator_id
        )
        for one in measurements
    }
    verdict, why = judge_contract(CONTRACT, 2026, known, observed, None, None)
    told: dict[str, Any] = {
        "kind": KINDS[kind], "period": period_of(period), "today": TODAY, "limit": 10, "contract": CONTRACT,
        "indicators": known, "measurements": tuple(measurements), "verdicts": {2026: (verdict, why)},
    }  # fmt: skip
    return Material(**{**told, **other})


def part(name: Part, of: Material) -> tuple[Section, dict[str, Figure]]:
    """A part and its figures by code."""
    made = MAKERS[name](of)
    return made, {one.code: one for one in made.figures}


@pytest.mark.rule("R-O27")
@pytest.mark.rule("R-O05")
def test_an_agreement_has_value_norm_verdict_and_story() -> None:
    """7.1 against at least 7.0 is met, with interval, derivation and the measurement's narrative; what was not measured says so."""
    made, figures = part(Part.INDICATORS, material())
    one, other = figures["client-satisfaction"], figures["survey"]
    assert (one.value, one.norm, one.verdict, one.period) == ("7.1", "7.0", Verdict.MET, "2026-Q2")
    assert (one.narrative, one.untold, one.respondents) == ("Ouders zien één gezicht.", False, 40)
    assert "7.1 bij een norm van ten minste 7.0 (contractversie 3): gehaald." in one.derivation[-1].text.nl
    assert (other.state, other.value, other.verdict) == (
        FigureState.NOT_MEASURED,
        None,
        Verdict.NOT_JUDGEABLE,
    )
    assert other.untold
    (chart,) = made.pictures
    assert chart.run is not None
    assert [(point.label, point.value) for point in chart.run.series[0].points] == [
        ("2026-Q1", "7.3"),
        ("2026-Q2", "7.1"),
    ]


@pytest.mark.rule("R-O10")
def test_a_point_carries_its_interval() -> None:
    """n 40, mean 7.1, sd 1.2: between 6.72 and 7.48."""
    made, _ = part(Part.INDICATORS, material())
    run = made.pictures[0].run
    assert run is not None
    point = run.series[0].points[-1]
    assert (point.lower, point.upper) == ("6.72", "7.48")


def test_a_year_takes_the_years_verdict() -> None:
    """Over 2026 the figure is that of the year's rule, not of a quarter; a half-year takes its last measured quarter."""
    full = tuple(measured(f"2026-Q{number}", f"7.{number}") for number in (1, 2, 3, 4))
    _, year = part(Part.INDICATORS, material("2026", measurements=full))
    _, half = part(Part.INDICATORS, material("2026-H1", measurements=full))
    assert (year["client-satisfaction"].value, year["client-satisfaction"].period) == ("7.4", "2026")
    assert (half["client-satisfaction"].value, half["client-satisfaction"].period) == ("7.2", "2026-Q2")


@pytest.mark.rule("F-08")
def test_figures_of_too_few_are_left_out() -> None:
    """Nine answers: no value, no interval, no story in the figure, its derivation or its chart, and no story is asked."""
    of = material(measurements=(measured("2026-Q1", "7.3"), measured("2026-Q2", "7.1", respondents=9)))

    verdict, why = of.verdicts[2026]
    made, figures = part(Part.INDICATORS, replace(of, verdicts={2026: (published(verdict, 10), why)}))
    one = figures["client-satisfaction"]
    assert (one.state, one.value, one.respondents, one.lower, one.narrative) == (
        FigureState.SUPPRESSED, None, None, None, None,
    )  # fmt: skip
    assert (one.derivation, one.indicator, one.untold) == ((), False, False)
    run = made.pictures[0].run
    assert run is not None
    assert run.series[0].points[-1].suppressed
    assert run.series[0].points[-1].value is None


@pytest.mark.rule("N-117")
def test_the_reports_own_story_goes_first() -> None:
    """A narrative of the report stands in place of the measurement's; a demanded one that is missing is owed."""
    demanded = replace(PEILING, narrative_required=True)
    of = replace(
        material(),
        indicators=(demanded, INDICATOR),
        narratives={"client-satisfaction": "Wij vroegen het na."},
    )
    _, figures = part(Part.INDICATORS, of)
    assert figures["client-satisfaction"].narrative == "Wij vroegen het na."
    assert figures["survey"].demanded
    assert compose(
        replace(of, kind=KINDS[ReportKind.QUARTERLY_INDICATORS]), owner=OWNER, composed_by=LEAD
    ).owed == ("survey",)


@pytest.mark.rule("G-77")
def test_a_soft_norm_gives_no_verdict() -> None:
    """It is shown beside its norm, with the reason why nothing is judged."""
    soft = replace(INDICATOR, hard=False)
    _, figures = part(Part.INDICATORS, replace(material(), indicators=(soft,)))
    one = figures["client-satisfaction"]
    assert one.verdict is None
    assert one.reason is not None
    assert "zachte norm" in one.reason.nl


@pytest.mark.rule("R-O12")
def test_independent_and_population_parts_choose_their_indicators() -> None:
    """Only what who delivers did not measure itself, and only what looks at all inhabitants."""
    _, independent = part(Part.INDEPENDENT, material())
    wider, population = part(Part.POPULATION, material())
    assert list(independent) == ["survey"]
    assert population == {}
    assert wider.notes


def areas(**values: tuple[str, int]) -> tuple[Measurement, ...]:
    """Measurements of areas in the second quarter, with their numbers."""
    return tuple(
        measured("2026-Q2", value, area=name.upper(), respondents=size, standard_deviation="1.0")
        for name, (value, size) in values.items()
    )


@pytest.mark.rule("R-O26")
@pytest.mark.rule("R-O10")
def test_areas_are_told_apart_only_beyond_chance() -> None:
    """Against the weighted mean one area lies above, one below, and one cannot be told."""
    found = areas(bu01=("7.9", 300), bu02=("7.2", 30), bu03=("6.4", 300))
    made, _ = part(Part.AREAS, material(broken_down=found))
    comparison = made.pictures[0].comparison
    assert comparison is not None
    assert {row.name: row.standing for row in comparison.rows} == {
        "BU01": Standing.ABOVE, "BU02": Standing.NOT_DISTINGUISHABLE, "BU03": Standing.BELOW,
    }  # fmt: skip
    assert comparison.mean == "7.15"
    assert [row.value for row in comparison.rows] == ["7.9", "7.2", "6.4"]


@pytest.mark.rule("F-08")
@pytest.mark.parametrize(
    ("whole", "found", "shown"),
    [
        (400, {"bu01": ("7.9", 300), "bu02": ("7.2", 93), "bu03": ("9.9", 7)}, False),
        (400, {"bu01": ("7.9", 300), "bu02": ("7.2", 93)}, False),
        (400, {"bu01": ("7.9", 300), "bu02": ("7.2", 90)}, True),
        (400, {"bu01": ("7.9", 300), "bu02": ("7.2", 100)}, True),
    ],
)
def test_the_few_of_an_area_are_not_given_back_by_the_others(
    whole: int, found: dict[str, tuple[str, int]], shown: bool
) -> None:
    """Of 400 answers, 7 in an area or in no area: neither beside each other nor in a baseline does any area have a figure."""
    of_the_whole = measured("2026-Q2", "7.1", respondents=whole)
    made, _ = part(Part.AREAS, material(measurements=(of_the_whole,), broken_down=areas(**found)))
    comparison = made.pictures[0].comparison
    assert comparison is not None
    rows = [(row.value, row.respondents) for row in comparison.rows]
    assert rows == (list(found.values()) if shown else [(None, None)] * len(found))
    assert (comparison.mean is not None) is shown
    before = [replace(one, moment=MeasurementMoment.BASELINE) for one in (of_the_whole, *areas(**found))]
    _, figures = part(Part.BASELINE, material(broken_down=tuple(before)))
    assert figures["baseline-client-satisfaction"].value == "7.1"
    assert {figures[f"baseline-client-satisfaction-{name}"].state for name in found} == {
        FigureState.SHOWN if shown else FigureState.SUPPRESSED
    }


@pytest.mark.rule("R-O26")
def test_one_alone_cannot_be_mirrored() -> None:
    """A single area has no benchmark, and the report says so."""
    made, _ = part(Part.AREAS, material(broken_down=areas(bu01=("7.9", 300))))
    assert made.pictures == ()
    assert "geen eigen benchmark" in made.notes[0].nl


@pytest.mark.rule("R-O34")
@pytest.mark.rule("F-09")
def test_citizens_see_only_who_can_be_told_apart() -> None:
    """In choice information the provider that cannot be told from the mean is left out."""
    found = tuple(
        measured("2026-Q2", value, provider=oin, respondents=size, standard_deviation="1.0")
        for oin, value, size in ((LEAD, "7.9", 300), (SUB, "7.0", 300), (OWNER, "7.4", 20))
    )
    open_, _ = part(Part.PROVIDERS, material(broken_down=found))
    public, _ = part(Part.PROVIDERS, material(kind=ReportKind.CHOICE_INFORMATION, broken_down=found))
    assert open_.pictures[0].comparison is not None
    assert public.pictures[0].comparison is not None
    assert len(open_.pictures[0].comparison.rows) == 3
    assert [row.name for row in public.pictures[0].comparison.rows] == [f"OIN {LEAD}", f"OIN {SUB}"]


@pytest.mark.rule("R-O06")
def test_waiting_times_come_with_their_derivation() -> None:
    """Sixty requests, of which forty-eight had a talk within five working days: 80 %, and how many that are."""
    waits = tuple(
        Wait(
            new_id(),
            2,
            OWNER,
            None,
            [],
            None,
            CONTRACT.id,
            date(2026, 4, 7),
            date(2026, 4, 7) + timedelta(days=days),
        )
        for days in [*range(1, 7)] * 8 + [20] * 12
    )
    _, figures = part(Part.WAITING, material(waits=waits))
    share = figures["waiting-share"]
    assert (share.value, share.unit, share.respondents) == ("8000", FigureUnit.BASIS_POINTS, 60)
    assert (
        share.derivation[0].text.nl == "48 van 60 vragen kregen binnen 5 werkdagen een eerste gesprek: 80 %."
    )
    assert figures["waiting-median"].value == "3"


@pytest.mark.rule("R-O11")
def test_baselines_stand_by_area() -> None:
    """A baseline of an area is shown with its story; without one the report says that there is none."""
    before = replace(areas(bu01=("6.1", 50))[0], moment=MeasurementMoment.BASELINE)
    made, figures = part(Part.BASELINE, material(broken_down=(before,)))
    none, _ = part(Part.BASELINE, material())
    assert figures["baseline-client-satisfaction-bu01"].value == "6.1"
    assert made.notes == ()
    assert "nulmeting" in none.notes[0].nl


def flow(period: str, **other: Any) -> Flow:
    """A quarter's flows: open 120, in 40, out 35, so 125; 72 of 90 goals; 9 of 150 relapsed; 640 of 16,000 reached."""
    none = Speed(cases=None, mean_days=None, median_days=None, ninetieth_percentile_days=None)
    told: dict[str, Any] = {
        "contract_id": CONTRACT.id, "provider": None, "area_code": None, "team": None, "period": period,
        "first_day": date(2026, 4, 1), "last_day": date(2026, 6, 30), "open_at_begin": 120, "inflow": 40, "arrived": 0,
        "through_flow": 0, "outflow": 35, "open_at_end": 125, "inflow_general": 30, "inflow_tailor_made": 10,
        "until_start": none, "until_goal": none, "in_care": none, "goals_due": 90, "goals_reached": 72, "goals_not_judgeable": 0,
        "goals_share_basis_points": 8000, "closings": 150, "relapsed": 9, "relapse_share_basis_points": 600,
        "relapse_complete": True, "referrals": 31, "refusals": 12, "pgb_requested": None, "pgb_switched": None,
        "pgb_share_basis_points": None, "clients": 640, "clients_general": 500, "clients_tailor_made": 140, "population": 16000,
        "population_on": date(2026, 1, 1), "reach_basis_points": 400, "general_per_thousand": "31.3",
        "tailor_made_per_thousand": "8.8", "suppressed": True,
    }  # fmt: skip
    return Flow(**{**told, **other})


@pytest.mark.rule("R-O14")
@pytest.mark.rule("R-O15")
@pytest.mark.rule("R-O17")
@pytest.mark.rule("R-O19")
def test_flows_balance_and_explain_themselves() -> None:
    """120 + 40 − 35 = 125; 72 of 90 = 80 %; 9 of 150 = 6 %; 640 of 16,000 = 4 %; what is left out says so."""
    made, figures = part(Part.FLOWS, material(flows=(flow("2026-Q1"), flow("2026-Q2"), flow("2026-Q3"))))
    assert figures["flow-open-at-end"].value == "125"
    assert "Open 120 + in 40" in figures["flow-open-at-end"].derivation[0].text.nl
    shares = [figures[f"flow-{name}"].value for name in ("goals-share", "relapse-share", "reach")]
    assert shares == ["8000", "600", "400"]
    assert figures["flow-goals-share"].derivation[0].text.en == "72 of 90 is 80 %."
    assert figures["flow-pgb-share"].state is FigureState.SUPPRESSED
    run = made.pictures[0].run
    assert run is not None
    assert [point.label for point in run.series[0].points] == ["2026-Q1", "2026-Q2"]
    _, referred = part(Part.REFERRALS, material(flows=(flow("2026-Q2"),)))
    assert referred["flow-referrals"].value == "31"


@pytest.mark.rule("R-O07")
def test_three_aims_stand_beside_each_other() -> None:
    """7.4 → 7.6, 0.72 → 0.72, 2,100 → 2,080: one better, one equal, one better: success, each with its way."""
    given = TripleAim(
        id=new_id(), version=1, owner=OWNER, external_reference=None, parties=[], name="Wesselerbrink",
        contract_id=CONTRACT.id, pilot_id=None, area_code=None, participants=[],
        before=Stretch(first_day=date(2025, 1, 1), last_day=date(2025, 12, 31)),
        after=Stretch(first_day=date(2026, 1, 1), last_day=date(2026, 12, 31)),
        quality=Aim(before="7.4", after="7.6"), health=Aim(before="0.72", after="0.72", better=AimDirection.HIGHER),
        cost=AimCost(before_cents=210_000, after_cents=208_000),
    )  # fmt: skip
    made, _ = part(Part.TRIPLE_AIM, material("2026", triple_aims=(judge(given)[0],)))
    change = made.pictures[0].change
    assert change is not None
    ways = [ChangeDirection.BETTER, ChangeDirection.EQUAL, ChangeDirection.BETTER]
    assert [row.direction for row in change.rows] == ways
    assert made.notes[0].nl.startswith("Wesselerbrink: geslaagd")


@pytest.mark.parametrize("kind", list(ReportKind))
def test_every_kind_is_made_of_something(kind: ReportKind) -> None:
    """With nothing measured at all each kind still gives its parts, in order, and no figure that is a nought without being one."""
    bare = Material(kind=KINDS[kind], period=period_of("2026"), today=TODAY, limit=10, contract=CONTRACT)
    made = compose(bare, owner=OWNER, composed_by=OWNER)
    assert len(made.sections) == len(KINDS[kind].parts)
    for section in made.sections:
        assert section.figures or section.listings or section.notes, section.code
    assert all(
        (figure.value is None) == (figure.state is not FigureState.SHOWN) for figure in made.figures
    ), made.figures


def test_what_was_read_is_named_in_order() -> None:
    """The sources name each version once, the same whatever the order in which it was read."""
    of = material()
    one = compose(of, owner=OWNER, composed_by=LEAD)
    other = compose(replace(of, measurements=of.measurements[::-1]), owner=OWNER, composed_by=LEAD)
    assert one.sources == other.sources
    assert [source.resource for source in one.sources] == [
        "contract", "contract-verdict", "indicator", "indicator", "measurement", "measurement",
    ]  # fmt: skip
    assert render(of.verdicts[2026][1].steps[0], "nl")
