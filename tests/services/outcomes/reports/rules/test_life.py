"""A report's life, its periods, and which reports are due."""

import hashlib
from dataclasses import replace
from datetime import date
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.outcomes.reports import rules
from services.outcomes.reports.rules import FigureNarrative, Report
from services.outcomes.reports.rules.kinds import KINDS
from services.outcomes.reports.rules.model import Content, Section
from services.outcomes.reports.rules.periods import ended, fits, period_of
from shared.errors import Problem
from shared.values import new_id, render
from shared.values.agreements import LegalForm
from shared.values.reporting import ReportFrequency, ReportKind, ReportReader, ReportStatus
from shared.values.terms import MeasurementSource
from tests.services.outcomes.examples import AUDITOR, CONTRACT, INDICATOR, LEAD, OWNER
from tests.services.outcomes.reports.examples import STORY, content, figure, said

TODAY = date(2026, 7, 14)


def told() -> Content:
    """A report in which every figure has its story."""
    return content(sections=(Section("x", said("x"), (figure(),)),))


def drafted(made: Content | None = None, **other: object) -> Report:
    """A draft of the main contractor."""
    found = rules.draft(made or told(), [], external_reference=None, parties=[LEAD])
    return replace(found, **other)  # type: ignore[arg-type]


@pytest.mark.rule("R-O27")
def test_a_report_is_submitted_when_nothing_is_owed() -> None:
    """Its period over and every demanded story told it can be; it then has three hashes, of the very bytes."""
    rules.check_complete(told(), TODAY)
    made, kept, why = rules.submit(drafted(), told(), b"{}", LEAD, CONTRACT)
    assert (made.status, made.submitted_by, made.submitted_on) == (ReportStatus.SUBMITTED, LEAD, TODAY)
    assert made.content_sha256 == hashlib.sha256(b"{}").hexdigest()
    assert made.page_nl_sha256 == hashlib.sha256(kept.page_nl).hexdigest()
    assert made.page_en_sha256 == hashlib.sha256(kept.page_en).hexdigest()
    assert made.content_sha256.encode() in kept.page_nl
    assert [render(step, "nl").split(":")[0] for step in why.steps] == [
        "1 van 1 cijfers van indicatoren hebben een toelichting; zonder staan", "Verzegeld op 14 juli 2026",
    ]  # fmt: skip


@pytest.mark.rule("R-O27")
def test_what_is_owed_is_refused_all_at_once() -> None:
    """The report's own story and each figure's that is demanded, each with its place; a story that only lacks is no obstacle."""
    bare = content(
        narrative=None,
        sections=(Section("x", said("x"), (
            figure("a", narrative=None), figure("b", narrative=None, demanded=False), figure("c", narrative=None))),),
    )  # fmt: skip
    with pytest.raises(rules.NarrativeMissing) as caught:
        rules.check_complete(bare, TODAY)
    assert [one.location for one in caught.value.errors] == [
        "#/narrative",
        "#/narratives/a",
        "#/narratives/c",
    ]


def test_a_period_must_be_over() -> None:
    """On its last day a quarter's report can be drafted, not submitted."""
    with pytest.raises(rules.PeriodNotOver):
        rules.check_complete(told(), date(2026, 6, 30))
    rules.check_complete(told(), date(2026, 7, 1))


def test_a_provider_shows_its_own_to_the_auditor_the_municipality_to_all() -> None:
    """What a provider submits may hold what is that one's alone; the purchaser's is for all parties."""
    assert rules.seen_by(LEAD, CONTRACT) == sorted([LEAD, AUDITOR])
    assert rules.seen_by(OWNER, CONTRACT) == CONTRACT.parties
    assert rules.seen_by(OWNER, None) == []


def test_only_its_maker_changes_a_draft() -> None:
    """Another organisation may not; and nobody once it was submitted."""
    with pytest.raises(rules.NotYourReport):
        rules.check_open(drafted(), OWNER)
    with pytest.raises(rules.AlreadySubmitted):
        rules.check_open(drafted(status=ReportStatus.SUBMITTED), LEAD)
    rules.check_open(drafted(), LEAD)


def test_a_correction_names_the_last_one() -> None:
    """The first is submitted once; each after it corrects the last, of the same kind, contract, period and maker."""
    first = drafted(status=ReportStatus.SUBMITTED)
    rules.check_corrects(told(), first)
    for other in (
        drafted(), replace(first, period="2026-Q1"), replace(first, composed_by=OWNER), replace(first, contract_id=None),
        replace(first, kind=ReportKind.ANNUAL_REPORT),
    ):  # fmt: skip
        with pytest.raises(rules.NotCorrectable):
            rules.check_corrects(told(), other)
    rules.check_last(drafted(), None)
    rules.check_last(drafted(corrects_id=first.id), (first.id, TODAY))
    with pytest.raises(rules.AlreadySubmitted):
        rules.check_last(drafted(), (first.id, TODAY))
    with pytest.raises(rules.NotCorrectable):
        rules.check_last(drafted(corrects_id=new_id()), (first.id, TODAY))


def test_narratives_belong_to_a_figure() -> None:
    """One that names no figure of the report, or a figure twice, is pointed at."""
    told_twice = [FigureNarrative("a", STORY), FigureNarrative("a", STORY)]
    with pytest.raises(rules.ReportInvalid) as twice:
        rules.narratives_of(told_twice)
    with pytest.raises(rules.ReportInvalid) as strange:
        rules.check_narratives([FigureNarrative("nope", STORY)], told())
    assert twice.value.errors[0].location == "#/narratives/1/figure"
    assert (strange.value.errors[0].location, strange.value.errors[0].code) == (
        "#/narratives/0/figure", "figure-unknown",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "period"),
    [(ReportKind.QUARTERLY_INDICATORS, "2026"), (ReportKind.ANNUAL_REPORT, "2026-Q1"), (ReportKind.PROGRESS_VIEW, "2026-Q1"),
     (ReportKind.INDEPENDENT_MEASUREMENT, "2026-Q2"), (ReportKind.PROGRESS_VIEW, "2027-W53")],
)  # fmt: skip
def test_a_period_fits_its_kind(kind: ReportKind, period: str) -> None:
    """A quarterly report is about a quarter, an annual one about a year; a week that the year has not is none."""
    with pytest.raises(Problem) as caught:
        rules.check_asked(kind, period)
    assert caught.value.errors[0].location == "#/period"


def test_periods_and_their_quarters() -> None:
    """Inclusive last days, the quarters within, and the two or six weeks that end with a week."""
    assert period_of("2026-H2").quarters == ("2026-Q3", "2026-Q4")
    assert period_of("2026").last_day == date(2026, 12, 31)
    assert period_of("2026-05").quarters == ("2026-Q2",)
    weeks = period_of("2026-W23", ReportFrequency.TWO_WEEKLY)
    assert (weeks.days.start, weeks.last_day) == (date(2026, 5, 25), date(2026, 6, 7))
    assert period_of("2026-W23", ReportFrequency.SIX_WEEKLY).days.days() == 42
    assert fits("2026-W53", ReportFrequency.TWO_WEEKLY)
    with pytest.raises(ValueError, match="no period"):
        period_of("soon")


@given(since=st.dates(date(2015, 1, 1), date(2040, 1, 1)), days=st.integers(0, 2000))
@settings(max_examples=50, deadline=None)
def test_periods_that_are_over_follow_each_other(since: date, days: int) -> None:
    """Of each frequency they tile the time from the first to the last, and all lie before today."""
    today = date.fromordinal(since.toordinal() + days)
    for frequency in (ReportFrequency.QUARTERLY, ReportFrequency.HALF_YEARLY, ReportFrequency.YEARLY):
        found = ended(frequency, since, today)
        assert all(one.last_day < today and one.last_day >= since for one in found)
        assert all(before.days.end == after.days.start for before, after in pairwise(found))


def test_a_contract_asks_for_its_reports() -> None:
    """By quarter and year; under a subsidy on its teams; by half-year where a researcher measures independently."""
    asked = [one.kind for one in rules.asked_of(CONTRACT, [INDICATOR])]
    assert asked == [ReportKind.QUARTERLY_INDICATORS, ReportKind.ANNUAL_REPORT]
    researched = replace(INDICATOR, source=MeasurementSource.INDEPENDENT_RESEARCHER)
    subsidy = replace(CONTRACT, legal_form=LegalForm.SUBSIDY)
    assert [one.kind for one in rules.asked_of(subsidy, [researched])] == [
        ReportKind.QUARTERLY_RESULTS, ReportKind.INDEPENDENT_MEASUREMENT, ReportKind.ANNUAL_REPORT,
    ]  # fmt: skip


def test_due_reports_come_late_or_not_at_all() -> None:
    """On 10 August 2026 the first quarter's is submitted and the second's overdue since 30 July; the year's is not due yet."""
    submitted, _, _ = rules.submit(drafted(), replace(told(), period="2026-Q1"), b"{}", LEAD, CONTRACT)
    first = replace(submitted, period="2026-Q1")
    found = rules.due(CONTRACT, [INDICATOR], [first], date(2026, 8, 10))
    assert [(one.period, one.due_on, one.report_id, one.overdue) for one in found] == [
        ("2026-Q1", date(2026, 4, 30), first.id, False), ("2026-Q2", date(2026, 7, 30), None, True),
    ]  # fmt: skip
    other = replace(first, contract_id=UUID(int=1))
    assert rules.due(CONTRACT, [INDICATOR], [other], date(2026, 8, 10))[0].report_id is None


def test_the_kinds_are_those_of_the_sources() -> None:
    """Every view of the sources that begins with this service is one kind's, with readers, a rhythm and parts."""
    views = {view for kind in KINDS.values() for view in kind.views}
    numbers = (1, 2, 3, 4, 5, 7, 9, 12, 13, 14, 16, 19, 20, 21, 22, 25, 37, 42, 44, 45, 46, 49, 50, 58, 59)
    assert views == {f"D-{number:02}" for number in numbers}
    assert all(kind.readers and kind.parts and kind.kind is name for name, kind in KINDS.items())
    assert ReportReader.CITIZENS in KINDS[ReportKind.CHOICE_INFORMATION].readers
