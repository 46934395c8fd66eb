"""How a decision stands at each gate, with the worked numbers of its rule."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from services.access.decisions import rules
from services.access.decisions.rules import DecidedResult, DecisionFrame, Earlier, Research
from services.access.expert_advices.rules import Advice, Adviser
from services.access.legal_checks.rules import Finding
from services.access.policies.rules import DEFAULT
from shared.errors import Text
from shared.values import new_id
from shared.values.arrangements import AccessPlace, Scenario
from shared.values.care_courses import ResultSetter
from shared.values.deciding import DecisionOutcome, GateState, RefusalGround
from shared.values.legal_frames import FindingLevel, FrameOutcome
from shared.values.reviewing import AdviceKind, AdviceOpinion, ReviewKind, ReviewOutcome
from shared.values.terms import Law
from tests.services.access.decisions.given import (
    DECIDER,
    FRAME,
    OTHER,
    PROVIDER,
    TODAY,
    a_product,
    basis,
    drafted,
    gate,
    grant,
    review,
    talk,
)

PASSED, MISSING, WARNING, NONE = (
    GateState.PASSED, GateState.MISSING, GateState.WARNING, GateState.NOT_APPLICABLE,
)  # fmt: skip
TOGETHER = [ResultSetter.CITIZEN, ResultSetter.MUNICIPALITY]
RESULT = DecidedResult("Wasmachine bedienen.", date(2026, 5, 1), TOGETHER)


def state(code: str, known: rules.Basis | None = None, **asked: Any) -> GateState:
    """How a draft of a grant, with other contents, stands at a gate."""
    return gate(drafted(grant(**asked)), known or basis(), code).state


def advice(*employers: str | None, kind: AdviceKind = AdviceKind.ADVICE, expert: str = "e.expert") -> Advice:
    """Advice of experts of these employers."""
    return Advice(
        id=new_id(), version=1, owner="00000099000000000484", external_reference=None, parties=[], decision_id=new_id(),
        request_id=new_id(), citizen_id=new_id(), law=Law.WMO_2015, kind=kind, expert=expert, employer=employers[0],
        advisers=[Adviser(expert, one) for one in employers], ratifier=None, chosen_provider=PROVIDER,
        advised_on=TODAY, opinion=AdviceOpinion.POSITIVE, independence_warning=False, recorded_by="a.ander", note=None,
    )  # fmt: skip


@pytest.mark.rule("R-A07")
@pytest.mark.parametrize(
    ("value", "others", "wanted"),
    [
        (5_000_000, 0, NONE),
        (5_000_001, 0, MISSING),
        (2_500_000, 3_000_000, MISSING),
        (2_000_000, 3_000_000, NONE),
    ],
)
def test_above_the_threshold_the_switch_team_looks_first(value: int, others: int, wanted: GateState) -> None:
    """50,000.00 -> no; 50,000.01 -> yes; 30,000 + 25,000 -> yes; the value is that of the whole application (G-36)."""
    assert state("switchTeam", basis(others_cents=others), value_cents=value) is wanted


@pytest.mark.rule("R-A07")
def test_a_review_counts_when_another_completed_it_and_approved() -> None:
    """The decider's own look does not, an open one does not, nor one that disapproved; with a change it does."""
    draft = drafted(grant(value_cents=5_000_001))
    for wrong in (
        review(draft, reviewer=DECIDER),
        review(draft, outcome=ReviewOutcome.NOT_APPROVED),
        review(draft, decision_id=new_id()),
        review(draft, kind=ReviewKind.VOLUNTARY),
    ):
        assert gate(draft, basis(reviews=[wrong]), "switchTeam").state is MISSING
    changed = review(draft, outcome=ReviewOutcome.APPROVED_WITH_CHANGE)
    assert gate(draft, basis(reviews=[changed]), "switchTeam").state is PASSED
    later = review(draft, outcome=ReviewOutcome.NOT_APPROVED)
    assert gate(draft, basis(reviews=[changed, later]), "switchTeam").state is MISSING


@pytest.mark.rule("R-A07")
def test_the_value_is_known_unless_the_policy_lets_it_be() -> None:
    """Missing by the standard; a warning where the policy does not ask for it."""
    assert state("value", value_cents=None) is MISSING
    assert state("value", basis(policy=replace(DEFAULT, value_required=False)), value_cents=None) is WARNING


@pytest.mark.rule("R-A01")
def test_another_place_than_the_products_warns() -> None:
    """Crisis care (yes, yes) is the provider's; an unknown product has no known place."""
    crisis = a_product(advised_access_place=AccessPlace.SECOND_LINE_PROVIDER)
    assert state("place") is NONE
    assert state("place", basis(product=crisis)) is PASSED
    assert state("place", basis(product=crisis), place=AccessPlace.SOCIAL_TEAM) is WARNING


@pytest.mark.rule("R-A31")
@pytest.mark.rule("R-A45")
def test_what_comes_first_is_weighed_and_support_is_offered() -> None:
    """Without a talk both are missing; a talk may lack one of them."""
    nothing = basis(clarification=None)
    assert (state("provisionsFirst", nothing), state("independentSupport", nothing)) == (MISSING, MISSING)
    bare = basis(clarification=talk(provisions_first=[], support_offered_on=None))
    assert (state("provisionsFirst", bare), state("independentSupport", bare)) == (MISSING, MISSING)
    assert (state("provisionsFirst"), state("independentSupport")) == (PASSED, PASSED)


@pytest.mark.rule("R-A19")
@pytest.mark.parametrize(
    ("frame", "wanted"),
    [
        (None, MISSING),
        (FRAME, PASSED),
        (DecisionFrame(Law.JEUGDWET, FrameOutcome.ALLOWED, TODAY), MISSING),
        (DecisionFrame(Law.WMO_2015, FrameOutcome.WARNED, TODAY), WARNING),
        (DecisionFrame(Law.WMO_2015, FrameOutcome.INCOMPLETE, TODAY), MISSING),
        (DecisionFrame(Law.WMO_2015, FrameOutcome.BLOCKED, TODAY), MISSING),
    ],
)
def test_a_grant_records_law_and_outcome_of_the_frame(frame: DecisionFrame | None, wanted: GateState) -> None:
    """Its own law, and an outcome that lets it through."""
    assert state("legalFrame", legal_frame=frame) is wanted


@pytest.mark.rule("R-A19")
@pytest.mark.parametrize(
    ("outcome", "contact_on", "wanted", "location"),
    [
        (FrameOutcome.ALLOWED, TODAY, PASSED, "#/"),
        (FrameOutcome.ALLOWED, None, PASSED, "#/"),
        (FrameOutcome.ALLOWED, TODAY + timedelta(days=1), MISSING, "#/legalFrame/checkedOn"),
        (FrameOutcome.WARNED, TODAY + timedelta(days=1), MISSING, "#/legalFrame/checkedOn"),
        (FrameOutcome.BLOCKED, TODAY + timedelta(days=1), MISSING, "#/legalFrame/outcome"),
    ],
)
def test_a_frame_from_before_the_question_lets_nothing_through(
    outcome: FrameOutcome, contact_on: date | None, wanted: GateState, location: str
) -> None:
    """Tested on the day of the question or later; what blocked then blocks all the same."""
    decision = drafted(grant(legal_frame=DecisionFrame(Law.WMO_2015, outcome, TODAY)))
    found = gate(decision, basis(contact_on=contact_on), "legalFrame")
    assert (found.state, found.location) == (wanted, location)


@pytest.mark.rule("R-A25")
@pytest.mark.parametrize(
    ("term", "start", "end", "wanted"),
    [
        (TODAY, TODAY, None, PASSED),
        (TODAY - timedelta(days=1), TODAY - timedelta(days=9), None, MISSING),
        (TODAY + timedelta(days=8), TODAY + timedelta(days=9), None, MISSING),
        (TODAY - timedelta(days=3), TODAY - timedelta(days=9), TODAY - timedelta(days=2), MISSING),
        (TODAY - timedelta(days=2), TODAY - timedelta(days=9), TODAY - timedelta(days=2), PASSED),
    ],
)
def test_a_result_has_a_term_that_can_still_be_reached(
    term: date, start: date, end: date | None, wanted: GateState
) -> None:
    """From today or the first day on; of a period that has passed its last day is the one."""
    asked = {"results_based": True, "results": [replace(RESULT, term=term)], "start_date": start}
    found = gate(drafted(replace(grant(), **asked, end_date=end)), basis(), "results")
    assert found.state is wanted


@pytest.mark.rule("R-A14")
def test_each_finding_of_the_legal_frame_is_a_gate() -> None:
    """Wlz since 1-2, guidance from 1-3: blocked; transport: a warning, which the recorded outcome then tells."""
    text = Text("Wlz", "Wlz")
    blocked = Finding("wlz-covers", "R-A14", FindingLevel.BLOCKED, text, text)
    warned = Finding("wlz-warns", "R-A14", FindingLevel.WARNING, text)
    assert state("legalFrame.wlz-covers", basis(findings=[blocked])) is MISSING
    known, draft = basis(findings=[warned]), drafted()
    assert gate(draft, known, "legalFrame.wlz-warns").state is WARNING
    made, _ = rules.take(draft, known, rules.judge(draft, known), number=1)
    assert made.legal_frame == replace(FRAME, outcome=FrameOutcome.WARNED)


@pytest.mark.rule("R-A20")
def test_costly_or_rare_care_is_ratified_by_another() -> None:
    """A kind that the policy names, or a value above its limit; else nobody needs to."""
    kind = DEFAULT.ratified_kinds[0]
    rare = basis(product=a_product(support_kind=kind))
    assert state("ratification") is NONE
    assert state("ratification", rare) is MISSING
    assert state("ratification", replace(rare, ratified=True)) is PASSED
    limited = basis(policy=replace(DEFAULT, ratified_above_cents=780_000))
    assert state("ratification", limited) is NONE
    assert state("ratification", limited, value_cents=780_001) is MISSING


@pytest.mark.rule("R-A21")
@pytest.mark.rule("R-A22")
def test_an_expert_of_the_chosen_provider_warns_and_joint_advice_is_of_two() -> None:
    """Expert of X, provider X: a warning; X and Y together: well; who advised does not decide."""
    assert (state("independence"), state("jointAdvice")) == (NONE, NONE)
    assert state("independence", basis(advices=[advice(PROVIDER)])) is WARNING
    assert state("independence", basis(advices=[advice(OTHER)])) is PASSED
    both = [advice(OTHER, PROVIDER, kind=AdviceKind.JOINT_ADVICE)]
    assert state("jointAdvice", basis(advices=both)) is PASSED
    alone = [advice(OTHER, kind=AdviceKind.JOINT_ADVICE)]
    assert state("jointAdvice", basis(advices=alone)) is MISSING
    assert state("independence", basis(advices=[advice(OTHER, expert=DECIDER)])) is MISSING


@pytest.mark.rule("R-A11")
@pytest.mark.rule("R-A13")
def test_an_extension_has_its_test_and_beyond_the_guideline_it_deviates() -> None:
    """Extension without test -> refused; guideline 2 x 6 months: the third, or a longer one, is a deviation to motivate."""
    asked = grant(extension_of=7, end_date=date(2026, 10, 19))
    draft = drafted(asked, earlier=Earlier(1, new_id()))
    assert draft.extensions == 2
    assert gate(draft, basis(), "extension").state is MISSING
    known = basis(earlier=Earlier(1, new_id()))
    assert gate(draft, known, "extension").state is MISSING
    done = review(draft, ReviewKind.EXTENSION, decision_id=None, allocation_number=7)
    tested = replace(known, reviews=[done])
    assert (gate(draft, tested, "extension").state, gate(draft, tested, "guideline").state) == (
        PASSED,
        PASSED,
    )
    third = drafted(asked, earlier=Earlier(2, new_id()))
    assert gate(third, tested, "guideline").state is WARNING
    longer = drafted(replace(asked, end_date=date(2026, 10, 20)), earlier=Earlier(1, new_id()))
    assert gate(longer, tested, "guideline").state is WARNING
    assert (state("extension"), state("guideline")) == (NONE, NONE)


@pytest.mark.rule("R-A25")
@pytest.mark.rule("R-A26")
def test_a_decision_on_a_result_is_determinable_and_rests_on_independent_research() -> None:
    """Text and term; a norm and an assessor who does not work for the provider; the effort may follow."""
    known = {"results_based": True}
    assert (state("results", **known), state("research", **known)) == (MISSING, MISSING)
    assert state("results", results=[replace(RESULT, term=None)], **known) is MISSING
    assert state("results", results=[RESULT], **known) is PASSED
    research = Research("Norm", "Bureau", OTHER, TODAY)
    assert state("research", research=research, **known) is PASSED
    assert state("research", research=replace(research, assessor_organisation=PROVIDER), **known) is MISSING
    assert (state("effort", **known), state("effort")) == (WARNING, NONE)


@pytest.mark.rule("R-A33")
def test_results_are_set_by_whom_the_scenario_demands() -> None:
    """Scenario B with only the provider -> error; with citizen and municipality well; C asks for the provider."""
    alone = [replace(RESULT, set_by=[ResultSetter.PROVIDER])]
    assert state("resultSetters", basis(scenario=Scenario.B), results=alone) is MISSING
    assert state("resultSetters", basis(scenario=Scenario.B), results=[RESULT]) is PASSED
    assert state("resultSetters", basis(scenario=Scenario.C), results=[RESULT]) is MISSING
    assert state("resultSetters", basis(scenario=Scenario.B)) is NONE


@pytest.mark.rule("R-C38")
def test_the_document_follows_the_scenario_and_c_and_d_only_warn() -> None:
    """A asks for products, B for results; scenario C with a decision warns, for tailor-made support needs one (G-33)."""
    assert state("document") is NONE
    assert state("document", basis(scenario=Scenario.A)) is PASSED
    assert state("document", basis(scenario=Scenario.B)) is WARNING
    assert state("document", basis(scenario=Scenario.B), results_based=True) is PASSED
    assert state("document", basis(scenario=Scenario.C)) is WARNING


@pytest.mark.rule("R-A40")
@pytest.mark.rule("R-C34")
def test_the_choice_is_recorded_and_one_provider_without_a_pgb_warns() -> None:
    """Required only where the policy says so; tailor-made + 1 provider + no PGB -> a warning."""
    assert state("choice") is WARNING
    assert state("choice", basis(policy=replace(DEFAULT, choice_recorded_required=True))) is MISSING
    assert state("choice", basis(choice_recorded=True)) is PASSED
    assert state("singleProvider", basis(members=1)) is WARNING
    assert state("singleProvider", basis(members=1, pgb_offered=True)) is PASSED
    assert state("singleProvider", basis(members=3)) is PASSED


@pytest.mark.rule("R-A38")
def test_a_ceiling_warns_and_never_refuses() -> None:
    """780 of 800 is 97.5 %: a warning; even 900 of 800 is no more than that (G-79)."""
    assert state("ceiling", basis(ceiling=(700, 800))) is PASSED
    assert state("ceiling", basis(ceiling=(780, 800))) is WARNING
    assert state("ceiling", basis(ceiling=(900, 800))) is WARNING


@pytest.mark.rule("R-A23")
def test_an_allocation_without_an_end_warns() -> None:
    """Allocation without end date -> warning."""
    assert (state("end", end_date=None), state("end")) == (WARNING, PASSED)


@pytest.mark.rule("R-A28")
@pytest.mark.rule("R-A04")
def test_a_refusal_rests_on_the_need_and_never_on_a_ceiling_alone() -> None:
    """The ceiling beside another ground may be told; a court order is not refused at all."""
    ceiling, need = RefusalGround.ACCESS_CEILING, RefusalGround.NOT_NEEDED
    refused = {"outcome": DecisionOutcome.REFUSED}
    assert state("refusalGrounds", refusal_grounds=[ceiling], **refused) is MISSING
    assert state("refusalGrounds", refusal_grounds=[ceiling, need], **refused) is PASSED
    assert state("refusalGrounds", basis(court_order=True), refusal_grounds=[need], **refused) is MISSING


def test_every_gate_speaks_two_languages_and_names_its_rule() -> None:
    """Both texts are whole sentences without an empty place; codes are unique."""
    draft = drafted(grant(value_cents=6_000_000, results_based=True, end_date=None, extension_of=3))
    for known in (basis(), basis(scenario=Scenario.C, members=1, ceiling=(780, 800), mandate=None)):
        found = rules.judge(draft, known)
        assert len({one.code for one in found}) == len(found)
        for one in found:
            assert one.rule[:2] in ("R-", "F-") and one.text.nl and one.text.en
            assert "{" not in one.text.nl + one.text.en
        shown = rules.readiness(draft, basis(), found, "en")
        assert not shown.ready and [each.text for each in shown.gates] == [one.text.en for one in found]
