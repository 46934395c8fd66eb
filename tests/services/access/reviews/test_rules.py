"""When a review is needed and due, who may do it, what it takes to complete one, and what it brought (R-A06 … R-A13, R-A49)."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.access.policies.rules import DEFAULT
from services.access.reviews import rules
from services.access.reviews.rules import (
    Asked,
    Checked,
    OwnFeedbackOnly,
    ProductUse,
    Review,
    ReviewClosed,
    ReviewDaysRefused,
    ReviewerDecided,
    ReviewIncomplete,
    ReviewRefused,
    SwitchTeamLine,
)
from shared.values import Derivation, new_id
from shared.values.derivation import render
from shared.values.period import add_months
from shared.values.reviewing import (
    Due,
    ReviewCancellation,
    ReviewerRole,
    ReviewKind,
    ReviewOutcome,
    ReviewState,
    ReviewTrigger,
)
from shared.values.terms import Law

OWNER, TODAY = "00000099000000000484", date(2026, 4, 20)
REQUEST, DECISION = new_id(), new_id()
TOLD = Derivation()


def a_review(kind: ReviewKind = ReviewKind.HALF_YEAR, **other: Any) -> Review:
    """A review that is open, of a decision that j.jansen took."""
    asked = {"request_id": REQUEST, "decision_id": DECISION, "consultant": "j.jansen", **other}
    made, _ = rules.open_review(
        kind,
        ReviewTrigger.HALF_YEAR_PASSES,
        owner=OWNER,
        citizen_id=new_id(),
        law=Law.WMO_2015,
        today=TODAY,
        **asked,
    )
    return made


def complete(review: Review, outcome: ReviewOutcome = ReviewOutcome.APPROVED, **other: Any) -> Review:
    """The review as it is completed by k.visser."""
    given = {
        "fit": None, "advice": None, "alternative_product": None, "granted_cents": None, "deviation_reason": None,
        "reviewer": "k.visser", "deciders": frozenset({"j.jansen"}), "today": TODAY, "told": TOLD, **other,
    }  # fmt: skip
    done, _ = rules.complete(review, outcome, **given)
    return done


def asked(**other: Any) -> Asked:
    """A decision on an allocation, for which a review is asked."""
    told: dict[str, Any] = {
        "owner": OWNER, "request_id": REQUEST, "citizen_id": new_id(), "law": Law.WMO_2015, "decision_id": DECISION,
        "allocation_number": 7, "product_category": "02", "product_code": "02A03", "value_cents": 100_00,
        "extensions": 0, "consultant": "j.jansen", "live": True, **other,
    }  # fmt: skip
    return Asked(**told)


def ask(subject: Asked, kind: ReviewKind, before: list[Review] | None = None, **other: Any) -> Review:
    """The review that is asked for under the standard policy."""
    given = {
        "due_on": None, "value_cents": None, "extension_months": None, "external_reference": None,
        "asker": "a.bakker", "today": TODAY, **other,
    }  # fmt: skip
    made, _ = rules.ask(subject, kind, before or [], DEFAULT, **given)
    return made


@pytest.mark.rule("R-A07")
@pytest.mark.rule("G-36")
@pytest.mark.parametrize(("cents", "needed"), [(5_000_000, False), (5_000_001, True), (5_500_000, True)])
def test_the_switch_team_looks_strictly_above_the_threshold(cents: int, needed: bool) -> None:
    """€50,000.00 → no; €50,000.01 → yes; 30,000 + 25,000 in one application → yes."""
    found, why = rules.switch_team_needed(cents, 5_000_000)
    assert found is needed
    (step,) = why.steps
    assert "50.000,00" in render(step, "nl")
    assert step.rule == "R-A07"


@pytest.mark.rule("R-A12")
@pytest.mark.rule("G-37")
def test_a_half_year_check_is_due_six_months_from_the_start() -> None:
    """Start 15-1 → due 15-7, then 15-1; not after the last day; from 31-8 on 28-2 and 31-8 again."""
    start = date(2026, 1, 15)
    assert rules.half_year_days(start, None, 6, date(2027, 2, 1)) == [date(2026, 7, 15), date(2027, 1, 15)]
    assert rules.half_year_days(start, date(2026, 7, 14), 6, date(2027, 2, 1)) == []
    assert rules.half_year_days(start, date(2026, 7, 15), 6, date(2027, 2, 1)) == [date(2026, 7, 15)]
    late = rules.half_year_days(date(2026, 8, 31), None, 6, date(2027, 8, 31))
    assert late == [date(2027, 2, 28), date(2027, 8, 31)]


@pytest.mark.rule("R-A12")
@settings(max_examples=50)
@given(
    start=st.dates(date(2015, 1, 1), date(2040, 12, 31)),
    months=st.integers(1, 24),
    ends=st.none() | st.integers(0, 3000),
    until=st.integers(0, 3000),
)
def test_half_year_days_follow_the_start_alone(
    start: date, months: int, ends: int | None, until: int
) -> None:
    """Each lies a whole number of terms from the start, none is left out, none lies after the end or the horizon."""
    end = None if ends is None else start + timedelta(days=ends)
    horizon = start + timedelta(days=until)
    found = rules.half_year_days(start, end, months, horizon)
    assert found == [add_months(start, months * number) for number in range(1, len(found) + 1)]
    last = horizon if end is None else min(end, horizon)
    assert all(start < day <= last for day in found)
    assert add_months(start, months * (len(found) + 1)) > last


@pytest.mark.rule("R-A12")
def test_a_half_year_check_takes_both_contacts() -> None:
    """Only the provider contacted → incomplete, and both that lack are named at once; with both it is completed."""
    review = a_review()
    assert rules.missing(review) == ["providerContactOn", "citizenContactOn"]
    with pytest.raises(ReviewIncomplete) as neither:
        complete(review, fit=True)
    assert [one.location for one in neither.value.errors] == ["#/providerContactOn", "#/citizenContactOn"]
    half, _ = rules.contact(review, TODAY, None, TODAY, TOLD)
    assert rules.missing(half) == ["citizenContactOn"]
    with pytest.raises(ReviewIncomplete) as one:
        complete(half)
    assert [error.location for error in one.value.errors] == ["#/citizenContactOn", "#/fit"]
    with pytest.raises(ReviewRefused):
        rules.contact(half, None, TODAY + timedelta(days=1), TODAY, TOLD)
    whole, why = rules.contact(half, None, TODAY, TODAY, TOLD)
    assert (whole.provider_contact_on, whole.citizen_contact_on, whole.version) == (TODAY, TODAY, 3)
    assert "niet bekend" not in render(why.steps[-1], "nl")
    done = complete(whole, fit=True)
    assert (done.state, done.outcome, done.completed_on) == (
        ReviewState.COMPLETED,
        ReviewOutcome.APPROVED,
        TODAY,
    )
    assert rules.missing(done) == []


@pytest.mark.rule("R-A07")
@pytest.mark.rule("F-28")
def test_a_reviewer_never_took_the_decision() -> None:
    """Neither the consultant, nor who else took or prepared a decision on the request; anybody else may."""
    review = a_review(ReviewKind.SWITCH_TEAM)
    for person in ("j.jansen", "b.mol"):
        with pytest.raises(ReviewerDecided):
            rules.assign(review, person, frozenset({"b.mol"}), TODAY, TOLD)
        with pytest.raises(ReviewerDecided):
            complete(review, reviewer=person, deciders=frozenset({"b.mol"}))
    assigned, _ = rules.assign(review, "k.visser", frozenset({"b.mol"}), TODAY, TOLD)
    assert (assigned.reviewer, assigned.version) == ("k.visser", 2)


@pytest.mark.rule("R-A11")
@pytest.mark.rule("R-A13")
def test_the_third_extension_deviates_and_takes_a_reason() -> None:
    """Guideline 2 × 6 months: the first and second pass, the third deviates, and so do seven months; a deviation takes a reason."""
    guideline = {"max_count": 2, "max_months": 6, "policy_version": 0}
    judged = [rules.judge_extension(count, 6, **guideline)[0] for count in range(3)]
    assert [(one.number, one.deviation) for one in judged] == [(1, False), (2, False), (3, True)]
    assert rules.judge_extension(0, 7, **guideline)[0].deviation
    third = ask(asked(extensions=2), ReviewKind.EXTENSION, extension_months=6)
    assert (third.extension_number, third.deviation, third.trigger) == (
        3,
        True,
        ReviewTrigger.EXTENSION_ASKED,
    )
    with pytest.raises(ReviewIncomplete) as refused:
        complete(third)
    assert [one.location for one in refused.value.errors] == ["#/fit", "#/deviationReason"]
    done = complete(third, fit=True, deviation_reason="De verhuizing is uitgesteld.")
    assert done.deviation_reason == "De verhuizing is uitgesteld."
    first = ask(asked(), ReviewKind.EXTENSION, extension_months=6)
    assert complete(first, fit=True, deviation_reason="Overbodig.").deviation_reason is None
    assert complete(third, ReviewOutcome.NOT_APPROVED, fit=False, advice="Laat aflopen.").state == "completed"


@pytest.mark.rule("R-A08")
def test_a_consultant_in_doubt_asks_once_at_a_time() -> None:
    """Who asks is the consultant where nobody decided yet; a second of the kind waits for the first; all faults at once."""
    subject = asked(decision_id=None, allocation_number=None, consultant=None)
    made = ask(subject, ReviewKind.VOLUNTARY)
    assert (made.consultant, made.reviewer_role, made.due_on) == (
        "a.bakker", ReviewerRole.SWITCH_TEAM, date(2026, 5, 20),
    )  # fmt: skip
    with pytest.raises(ReviewRefused) as twice:
        ask(subject, ReviewKind.VOLUNTARY, [made], due_on=TODAY - timedelta(days=1))
    assert [one.code for one in twice.value.errors] == ["due-before-today", "open-already"]
    assert ask(subject, ReviewKind.VOLUNTARY, [complete(made)]).state is ReviewState.OPEN
    with pytest.raises(ReviewRefused) as unknown:
        ask(subject, ReviewKind.EXTENSION, extension_months=6)
    assert [one.code for one in unknown.value.errors] == ["no-decision"]
    with pytest.raises(ReviewRefused) as nothing:
        ask(asked(allocation_number=None, live=False), ReviewKind.EXTENSION, extension_months=6)
    assert [one.code for one in nothing.value.errors] == ["withdrawn", "no-allocation"]


@pytest.mark.rule("N-133")
@pytest.mark.rule("F-34")
def test_a_duty_is_never_cancelled_at_will() -> None:
    """What was asked for may be cancelled; a duty, or what a sample chose, only when its subject fell away."""
    gone = ReviewCancellation.OPENED_IN_ERROR
    for kind in ReviewKind:
        review = a_review(kind)
        if kind in (ReviewKind.VOLUNTARY, ReviewKind.CONSPICUOUS):
            after, _ = rules.cancel(review, gone, fallen_away=False, today=TODAY, told=TOLD)
            assert (after.state, after.cancellation) == (ReviewState.CANCELLED, gone)
        else:
            with pytest.raises(ReviewRefused):
                rules.cancel(review, gone, fallen_away=False, today=TODAY, told=TOLD)
        fallen = ReviewCancellation.CITIZEN_GONE
        after, _ = rules.cancel(review, fallen, fallen_away=True, today=TODAY, told=TOLD)
        with pytest.raises(ReviewClosed):
            rules.cancel(after, fallen, fallen_away=True, today=TODAY, told=TOLD)
    sampled = a_review(ReviewKind.VOLUNTARY, sample_id=new_id())
    with pytest.raises(ReviewRefused) as chosen:
        rules.cancel(sampled, gone, fallen_away=False, today=TODAY, told=TOLD)
    assert [one.code for one in chosen.value.errors] == ["sampled"]


@pytest.mark.rule("R-A07")
def test_what_stands_behind_a_decision_was_done_by_another() -> None:
    """The newest completed review of the kind counts, unless the decider did it; an open one is found apart."""
    done, still = complete(a_review(ReviewKind.SWITCH_TEAM)), a_review(ReviewKind.SWITCH_TEAM)
    kind = ReviewKind.SWITCH_TEAM
    assert rules.find_completed([done, still], kind, decider="j.jansen") == done
    assert rules.find_completed([done, still], kind, decider="k.visser") is None
    assert rules.find_completed([done], kind, decision_id=new_id()) is None
    assert rules.find_completed([done], ReviewKind.EXTENSION) is None
    assert rules.find_open([done, still], kind, decision_id=DECISION) == still
    assert rules.find_open([done], kind) is None


@pytest.mark.rule("R-A10")
def test_use_that_grew_by_forty_percent_stands_out() -> None:
    """10 → 14 is +40 % and stands out, 10 → 13 does not, 3 → 4 neither; what was not there before only when it is costly."""

    def used(now: int, before: int, highest: int | None = None) -> ProductUse:
        return ProductUse(Law.JEUGDWET, "45", "45A04", now, before, highest, highest)

    uses = [used(14, 10), used(13, 10), used(4, 3), used(9, 0), used(1, 1, 4_000_001), used(1, 1, 4_000_000)]
    found = rules.judge_use(uses, 4_000, 4_000_000)
    assert [(one.decisions, one.growth_basis_points, one.much_used, one.costly) for one in found] == [
        (14, 4_000, True, False), (1, 0, False, True),
    ]  # fmt: skip
    assert rules.judge_use([used(9, 0)], 4_000, None) == []


@pytest.mark.rule("R-A12")
def test_an_open_review_is_planned_due_and_then_overdue() -> None:
    """On the day itself it is due; the day after it is overdue; before the last month it is planned."""
    standing = [rules.stand(TODAY + timedelta(days=days), TODAY) for days in (-1, 0, 30, 31)]
    assert standing == [Due.OVERDUE, Due.DUE, Due.DUE, Due.PLANNED]
    review = a_review(due_on=TODAY - timedelta(days=2))
    listed = rules.list_due([review, a_review()], dict.fromkeys(Due, 1), 2, TODAY)
    (line,) = listed.reviews
    assert (line.days_left, line.due, line.missing) == (
        -2, Due.OVERDUE, ["providerContactOn", "citizenContactOn", "reviewer"],
    )  # fmt: skip


@pytest.mark.rule("R-A49")
@pytest.mark.rule("E-49")
def test_feedback_tells_a_consultant_what_checks_brought() -> None:
    """25 checks of which 3 were not approved yield 1,200 basis points; it is told once, and only of what was completed."""
    found = rules.feed_back(Checked("j.jansen", 20, 2, 3, 5))
    assert (found.checks, found.yield_basis_points, found.feedback_sent) == (25, 1_200, 5)
    assert rules.feed_back(Checked("j.jansen", 0, 0, 0, 0)).yield_basis_points == 0
    done = complete(a_review(ReviewKind.VOT))
    sent, _ = rules.send_feedback(done, TODAY, TOLD)
    assert sent.feedback_sent_on == TODAY
    for wrong in (sent, a_review(ReviewKind.VOT), complete(a_review(ReviewKind.VOT, consultant=None))):
        with pytest.raises(ReviewRefused):
            rules.send_feedback(wrong, TODAY, TOLD)
    assert rules.whose_feedback("j.jansen", None, decides=True) == "j.jansen"
    assert rules.whose_feedback("m.baas", None, decides=False) is None
    with pytest.raises(OwnFeedbackOnly):
        rules.whose_feedback("j.jansen", "b.mol", decides=True)


@pytest.mark.rule("D-31")
def test_the_register_tells_what_the_switch_team_saved() -> None:
    """Asked 60,000.00 and 80,000.00, granted 45,000.00 and nothing: 95,000.00 saved; what is not decided stays out."""

    def line(kind: ReviewKind, asked: int | None, granted: int | None, other: str | None) -> SwitchTeamLine:
        state = ReviewState.OPEN if granted is None else ReviewState.COMPLETED
        one: UUID = new_id()
        return SwitchTeamLine(
            one,
            "00000099000000000001",
            None,
            REQUEST,
            DECISION,
            kind,
            state,
            TODAY,
            None,
            None,
            other,
            asked,
            granted,
        )

    lines = [
        line(ReviewKind.SWITCH_TEAM, 6_000_000, 4_500_000, "02A05"),
        line(ReviewKind.SWITCH_TEAM, 8_000_000, 0, None),
        line(ReviewKind.VOLUNTARY, 1_000_000, None, None),
    ]
    found = rules.keep_register(lines, date(2026, 4, 1), date(2026, 4, 30))
    assert (found.above_threshold, found.voluntary, found.completed, found.alternatives) == (2, 1, 2, 1)
    assert (found.asked_cents, found.granted_cents, found.saved_cents) == (14_000_000, 4_500_000, 9_500_000)
    assert [one.saved_cents for one in lines] == [1_500_000, 8_000_000, None]
    assert "95.000,00" in render(found.derivation.steps[-1], "nl")
    with pytest.raises(ReviewDaysRefused):
        rules.check_days(TODAY, TODAY - timedelta(days=1))
