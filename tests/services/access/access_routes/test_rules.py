"""How a question becomes support: the place, the referrer, the scenario, what the contract leaves open."""

from dataclasses import replace
from datetime import date
from itertools import product as pairs

import pytest

from services.access.access_routes import rules
from services.access.contract_terms.rules import ContractTerms, Member
from services.access.legal_checks.rules.said import Finding
from services.access.products.rules import Product
from shared.errors import Text
from shared.values import new_id, render
from shared.values.access_policies import ProcessStepKind, ReferrerOutcome, ResponsibleParty
from shared.values.agreements import FundingForm
from shared.values.arrangements import AccessPlace, DecisionDocument, Evaluator, Scenario, Unit
from shared.values.legal_frames import FindingLevel
from shared.values.products import CareLine, OwnContributionRoute, SupportKind, VolumeRisk
from shared.values.questions import ReferrerType
from shared.values.terms import ContractState, Law, MemberRole, ProvisionType

OWNER, ONE, OTHER = "00000099000000000484", "00000099000000002001", "00000099000000002002"
PRODUCT = Product(
    id=new_id(), version=1, owner=OWNER, external_reference=None, parties=[], code="02A03", category="02",
    name="Begeleiding", laws=[Law.WMO_2015], unit=Unit.HOUR, provision_type=ProvisionType.TAILOR_MADE,
    sheltered_living=False, support_kind=SupportKind.INDIVIDUAL_GUIDANCE, line=CareLine.FIRST, layer=None,
    access_place=None, advised_access_place=AccessPlace.SOCIAL_TEAM, volume_risk=VolumeRisk.SUBSTANTIAL,
    expertise_concentration=False, acute=False, own_contribution=OwnContributionRoute.NONE,
    execution_variant=None, valid_from=date(2026, 1, 1), valid_until=None,
)  # fmt: skip
TERMS = ContractTerms(
    id=new_id(), version=1, owner=OWNER, parties=[ONE], number="ALP-2026-01", state=ContractState.ACTIVE,
    start_date=date(2026, 1, 1), end_date=date(2029, 12, 31), acceptance_duty=False, waiting_norm_days=None,
    payee=ONE, members=[Member(ONE, MemberRole.MAIN), Member(OTHER, MemberRole.SUB)],
    funding_forms=[FundingForm.LUMP_SUM],
)  # fmt: skip
CODES = [
    "fixed-budget-without-acceptance-duty",
    "fixed-budget-without-waiting-norm",
    "fixed-budget-without-escalation-route",
]


def codes(findings: list[Finding]) -> list[str]:
    """What was found, in order."""
    return [one.code for one in findings]


@pytest.mark.rule("R-A01")
@pytest.mark.parametrize(
    ("care", "limited", "concentration", "place", "considered"),
    [
        ("e-health", True, False, AccessPlace.CITIZEN, 1),
        ("crisis care", True, True, AccessPlace.SECOND_LINE_PROVIDER, 2),
        ("guidance", False, False, AccessPlace.SOCIAL_TEAM, 3),
        ("Jeugdhulp plus", False, True, AccessPlace.OTHER_PARTY, 4),
    ],
)
def test_the_place_follows_from_the_two_criteria_in_their_order(
    care: str, limited: bool, concentration: bool, place: AccessPlace, considered: int
) -> None:
    """e-health yes/no is the citizen, crisis care yes/yes the provider, guidance no/no the team, Jeugdhulp plus no/yes another."""
    found, why = rules.place_of(limited, concentration)
    assert found is place, care
    assert [step.result for step in why.steps] == [*[False] * (considered - 1), True]
    assert {step.rule for step in why.steps} == {"R-A01"}


@pytest.mark.rule("R-A01")
def test_without_both_answers_the_place_is_open() -> None:
    """No guess: the table says nothing."""
    for limited, concentration in ((None, True), (False, None), (None, None)):
        assert rules.place_of(limited, concentration)[0] is None


@pytest.mark.rule("R-A01")
def test_a_product_s_own_place_wins_over_the_table() -> None:
    """Guidance is the team's by the table, the purchaser chose the provider; without a choice the table holds."""
    assert rules.route_of(PRODUCT).place is AccessPlace.SOCIAL_TEAM
    chosen = replace(PRODUCT, access_place=AccessPlace.SECOND_LINE_PROVIDER)
    found = rules.route_of(chosen)
    assert (found.place, found.advised, found.chosen) == (
        AccessPlace.SECOND_LINE_PROVIDER, AccessPlace.SOCIAL_TEAM, AccessPlace.SECOND_LINE_PROVIDER,
    )  # fmt: skip
    unknown = replace(PRODUCT, volume_risk=None, access_place=None)
    assert rules.route_of(unknown).place is None
    assert all(render(step, one) for step in found.why.steps for one in ("nl", "en"))


@pytest.mark.rule("R-A02")
@pytest.mark.parametrize(
    ("low", "small", "line", "free"),
    [
        (True, True, None, True),
        (True, False, None, False),
        (False, True, None, False),
        (False, None, None, False),
        (True, None, None, None),
        (None, None, CareLine.FIRST, None),
        (None, None, CareLine.SECOND, False),
        (True, None, CareLine.SECOND, False),
        (True, True, CareLine.SECOND, True),
    ],
)
def test_access_is_free_only_when_both_flags_say_so(
    low: bool | None, small: bool | None, line: CareLine | None, free: bool | None
) -> None:
    """Low cost of the decision and a small risk of other help; the second line is normally not free."""
    found, why = rules.free_access(low, small, line)
    assert found is free
    assert {step.rule for step in why.steps} == {"R-A02"}


@pytest.mark.rule("R-A04")
def test_a_gp_gives_no_access_under_the_wmo() -> None:
    """A Wmo request by a GP has no direct access and becomes a report to the team; under the Jeugdwet it has."""
    gp = ReferrerType.GENERAL_PRACTITIONER
    wmo = rules.check_referrer(Law.WMO_2015, gp, acute=False)
    assert (wmo.outcome, wmo.finding.level, wmo.may_refuse) == (
        ReferrerOutcome.REPORT_TO_TEAM, FindingLevel.WARNING, True,
    )  # fmt: skip
    assert (wmo.finding.code, wmo.finding.rule) == ("report-to-team", "R-A04")
    assert rules.check_referrer(Law.JEUGDWET, gp, acute=False).outcome is ReferrerOutcome.DIRECT


@pytest.mark.rule("R-A04")
def test_each_referrer_of_the_list_leads_somewhere_under_each_law() -> None:
    """All of COD327: only the municipality decides under the Wmo, a court order binds everywhere and is not refused."""
    youth = {one: rules.check_referrer(Law.JEUGDWET, one, acute=False).outcome for one in ReferrerType}
    assert youth == {
        ReferrerType.MUNICIPALITY: ReferrerOutcome.DECIDE,
        ReferrerType.GENERAL_PRACTITIONER: ReferrerOutcome.DIRECT,
        ReferrerType.YOUTH_DOCTOR: ReferrerOutcome.DIRECT,
        ReferrerType.CERTIFIED_INSTITUTION: ReferrerOutcome.DIRECT,
        ReferrerType.MEDICAL_SPECIALIST: ReferrerOutcome.DIRECT,
        ReferrerType.SELF: ReferrerOutcome.DIRECT,
        ReferrerType.COURT: ReferrerOutcome.BINDING,
    }
    wmo = {one: rules.check_referrer(Law.WMO_2015, one, acute=False) for one in ReferrerType}
    assert wmo[ReferrerType.MUNICIPALITY].outcome is ReferrerOutcome.DECIDE
    court = wmo[ReferrerType.COURT]
    assert (court.outcome, court.may_refuse) == (ReferrerOutcome.BINDING, False)
    rest = set(ReferrerType) - {ReferrerType.MUNICIPALITY, ReferrerType.COURT}
    assert {wmo[one].outcome for one in rest} == {ReferrerOutcome.REPORT_TO_TEAM}


@pytest.mark.rule("R-A04")
@pytest.mark.rule("F-33")
def test_no_referrer_ever_holds_acute_help_up() -> None:
    """Whoever refers, under whichever law: nothing blocks or is missing, and it says that help begins at once."""
    for law, referrer in pairs(Law, ReferrerType):
        found = rules.check_referrer(law, referrer, acute=True)
        assert found.finding.level in (FindingLevel.PASSED, FindingLevel.WARNING)
        assert found.why.steps[-1].rule == "F-33"


@pytest.mark.rule("R-C38")
def test_scenario_c_works_with_a_referral_letter() -> None:
    """A decision in products is an error there; the letter fits; without a scenario nothing is asked."""
    found = rules.check_scenario(Scenario.C, document=DecisionDocument.DECISION_IN_PRODUCTS)
    assert found.blocked
    assert codes(found.findings) == ["scenario-decision-document"]
    assert isinstance(found.findings[0].mend, Text) and "verwijsbrief" in found.findings[0].mend.nl
    fits = rules.check_scenario(Scenario.C, document=DecisionDocument.REFERRAL_LETTER)
    assert (fits.blocked, codes(fits.findings)) == (False, ["scenario-fits"])
    assert rules.check_scenario(None, document=DecisionDocument.NONE).findings == []


@pytest.mark.rule("R-C38")
@pytest.mark.rule("F-16")
def test_a_tailor_made_provision_keeps_its_decision_in_every_scenario() -> None:
    """In C and D a decision on an application for a tailor-made provision is warned of and never blocked (G-33)."""
    for scenario, document in pairs((Scenario.C, Scenario.D), DecisionDocument):
        found = rules.check_scenario(scenario, document=document, provision_type=ProvisionType.TAILOR_MADE)
        assert (found.blocked, codes(found.findings)) == (False, ["scenario-tailor-made"])


@pytest.mark.rule("R-C38")
def test_a_scenario_constrains_place_evaluation_and_form() -> None:
    """A with the provider's access, the provider's evaluation and population funding: one error, two warnings."""
    found = rules.check_scenario(
        Scenario.A,
        place=AccessPlace.SECOND_LINE_PROVIDER,
        evaluators=[Evaluator.PROVIDER],
        forms=[FundingForm.POPULATION_AREA, FundingForm.PERSONAL_BUDGET],
    )
    assert [(one.code, one.level) for one in found.findings] == [
        ("scenario-access-place", FindingLevel.BLOCKED),
        ("scenario-evaluators", FindingLevel.WARNING),
        ("scenario-funding-form", FindingLevel.WARNING),
    ]
    for scenario, wanted in rules.CONSTRAINTS.items():
        fits = rules.check_scenario(
            scenario, document=wanted.document, place=wanted.places[0], evaluators=wanted.evaluators,
            forms=wanted.forms,
        )  # fmt: skip
        assert codes(fits.findings) == ["scenario-fits"]


@pytest.mark.rule("N-90")
def test_every_scenario_says_who_is_responsible_for_each_step() -> None:
    """A to D as the sources have them: in C a referral follows the clarification, in D everything is the provider's."""
    citizen, town, provider = ResponsibleParty
    found = {scenario: [one.responsible for one in rules.process_steps(scenario)] for scenario in Scenario}
    assert found == {
        Scenario.A: [(citizen, town), (citizen, town), (town,), (provider,), (town,)],
        Scenario.B: [(citizen, town), (citizen, town), (provider,), (provider,), (town, provider)],
        Scenario.C: [(town,), (provider, citizen), (provider,), (provider,), (provider,)],
        Scenario.D: [(provider,), (provider,), (provider,), (provider,), (provider,), (town, provider)],
    }
    every = rules.process_steps()
    assert len(every) == 21
    assert [(one.scenario, one.kind) for one in every if one.then_refers] == [
        (Scenario.C, ProcessStepKind.CLARIFY)
    ]
    assert every[-1].kind is ProcessStepKind.SET_SOCIETAL_GOALS


@pytest.mark.rule("R-C30")
def test_a_fixed_budget_without_its_duties_is_warned_of() -> None:
    """A lump sum without acceptance duty, waiting agreement and escalation route is shifting risk, three times."""
    findings, why = rules.contract_findings(TERMS, PRODUCT)
    assert codes(findings) == CODES
    assert {one.level for one in findings} == {FindingLevel.WARNING}
    assert any("shifting risk" in render(step, "en") for step in why.steps)
    whole = replace(TERMS, acceptance_duty=True, waiting_norm_days=5, escalation_route=True)
    assert rules.contract_findings(whole, PRODUCT)[0] == []
    assert rules.contract_findings(replace(TERMS, funding_forms=[FundingForm.PRODUCTION]), None)[0] == []
    assert rules.contract_findings(None, None)[0] == []


@pytest.mark.rule("R-C35")
def test_sheltered_living_is_never_a_general_provision() -> None:
    """However the product says that it is sheltered living: refused as a general provision, fine as tailor-made."""
    for sheltered in (
        replace(PRODUCT, sheltered_living=True),
        replace(PRODUCT, support_kind=SupportKind.SHELTERED_LIVING),
        replace(PRODUCT, category="15"),
    ):
        found, _ = rules.contract_findings(None, sheltered, ProvisionType.GENERAL)
        assert [(one.code, one.level, one.rule) for one in found] == [
            ("sheltered-living-general", FindingLevel.BLOCKED, "R-C35")
        ]
        assert rules.contract_findings(None, sheltered)[0] == []
    assert rules.contract_findings(None, PRODUCT, ProvisionType.GENERAL)[0] == []


@pytest.mark.rule("R-C34")
@pytest.mark.rule("R-C54")
def test_no_choice_and_entry_by_diagnosis_are_warned_of() -> None:
    """Tailor-made, one provider, no personal budget: no choice; a target group entered by a diagnosis: no reason to prevent."""
    alone = replace(
        TERMS, funding_forms=[], members=[Member(ONE, MemberRole.MAIN)], entered_by_diagnosis=True
    )
    findings, _ = rules.contract_findings(alone, PRODUCT)
    assert codes(findings) == ["tailor-made-without-choice", "entered-by-diagnosis"]
    offered = replace(alone, personal_budget_option=True, entered_by_diagnosis=False)
    assert rules.contract_findings(offered, PRODUCT)[0] == []
    assert codes(rules.contract_findings(alone, PRODUCT, ProvisionType.GENERAL)[0]) == [
        "entered-by-diagnosis"
    ]


@pytest.mark.rule("R-C38")
def test_a_contract_that_departs_from_its_scenario_is_told() -> None:
    """Scenario C with a decision in results and the team's access: both stand in what is found."""
    terms = replace(
        TERMS, scenario=Scenario.C, decision_document=DecisionDocument.DECISION_IN_RESULTS,
        access_place=AccessPlace.SOCIAL_TEAM, funding_forms=[FundingForm.POPULATION_TARGET_GROUP],
        evaluators=[Evaluator.PROVIDER],
    )  # fmt: skip
    assert codes(rules.scenario_findings(terms)[0]) == ["scenario-decision-document", "scenario-access-place"]
