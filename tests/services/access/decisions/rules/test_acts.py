"""When a decision can be taken, what it says then, and what happens to it on its way and afterwards."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given as over
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from services.access.decisions import rules
from services.access.decisions.rules import DecidedResult, Effort, Research
from services.access.mandates.rules import MandateMissing
from services.access.policies.rules import DEFAULT
from shared.values import Derivation, new_id, render
from shared.values.care_courses import ResultSetter
from shared.values.deciding import DecisionOutcome, DecisionState, GateState, RefusalGround
from shared.values.reviewing import ReviewOutcome
from shared.values.terms import Law, ProvisionType, RequestState
from tests.services.access.decisions import given
from tests.services.access.decisions.given import (
    DECIDER,
    EXPIRED,
    MANDATE,
    PROVIDER,
    TODAY,
    basis,
    drafted,
    grant,
    request,
    review,
    taken,
)

TOGETHER = [ResultSetter.CITIZEN, ResultSetter.MUNICIPALITY]
RESULT = DecidedResult("Een schoon en leefbaar huis.", date(2026, 6, 1), TOGETHER)
RESEARCH = Research("Norm huishouden", "Onderzoeksbureau", None, TODAY)
EFFORT = Effort(150, "01", "2", TODAY)


def test_a_decision_that_lacks_something_says_all_of_it_at_once() -> None:
    """No mandate, no talk, no frame, no value: one refusal with a field, a rule and a mend for each."""
    draft = drafted(grant(value_cents=None, legal_frame=None))
    known = basis(mandate=None, mandate_faults=(EXPIRED,), clarification=None)
    with pytest.raises(rules.DecisionNotReady) as refused:
        rules.check_ready(draft, known, rules.judge(draft, known))
    assert [(one.code, one.rule, one.location) for one in refused.value.errors] == [
        ("mandate", "R-A03", "#/"),
        ("legalFrame", "R-A19", "#/legalFrame"),
        ("provisionsFirst", "R-A31", "#/clarification"),
        ("independentSupport", "R-A45", "#/clarification/supportOfferedOn"),
        ("value", "R-A07", "#/valueCents"),
    ]


@pytest.mark.rule("R-A03")
def test_who_lacks_only_a_mandate_hears_just_that() -> None:
    """The consultant's mandate was until 31-12; a decision on 5-1 is refused, by the code that clients know."""
    draft, known = drafted(), basis(today=date(2027, 1, 5), mandate=None, mandate_faults=(EXPIRED,))
    draft = replace(draft, start_date=date(2027, 1, 5), end_date=date(2027, 6, 30))
    with pytest.raises(MandateMissing) as refused:
        rules.check_ready(draft, known, rules.judge(draft, known))
    assert [one.code for one in refused.value.errors] == ["mandate-expired"]


@pytest.mark.rule("R-A06")
def test_a_start_before_the_decision_is_refused_with_the_earliest_start() -> None:
    """Decision 20-4, start 1-4, not acute, no statutory referral: refused, earliestStart 20-4, nothing moved silently."""
    draft, known = drafted(grant(date(2026, 4, 1))), basis()
    with pytest.raises(rules.StartBeforeDecision) as refused:
        rules.check_ready(draft, known, rules.judge(draft, known))
    problem = refused.value
    assert problem.facts["earliestStart"] == date(2026, 4, 20)
    assert [(error.location, error.code) for error in problem.errors] == [("#/startDate", "earliestStart")]
    assert "2026-04-20" in problem.errors[0].detail.render("nl", problem.facts)


@pytest.mark.rule("R-A06")
@pytest.mark.parametrize(
    "allowed", [{"statutory": True}, {"policy": replace(DEFAULT, retroactive_start_allowed=True)}]
)
def test_a_statutory_referral_or_the_policy_allows_an_earlier_start(allowed: dict[str, Any]) -> None:
    """As asked, marked as such, with a sentence that says why."""
    draft, known = drafted(grant(date(2026, 4, 1))), basis(**allowed)
    rules.check_ready(draft, known, rules.judge(draft, known))
    made, why = taken(draft, known)
    assert (made.start_date, made.retroactive, made.acute_review) == (date(2026, 4, 1), True, False)
    assert "decision.early-by-referral" in [step.sentence for step in why.steps]


@pytest.mark.rule("R-A06")
@pytest.mark.parametrize(("asked", "reported"), [(True, False), (False, True)])
def test_acute_care_may_start_before_the_decision_and_is_reviewed_afterwards(
    asked: bool, reported: bool
) -> None:
    """Decision 20-4, start 1-4, acute: allowed as asked, with a step that says why and asks for a review."""
    made, why = taken(drafted(grant(date(2026, 4, 1), acute=asked), request(acute=reported)))
    assert (made.start_date, made.acute, made.acute_review) == (date(2026, 4, 1), True, True)
    step = next(step for step in why.steps if step.rule == "R-A06")
    assert "omdat de zorg acuut is; toets het achteraf" in render(step, "nl")


@pytest.mark.rule("R-A27")
def test_a_general_provision_has_no_decision() -> None:
    """It is referred to instead."""
    with pytest.raises(rules.NoDecisionOnGeneral):
        rules.check_open(request(), grant(provision_type=ProvisionType.GENERAL))


@pytest.mark.rule("R-A27")
@pytest.mark.parametrize("state", [RequestState.REFERRED, RequestState.DECIDED, RequestState.MOVED])
def test_a_handled_request_takes_no_new_draft_and_a_decided_one_its_old_ones(state: RequestState) -> None:
    """Another provision begins with another request; drafts that existed may still become final, acute ones when it was referred."""
    with pytest.raises(rules.RequestNotOpen):
        rules.check_open(request(state), grant())
        rules.check_referred(request(state), acute=False)
    if state is RequestState.MOVED:
        with pytest.raises(rules.RequestNotOpen):
            rules.check_finalisable(request(state))
        return
    rules.check_finalisable(request(state))
    if state is RequestState.REFERRED:
        with pytest.raises(rules.RequestNotOpen):
            rules.check_referred(request(state), acute=False)
        rules.check_referred(request(state), acute=True)


def test_two_live_decisions_are_never_on_the_same_product() -> None:
    """A withdrawn draft makes room; another product is another decision."""
    draft = drafted()
    with pytest.raises(rules.DecisionOpen):
        rules.check_single(grant(), [draft])
    rules.check_single(grant(product_code="02A04"), [draft])
    rules.check_single(grant(), [draft], own=draft.id)
    rules.check_single(grant(), [rules.withdraw(draft, TODAY, Derivation())[0]])


def test_a_grant_names_what_is_allocated_and_a_refusal_its_grounds() -> None:
    """All that is missing at once; a period is one day at least."""
    with pytest.raises(rules.DecisionIncomplete) as refused:
        rules.check_complete(grant(None, provider=None, volume=None, unit=None, frequency=None))
    assert [one.location for one in refused.value.errors] == [
        "#/provider", "#/startDate", "#/volume", "#/unit", "#/frequency",
    ]  # fmt: skip
    with pytest.raises(rules.DecisionIncomplete):
        rules.check_complete(grant(outcome=DecisionOutcome.REFUSED))
    with pytest.raises(rules.DecisionIncomplete):
        rules.check_complete(grant(refusal_grounds=[RefusalGround.NOT_NEEDED]))
    rules.check_complete(grant(end_date=TODAY))
    with pytest.raises(rules.EndBeforeStart):
        rules.check_complete(grant(end_date=TODAY - timedelta(days=1)))


@pytest.mark.rule("R-A03")
@pytest.mark.rule("R-A19")
@pytest.mark.rule("R-A29")
def test_a_decision_records_who_decided_under_which_mandate_law_and_policy() -> None:
    """Decider, mandate, law, number, frame, policy version and remedies stand in the decision and in its explanation."""
    draft = drafted()
    made, why = taken(draft, number=17)
    assert (made.state, made.decided_by, made.mandate_id) == (DecisionState.FINAL, DECIDER, MANDATE.id)
    assert (made.decided_on, made.notified_on, made.objection_until) == (TODAY, TODAY, date(2026, 6, 1))
    assert (made.law, made.allocation_number, made.request_id) == (Law.WMO_2015, 17, draft.request_id)
    assert (made.parties, made.policy_id, made.policy_version) == ([PROVIDER], None, 0)
    assert draft.remedies is None and made.remedies is not None
    assert "tot en met 1 juni 2026 bezwaar maken" in made.remedies.nl
    assert "up to and including 1 June 2026" in made.remedies.en
    assert [step.rule for step in why.steps][:4] == ["R-A27", "R-A03", "R-A06", "R-A19"]
    sentences = [render(step, "nl") for step in why.steps]
    assert "geldig van 1 januari 2026 tot en met 31 december 2026" in sentences[1]
    assert sentences[3] == "Toegekend op grond van de Wmo 2015, de wet van de melding; toewijzingnummer 17."
    assert why.steps[-1].sentence == "decision.objection"


@pytest.mark.rule("R-A03")
def test_a_mandate_without_end_is_told_as_such() -> None:
    """The explanation does not speak of an unknown last day."""
    _, why = taken(known=basis(mandate=replace(MANDATE, valid_until=None)))
    assert "vanaf 1 januari 2026 zonder einddatum" in render(why.steps[1], "nl")


@pytest.mark.rule("R-A28")
@pytest.mark.rule("R-A29")
def test_a_refusal_has_grounds_remedies_and_no_allocation() -> None:
    """Own strength suffices: no number, no provider who sees it, the same six weeks; without a talk or a frame."""
    refusing = grant(
        None, provider=None, volume=None, unit=None, frequency=None, end_date=None, legal_frame=None,
        value_cents=None, outcome=DecisionOutcome.REFUSED, refusal_grounds=[RefusalGround.OWN_STRENGTH],
    )  # fmt: skip
    draft, known = drafted(refusing), basis(clarification=None)
    gates = rules.judge(draft, known)
    rules.check_ready(draft, known, gates)
    made, why = rules.take(draft, known, gates, number=None)
    assert (made.state, made.allocation_number, made.parties) == (DecisionState.FINAL, None, [])
    assert made.objection_until == date(2026, 6, 1) and made.remedies is not None
    assert "R-A28" in [step.rule for step in why.steps]


@pytest.mark.rule("R-A25")
@pytest.mark.rule("R-A29")
def test_a_decision_on_a_result_awaits_its_effort_and_the_second_version_brings_it() -> None:
    """ "Clean and liveable home" on 20-4: effort by 1-6; 2.5 hours a week on 4-5 makes it final and opens objection anew."""
    draft = drafted(grant(results_based=True, results=[RESULT], research=RESEARCH))
    made, why = taken(draft)
    assert (made.state, made.effort_due_on) == (DecisionState.AWAITING_EFFORT, date(2026, 6, 1))
    assert made.allocation_number == 1 and made.remedies is not None
    on = date(2026, 5, 4)
    missed, told = rules.miss_effort(made, date(2026, 6, 2), why)
    assert missed.effort_missed_on == date(2026, 6, 2) and told.steps[-1].sentence == "decision.effort-missed"
    final, why = rules.extend(made, replace(EFFORT, fixed_on=on), on, why)
    assert (final.state, final.version, final.extended_on) == (DecisionState.FINAL, made.version + 1, on)
    assert (final.notified_on, final.objection_until) == (on, date(2026, 6, 15))
    assert "150 (eenheid 01, frequentie 2)" in render(why.steps[-2], "nl")
    with pytest.raises(rules.EffortRefused):
        rules.extend(final, EFFORT, on, why)


@pytest.mark.rule("R-A29")
def test_objection_runs_from_the_day_on_which_the_decision_was_made_known() -> None:
    """Decided 20-4, handed over 22-4: until 3-6; not before the decision, not tomorrow, not for a draft."""
    made, why = taken()
    told, why = rules.notify(made, date(2026, 4, 22), date(2026, 4, 23), why)
    assert (told.notified_on, told.objection_until) == (date(2026, 4, 22), date(2026, 6, 3))
    for wrong in (date(2026, 4, 19), date(2026, 4, 24)):
        with pytest.raises(rules.NotificationRefused):
            rules.notify(made, wrong, date(2026, 4, 23), why)
    with pytest.raises(rules.DecisionFixed):
        rules.notify(drafted(), TODAY, TODAY, why)


@pytest.mark.rule("R-A29")
@pytest.mark.parametrize(
    ("announced", "last"),
    [
        (date(2026, 4, 20), date(2026, 6, 1)),  # six weeks on: Monday 1 June, a working day
        (date(2026, 4, 3), date(2026, 5, 18)),  # Friday 15 May is equated with a holiday: Monday 18 May
        (date(2026, 11, 13), date(2026, 12, 28)),  # Friday 25 December is Christmas: Monday 28 December
    ],
)
def test_objection_is_open_for_six_weeks_and_ends_on_a_working_day(announced: date, last: date) -> None:
    """Awb 6:7 and 6:8, extended by Atw 1; the explanation names the day and the desk."""
    until, why = rules.objection_term(announced)
    assert until == last
    assert "college van burgemeester en wethouders" in render(why.steps[0], "nl")
    assert "municipal executive" in render(why.steps[0], "en")


@pytest.mark.rule("R-A29")
def test_an_objection_term_in_an_unknown_year_is_not_guessed() -> None:
    """A decision of 1 December 2028 runs into 2029: objection stays open, its last day is not known, the remedies stand."""
    until, why = rules.objection_term(date(2028, 12, 1))
    assert until is None
    assert "omdat de kalender het jaar 2029 niet kent" in render(why.steps[0], "nl")
    late = date(2028, 12, 1)
    made, _ = taken(
        drafted(grant(late, end_date=date(2029, 3, 31))),
        basis(today=late, mandate=replace(MANDATE, valid_until=None)),
    )
    assert made.objection_until is None and made.remedies is not None
    assert "binnen zes weken" in made.remedies.nl


@pytest.mark.rule("R-A27")
def test_the_first_decision_settles_the_request_and_each_provider_sees_it() -> None:
    """A second decision to another provider takes nothing from the first; a refusal shows it to nobody."""
    first, _ = taken()
    settled = rules.settle(request(), first)
    assert (settled.state, settled.parties) == (RequestState.DECIDED, [PROVIDER])
    second = replace(first, provider=given.OTHER, parties=[given.OTHER])
    assert rules.settle(settled, second).parties == [PROVIDER, given.OTHER]


def test_nothing_hangs_from_a_draft() -> None:
    """What is reported under a decision finds none."""
    with pytest.raises(rules.DecisionNotFound):
        rules.allocated(drafted())
    assert rules.allocated(taken()[0]).number == 1


def test_what_others_looked_at_counts_no_more_once_the_substance_changed() -> None:
    """Another value asks for another look; another motivation does not."""
    draft = rules.submit(drafted(), review=True, today=TODAY)[0]
    seen = review(draft)
    light = rules.change(draft, replace(rules.grant_of(draft), motivation="Beter."), None)[0]
    assert (light.state, light.substance_id) == (DecisionState.DRAFT, draft.substance_id)
    heavy = rules.change(draft, replace(rules.grant_of(draft), value_cents=6_000_000), None)[0]
    assert heavy.substance_id != draft.substance_id
    known = basis(reviews=[seen])
    assert given.gate(heavy, known, "switchTeam").state is GateState.MISSING
    again = basis(reviews=[review(heavy)])
    assert given.gate(heavy, again, "switchTeam").state is GateState.PASSED


_LACKS: dict[str, dict[str, Any]] = {
    "mandate": {"mandate": None, "mandate_faults": (EXPIRED,)},
    "talk": {"clarification": None},
    "offer": {"clarification": given.talk(support_offered_on=None)},
    "value": {"others_cents": 6_000_000},
    "ratified": {"policy": replace(DEFAULT, ratified_above_cents=1)},
    "choice": {"policy": replace(DEFAULT, choice_recorded_required=True)},
}


@pytest.mark.rule("R-A48")
@pytest.mark.rule("F-33")
@settings(max_examples=50)
@over(
    lacking=st.sets(st.sampled_from(sorted(_LACKS))),
    start=st.integers(-60, 60),
    framed=st.booleans(),
    acute=st.booleans(),
    results=st.booleans(),
)
def test_acute_care_is_never_blocked_and_nothing_else_passes_with_a_gate_missing(
    lacking: set[str], start: int, framed: bool, acute: bool, results: bool
) -> None:
    """For any gaps: acute care is granted as asked and reviewed afterwards, all else is refused exactly when one gate is missing."""
    known = basis(**{name: value for one in sorted(lacking) for name, value in _LACKS[one].items()})
    asked = grant(
        TODAY + timedelta(days=start), acute=acute, results_based=results, legal_frame=given.FRAME if framed else None
    )  # fmt: skip
    draft = drafted(asked)
    gates = rules.judge(draft, known)
    complete = not lacking and framed and start >= 0 and not results
    assert complete == (not rules.missing(gates))
    if not complete and not acute:
        with pytest.raises((rules.DecisionNotReady, rules.StartBeforeDecision, MandateMissing)):
            rules.check_ready(draft, known, gates)
        return
    rules.check_ready(draft, known, gates)
    made, why = rules.take(draft, known, gates, number=1)
    assert made.start_date == asked.start_date and made.taken and made.remedies is not None
    assert made.acute_review == (acute and (not complete or start < 0))
    unmet = [step.inputs["gate"] for step in why.steps if step.sentence == "decision.unmet-acute"]
    assert unmet == [one.code for one in rules.missing(gates)]


class Deciding(RuleBasedStateMachine):
    """Any sequence of acts on one decision: no path reaches final with a missing gate, acute care is never held up,

    versions only rise, and what was told of it before is told still.
    """

    def __init__(self) -> None:
        super().__init__()
        self.decision = drafted()
        self.reviews: list[Any] = []
        self.talk = self.mandated = False
        self.history = [self.decision]
        self.told = Derivation()

    def known(self) -> rules.Basis:
        """What is there by now."""
        return basis(
            clarification=given.talk() if self.talk else None, reviews=self.reviews,
            mandate=MANDATE if self.mandated else None, mandate_faults=() if self.mandated else (EXPIRED,),
        )  # fmt: skip

    def step(self, after: rules.Decision, why: Derivation) -> None:
        """The decision as it is from now on; once it was taken each explanation goes on from the one before."""
        if self.decision.taken:
            assert why.steps[: len(self.told.steps)] == self.told.steps
            assert len(why.steps) > len(self.told.steps)
        self.decision, self.told = after, why
        self.history.append(after)

    @precondition(lambda self: self.decision.state in (DecisionState.DRAFT, DecisionState.UNDER_REVIEW))
    @rule(
        value=st.sampled_from([None, 3_000_000, 5_000_000, 5_000_001, 9_000_000]),
        results=st.booleans(),
        acute=st.sampled_from([False, False, True]),
    )
    def change(self, value: int | None, results: bool, acute: bool) -> None:
        """Another value, on results or not, acute or not."""
        asked = replace(
            rules.grant_of(self.decision), value_cents=value, results_based=results,
            results=[RESULT] if results else None, research=RESEARCH if results else None, acute=acute,
        )  # fmt: skip
        self.step(*rules.change(self.decision, asked, None))

    @precondition(lambda self: self.decision.state is DecisionState.DRAFT)
    @rule()
    def submit(self) -> None:
        """Laid before others."""
        needed = rules.review_needed(self.decision, self.known())
        self.step(*rules.submit(self.decision, review=needed, today=TODAY))

    @rule(approved=st.booleans(), by=st.sampled_from(["s.team", DECIDER]))
    def look(self, approved: bool, by: str) -> None:
        """The switch team looks, or the decider itself, which does not count."""
        outcome = ReviewOutcome.APPROVED if approved else ReviewOutcome.NOT_APPROVED
        self.reviews.append(review(self.decision, outcome=outcome, reviewer=by))

    @rule()
    def hold_talk(self) -> None:
        """The question is made clear."""
        self.talk = True

    @rule(held=st.booleans())
    def mandate(self, held: bool) -> None:
        """A mandate comes or goes."""
        self.mandated = held

    @rule()
    def finalise(self) -> None:
        """Somebody tries to make it final."""
        known = self.known()
        try:
            rules.check_draft(self.decision)
            gates = rules.judge(self.decision, known)
            rules.check_ready(self.decision, known, gates)
        except rules.DecisionFixed:
            return
        except (rules.DecisionNotReady, MandateMissing):
            assert not self.decision.acute
            return
        unmet = bool(rules.missing(gates))
        assert self.decision.acute or not unmet
        made, why = rules.take(self.decision, known, gates, number=1)
        assert made.acute_review == unmet
        self.step(replace(made, version=made.version + 1), why)

    @precondition(lambda self: self.decision.state is DecisionState.AWAITING_EFFORT)
    @rule()
    def effort(self) -> None:
        """The effort comes."""
        self.step(*rules.extend(self.decision, EFFORT, TODAY, self.told))

    @precondition(lambda self: self.decision.taken)
    @rule(later=st.integers(0, 30))
    def notify(self, later: int) -> None:
        """It is made known, on that day or later."""
        day = TODAY + timedelta(days=later)
        try:
            self.step(*rules.notify(self.decision, day, day, self.told))
        except rules.NotificationRefused:
            assert self.decision.notified_on is not None  # told before, or after this day

    @precondition(lambda self: self.decision.taken)
    @rule(later=st.integers(-30, 200))
    def move(self, later: int) -> None:
        """The citizen moves: the allocation ends, and the decision stands."""
        self.step(*rules.end_by_move(self.decision, TODAY + timedelta(days=later), self.told))

    @precondition(lambda self: self.decision.state is DecisionState.UNDER_REVIEW)
    @rule()
    def withdraw(self) -> None:
        """The draft goes."""
        self.step(*rules.withdraw(self.decision, TODAY, self.told))

    @invariant()
    def sound(self) -> None:
        """What was taken has all that it needs, what was not has none of it, and the history is whole."""
        one = self.decision
        held = (one.decided_on, one.decided_by, one.objection_until, one.allocation_number, one.remedies)
        assert all(part is not None for part in held) == one.taken
        assert one.taken or all(part is None for part in (*held, one.mandate_id))
        assert not one.taken or one.acute or one.mandate_id is not None
        if one.taken:
            assert "R-A29" in [step.rule for step in self.told.steps]
        assert [each.version for each in self.history] == list(range(1, len(self.history) + 1))
        if one.taken and not one.acute_review:
            assert one.value_cents is not None and self.talk
            assert one.value_cents <= 5_000_000 or any(each.reviewer == "s.team" for each in self.reviews)
        assert one.state is not DecisionState.FINAL or not one.results_based or one.effort is not None


TestDeciding = pytest.mark.rule("R-A19")(Deciding.TestCase)
TestDeciding.settings = settings(max_examples=40, stateful_step_count=15)


@pytest.mark.rule("R-A56")
def test_the_allocation_of_a_citizen_who_moves_ends_the_day_before() -> None:
    """Moves on 1-5: until 30-4; one that would begin later lapses on its first day."""
    made, why = taken()
    assert rules.end_by_move(made, date(2026, 5, 1), why)[0].end_date == date(2026, 4, 30)
    later = replace(made, start_date=date(2026, 6, 1), id=new_id())
    assert rules.end_by_move(later, date(2026, 5, 1), why)[0].end_date == date(2026, 6, 1)
