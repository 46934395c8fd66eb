"""What the rules of procurement decide: scores, ties, ceilings, what is fixed, and every model's demands."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import permutations
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contracts.procurements import rules
from services.contracts.procurements.rules import (
    MODELS,
    AssessmentsMissing,
    BidAssessment,
    ClosingMomentAhead,
    CriteriaFixed,
    Framework,
    FrameworkRefused,
    NothingToAward,
    Offer,
    PhaseRefused,
    Procedure,
    Procurement,
    ProcurementIncomplete,
    ProcurementStateRefused,
    Standing,
    Terms,
)
from services.contracts.procurements.rules.terms import AdmissionCriterion, AwardCriterion, DialoguePhase
from shared.values.agreements import LegalForm
from shared.values.arrangements import AdmissionMode, ProcurementModel
from shared.values.derivation import render
from shared.values.procurements import (
    AwardMeasure,
    Openness,
    PhaseKind,
    ProcurementState,
    ScoringMethod,
    TieRule,
)

OWNER, FIRST, SECOND = "00000099000000000484", "00000099000000001001", "00000099000000001002"
NOW = datetime(2026, 1, 1, 11, tzinfo=UTC)
CLOSES = NOW + timedelta(days=1)


def weighed(number: int, measure: AwardMeasure, weight: int, **more: Any) -> AwardCriterion:
    """A criterion, on a line unless told otherwise."""
    more = {"method": ScoringMethod.LINEAR, "best": "0", "worst": "100", **more}
    return AwardCriterion(
        number=number, name=f"C{number}", measure=measure, weight_basis_points=weight, **more
    )


FOUR = [
    weighed(1, AwardMeasure.WAITING_TIME, 3000, best="0", worst="50"),
    weighed(2, AwardMeasure.SATISFACTION, 3000, best="10", worst="0"),
    weighed(3, AwardMeasure.CLIENT_PREFERENCE, 2000, method=ScoringMethod.ASSESSED, best=None, worst=None),
    weighed(4, AwardMeasure.PRICE, 2000),
]


def drafted(model: ProcurementModel = ProcurementModel.CLASSIC_TENDER, **more: Any) -> Procurement:
    """A draft of a model."""
    told = {"criteria": [weighed(1, AwardMeasure.PRICE, 10_000)], "procedure": {}, **more}
    procedure, criteria = told.pop("procedure"), told.pop("criteria")
    terms = Terms(
        number="INK-1", name="Inkoop", municipality_code="0484", closes_at=CLOSES,
        procedure=Procedure(model=model.value, **procedure), award_criteria=criteria,
        **{"maximum_winners": 1, **told},
    )  # fmt: skip
    return rules.draft(terms, OWNER, None)


def published(model: ProcurementModel = ProcurementModel.CLASSIC_TENDER, **more: Any) -> Procurement:
    """That draft, published."""
    return rules.publish(drafted(model, **more), [FIRST, SECOND], None, NOW)[0]


def closed(procurement: Procurement) -> Procurement:
    """After its closing moment."""
    return rules.close(procurement, CLOSES)


def offer(**more: Any) -> Offer:
    """A bid of somebody."""
    return Offer(**{"bid_id": uuid4(), "bidder": FIRST, **more})


@pytest.mark.rule("R-C41")
def test_the_worked_example_is_exact() -> None:
    """30/30/20/20: A 80/70/100/60 = 77.0, B 90/85/0/80 = 68.5 → A is first, explained criterion by criterion."""
    procurement = published(ProcurementModel.DYNAMIC_SELECTION, criteria=FOUR)
    a = offer(waiting_days=10, satisfaction="7", price="40")
    b = offer(waiting_days=5, satisfaction="8.5", price="20")
    found = [
        BidAssessment(bid_id=a.bid_id, criterion=3, score="100"),
        BidAssessment(bid_id=b.bid_id, criterion=3, score="0"),
    ]
    placed = rules.rank(procurement, rules.judge(procurement, [b, a], found))
    assert [(one.judged.offer, one.rank, one.total) for one in placed] == [(a, 1, "77.0"), (b, 2, "68.5")]
    assert [one.score for one in placed[0].judged.scores] == ["80.0", "70.0", "100.0", "60.0"]
    told = [render(step, "en") for step in placed[0].why.steps]
    assert told[0] == "Criterion 1 (C1): 10 gives score 80.0; with weight 30 % that is 24.0 points."
    assert told[-2:] == ["In all 77.0 points.", "That is place 1."]


@pytest.mark.rule("R-C42")
def test_the_lowest_price_is_first() -> None:
    """58, 55, 61 → 55, whatever comes in first."""
    procurement = published(ProcurementModel.AUCTION, criteria=[], maximum_winners=None)
    offers = [offer(price=price) for price in ("58", "55", "61")]
    for order in permutations(offers):
        placed = rules.rank(procurement, rules.judge(procurement, order, []))
        assert [one.total for one in placed] == ["55.0", "58.0", "61.0"]


@pytest.mark.rule("R-C40")
def test_all_nine_of_twelve_that_meet_the_demands_win() -> None:
    """Nothing is weighed: who meets all demands has the first place, the others none."""
    demands = [AdmissionCriterion(number=1, name="Keurmerk")]
    procurement = published(
        ProcurementModel.ZEELAND, criteria=[], admission_criteria=demands, maximum_winners=None
    )
    offers = [offer(meets={1: number < 9}) for number in range(12)]
    placed = rules.rank(procurement, rules.judge(procurement, offers, []))
    standings = [_standing(one) for one in placed]
    assert len(rules.winners(procurement, standings)) == 9
    _, why = rules.ranked(closed(procurement), placed)
    assert render(why.steps[0], "nl") == "Van 12 inschrijvingen voldoen er 9 aan alle eisen."


def _standing(one: rules.Placed) -> Standing:
    found = one.judged.offer
    return Standing(
        bid_id=found.bid_id, bidder=found.bidder, lot=found.lot, rank=one.rank, total=one.total, price=found.price
    )  # fmt: skip


def test_assessors_overrule_what_a_bid_says_of_a_demand() -> None:
    """A bid that says it has the mark, and has not, is excluded; one that was silent and has it is admitted."""
    procurement = published(admission_criteria=[AdmissionCriterion(number=1, name="Keurmerk")])
    liar, silent = offer(price="1", meets={1: True}), offer(price="2")
    found = [
        BidAssessment(bid_id=liar.bid_id, criterion=1, met=False),
        BidAssessment(bid_id=silent.bid_id, criterion=1, met=True),
    ]
    judged = rules.judge(procurement, [liar, silent], found)
    assert [one.unmet for one in judged] == [(1,), ()] and not judged[0].admitted


Prices = st.decimals(min_value=0, max_value=200, places=2)
Lines = st.tuples(Prices, Prices).filter(lambda pair: pair[0] != pair[1])


@given(value=Prices, line=Lines)
def test_a_line_never_leaves_nought_to_a_hundred_and_falls_one_way(
    value: Decimal, line: tuple[Decimal, Decimal]
) -> None:
    """Best gives 100 and worst 0, at or beyond either it stays so, and a better value never gives fewer points."""
    best, worst = line
    score = rules.linear(value, best, worst)
    assert 0 <= score <= 100 and score == round(score, 2)
    assert rules.linear(best, best, worst) == 100 and rules.linear(worst, best, worst) == 0
    nearer = value + (1 if best > worst else -1)
    assert rules.linear(nearer, best, worst) >= score


@given(
    weights=st.lists(st.integers(1, 5000), min_size=1, max_size=6),
    scores=st.data(),
)
def test_totals_are_exact_and_within_a_hundred(weights: list[int], scores: st.DataObject) -> None:
    """With weights of 100 % the total is the sum of exact points, never rounded, and never above 100."""
    whole = [*weights, 0]
    whole[-1] = 10_000 - sum(weights) % 10_000
    whole = [one for one in whole if sum(whole) == 10_000] or [10_000]
    criteria = [
        weighed(n, AwardMeasure.QUALITY, weight, method=ScoringMethod.ASSESSED)
        for n, weight in enumerate(whole, 1)
    ]
    procurement = published(criteria=criteria)
    one = offer()
    given_scores = [scores.draw(st.decimals(0, 100, places=2)) for _ in criteria]
    found = [
        BidAssessment(bid_id=one.bid_id, criterion=n, score=format(score, "f"))
        for n, score in enumerate(given_scores, 1)
    ]
    (judged,) = rules.judge(procurement, [one], found)
    exact = sum(Decimal(w) * s for w, s in zip(whole, given_scores, strict=True)) / 10_000
    assert judged.total == exact and judged.total <= 100
    assert sum(Decimal(each.points) for each in judged.scores) == exact


@given(
    prices=st.lists(st.sampled_from(["10", "20", "30"]), min_size=2, max_size=7), tie=st.sampled_from(TieRule)
)
def test_the_order_does_not_depend_on_who_came_first(prices: list[str], tie: TieRule) -> None:
    """Equal bids are put in order by the tie rule and then by lot: the same order however they come in, no place twice."""
    procurement = published(tie_rule=tie)
    offers = [offer(price=price) for price in prices]
    once = rules.rank(procurement, rules.judge(procurement, offers, []))
    again = rules.rank(procurement, rules.judge(procurement, reversed(offers), []))
    assert [one.judged.offer.bid_id for one in once] == [one.judged.offer.bid_id for one in again]
    assert [one.rank for one in once] == list(range(1, len(prices) + 1))
    totals = [Decimal(one.total or 0) for one in once]
    assert totals == sorted(totals, reverse=True)


def test_a_tie_goes_to_the_lowest_price_or_the_heaviest_criterion_as_published() -> None:
    """Two bids of 50.0: by price the cheaper wins, by the heaviest criterion the better plan; the derivation says so."""
    criteria = [
        weighed(1, AwardMeasure.PRICE, 4000),
        weighed(2, AwardMeasure.QUALITY, 6000, method=ScoringMethod.ASSESSED),
    ]
    cheap, good = offer(price="20"), offer(price="80")
    found = [
        BidAssessment(bid_id=cheap.bid_id, criterion=2, score="30"),
        BidAssessment(bid_id=good.bid_id, criterion=2, score="70"),
    ]
    for rule, winner in ((TieRule.LOWEST_PRICE, cheap), (TieRule.HEAVIEST_CRITERION, good)):
        procurement = published(criteria=criteria, tie_rule=rule)
        placed = rules.rank(procurement, rules.judge(procurement, [cheap, good], found))
        assert [one.total for one in placed] == ["50.0", "50.0"]
        assert placed[0].judged.offer == winner
        assert any(step.sentence == "bid.tied" for step in placed[0].why.steps)


@given(prices=st.lists(st.integers(1, 90_000), min_size=1, max_size=8), ceiling=st.integers(1, 200_000))
def test_what_is_awarded_never_exceeds_the_ceiling(prices: list[int], ceiling: int) -> None:
    """Under a ceiling of euros the winners are a first stretch of the ranking, and together within it."""
    procedure = {"ceiling_cents": ceiling * 100, "activities": []}
    procurement = published(ProcurementModel.SUBSIDY_TENDER, procedure=procedure, maximum_winners=None)
    standings = [
        Standing(bid_id=UUID(int=n), bidder=FIRST, lot=None, rank=n, total="1.0", price=str(price))
        for n, price in enumerate(prices, 1)
    ]
    won = rules.winners(procurement, standings)
    assert sum(int(one.price or 0) for one in won) <= ceiling
    assert [one.rank for one in won] == list(range(1, len(won) + 1))
    assert len(won) == len(prices) or sum(prices[: len(won) + 1]) > ceiling


@pytest.mark.rule("F-30")
@given(days=st.integers(-400, 400))
def test_no_moment_before_the_closing_moment_opens_a_procedure(days: int) -> None:
    """For every moment: before it ClosingMomentAhead, from it on closed."""
    procurement, moment = published(), CLOSES + timedelta(hours=days)
    if moment < CLOSES:
        with pytest.raises(ClosingMomentAhead):
            rules.close(procurement, moment)
    else:
        assert rules.close(procurement, moment).state is ProcurementState.CLOSED


ACTS = ("redraft", "publish", "close", "ranked", "award", "withdraw")


def _act(procurement: Procurement, name: str) -> Procurement:
    if name == "redraft":
        return rules.redraft(procurement, {"name": "Anders", "maximum_winners": 2})
    if name == "publish":
        return rules.publish(procurement, [FIRST], None, NOW)[0]
    if name == "close":
        return rules.close(procurement, CLOSES)
    if name == "ranked":
        return rules.ranked(procurement, [])[0]
    if name == "award":
        won = [Standing(bid_id=uuid4(), bidder=FIRST, lot=None, rank=1, total="9.0", price=None)]
        return rules.award(procurement, won, [uuid4()], date(2026, 1, 3))[0]
    return rules.withdraw(procurement, "Toch niet.")


@pytest.mark.rule("F-30")
@given(st.lists(st.sampled_from(ACTS), max_size=8))
def test_no_sequence_of_acts_changes_what_was_published(acts: list[str]) -> None:
    """Whatever is tried in whatever order: terms stay as they were at publication, and the states only go forward."""
    procurement, fixed = drafted(), None
    order = list(ProcurementState)
    for name in acts:
        before = procurement
        try:
            procurement = _act(procurement, name)
        except (CriteriaFixed, ProcurementStateRefused):
            continue
        assert procurement.version == before.version + 1
        assert order.index(procurement.state) >= order.index(before.state)
        if procurement.state is ProcurementState.PUBLISHED:
            fixed = rules.fields_of(procurement)
        assert fixed is None or rules.fields_of(procurement) == fixed


def test_a_draft_that_becomes_another_model_takes_its_form_and_openness() -> None:
    """From a classic tender to a classic subsidy with an execution agreement: the form follows, unless it is said."""
    draft = drafted()
    assert (draft.legal_form, draft.openness) == (LegalForm.CONTRACT, Openness.OPEN)
    procedure = Procedure(model="classicSubsidy", execution_agreement=True, activities=[])
    changed = rules.redraft(draft, {"procedure": procedure})
    assert (changed.model, changed.legal_form) == (
        ProcurementModel.CLASSIC_SUBSIDY,
        LegalForm.EXECUTION_AGREEMENT,
    )
    assert changed.openness is Openness.INVITED
    said = rules.redraft(draft, {"procedure": procedure, "legal_form": LegalForm.SUBSIDY})
    assert said.legal_form is LegalForm.SUBSIDY


@pytest.mark.rule("R-C44")
def test_a_framework_lends_its_criteria_and_its_providers() -> None:
    """Not awarded, not a framework, without criteria or providers: each is named; a good one fixes both."""
    criteria = [weighed(1, AwardMeasure.PRICE, 10_000)]
    good = Framework(uuid4(), "RAAM-1", ProcurementState.AWARDED, LegalForm.FRAMEWORK, criteria, [FIRST])
    draft = drafted(
        ProcurementModel.MINI_COMPETITION,
        criteria=[],
        procedure={"framework_id": good.id},
        maximum_winners=None,
    )
    made, why = rules.publish(draft, [FIRST, SECOND], good, NOW)
    assert (made.award_criteria, made.invited, made.openness) == (criteria, [FIRST], Openness.FRAMEWORK)
    assert [one.rule for one in why.steps] == ["R-C44", "F-30"]
    bad = Framework(good.id, "X", ProcurementState.PUBLISHED, LegalForm.CONTRACT, [], [])
    with pytest.raises(FrameworkRefused) as refused:
        rules.publish(draft, [], bad, NOW)
    assert [one.code for one in refused.value.errors] == [
        "framework-not-awarded", "framework-form", "framework-criteria", "framework-empty",
    ]  # fmt: skip


@pytest.mark.rule("A-13.4")
def test_phases_are_concluded_in_their_order_and_the_last_by_the_opening() -> None:
    """The second before the first, the last one, and the opening before all are done: refused."""
    phases = [
        DialoguePhase(number=n, kind=kind, name=f"F{n}", ends_on=date(2026, 1, n))
        for n, kind in enumerate((PhaseKind.DIALOGUE, PhaseKind.NEGOTIATION, PhaseKind.PROPOSAL), 1)
    ]
    procurement = published(ProcurementModel.DIALOGUE, procedure={"phases": phases})
    today = date(2026, 1, 1)
    for number in (2, 3):
        with pytest.raises(PhaseRefused):
            rules.conclude(procurement, number, [], None, today)
    with pytest.raises(PhaseRefused):
        rules.close(procurement, CLOSES)
    procurement = rules.conclude(procurement, 1, [SECOND], "Verder met een.", today)
    procurement = rules.conclude(procurement, 2, [], None, today)
    with pytest.raises(PhaseRefused):
        rules.conclude(procurement, 3, [], None, today)
    assert rules.close(procurement, CLOSES).dropped_out == {SECOND}


def test_a_provider_sees_of_invitations_and_drop_outs_itself_alone() -> None:
    """The purchaser sees both lists; each provider only whether it stands in them."""
    procurement = published(
        ProcurementModel.PER_CLIENT, criteria=[weighed(1, AwardMeasure.PRICE, 10_000)], openness=Openness.INVITED,
        invited=[FIRST, SECOND],
    )  # fmt: skip
    assert procurement.seen_by((OWNER,)).invited == [FIRST, SECOND]
    assert procurement.seen_by((FIRST,)).invited == [FIRST]
    assert procurement.seen_by(("00000099000000001009",)).invited == []


def test_gaps_of_assessors_are_told_of_admitted_bids_only() -> None:
    """A bid that does not meet a demand needs no score; every other needs one for each assessed criterion."""
    criteria = [weighed(1, AwardMeasure.QUALITY, 10_000, method=ScoringMethod.ASSESSED)]
    procurement = published(criteria=criteria, admission_criteria=[AdmissionCriterion(number=1, name="K")])
    out, inside = offer(), offer(meets={1: True})
    with pytest.raises(AssessmentsMissing) as refused:
        rules.judge(procurement, [out, inside], [])
    assert [one.location for one in refused.value.errors] == [f"#/assessments/{inside.bid_id}/1"]


def test_without_admitted_bids_there_is_nothing_to_award() -> None:
    """An award needs a winner."""
    ranked, _ = rules.ranked(closed(published()), [])
    with pytest.raises(NothingToAward):
        rules.award(ranked, [], [], date(2026, 1, 3))


def test_the_standstill_term_ends_its_days_after_the_award() -> None:
    """Awarded on 3 January with 20 days: up to and including 23 January; winner and loser are told their own part."""
    ranked, _ = rules.ranked(closed(published()), [])
    winner = Standing(bid_id=uuid4(), bidder=FIRST, lot=None, rank=1, total="77.0", price=None)
    awarded, _ = rules.award(ranked, [winner], [uuid4()], date(2026, 1, 3))
    assert (awarded.standstill_until, awarded.awards[0].total) == (date(2026, 1, 23), "77.0")
    won, _ = rules.notice(awarded, winner.bid_id, None)
    lost, why = rules.notice(awarded, uuid4(), None)
    assert won and not lost and "77.0" in render(why.steps[0], "nl")


@pytest.mark.rule("N-40")
def test_every_model_is_described_and_no_two_fields_contradict() -> None:
    """All thirteen are there; each has a form and an openness to fall back on, and a way in that its contract tells."""
    assert set(MODELS) == set(ProcurementModel) and len(MODELS) == 13
    for model, asked in MODELS.items():
        assert asked.legal_forms and asked.openness and asked.rule
        assert rules.admission_mode(model) in AdmissionMode
    assert rules.admission_mode(ProcurementModel.ONE_TO_ONE) is AdmissionMode.SINGLE
    assert rules.admission_mode(ProcurementModel.ZEELAND) is AdmissionMode.OPEN


def test_a_publication_lists_every_fault_with_its_place() -> None:
    """Weights of 90 %, a criterion without bounds and no limit of winners: three faults, three places."""
    criteria = [
        weighed(1, AwardMeasure.PRICE, 4000, best=None),
        weighed(2, AwardMeasure.QUALITY, 5000, method=ScoringMethod.ASSESSED),
    ]
    with pytest.raises(ProcurementIncomplete) as refused:
        rules.publish(drafted(criteria=criteria, maximum_winners=None), [], None, NOW)
    assert {(one.location, one.code) for one in refused.value.errors} == {
        ("#/awardCriteria", "weights-sum"),
        ("#/awardCriteria/0/best", "bounds-missing"),
        ("#/maximumWinners", "winners-missing"),
    }


def test_decimals_are_shown_without_zeros_to_spare() -> None:
    """77 is 77.0, 68.5000 is 68.5, 0.0001 keeps its places, 100 has no exponent."""
    shown = [rules.shown(Decimal(one)) for one in ("77", "68.5000", "0.0001", "1E+2")]
    assert shown == ["77.0", "68.5", "0.0001", "100.0"]
