"""What a scenario A to D constrains (R-C38), and who is responsible for each step from question to evaluation (N-90)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from services.access.legal_checks.rules.said import Finding, Said, say
from shared.errors import Text
from shared.values import Derivation, Sentence
from shared.values.access_policies import ProcessStepKind, ResponsibleParty
from shared.values.agreements import FundingForm
from shared.values.arrangements import AccessPlace, DecisionDocument, Evaluator, Scenario
from shared.values.legal_frames import FindingLevel
from shared.values.terms import ProvisionType

_RULE = "R-C38"
_CITIZEN, _TOWN, _PROVIDER = (
    ResponsibleParty.CITIZEN,
    ResponsibleParty.MUNICIPALITY,
    ResponsibleParty.PROVIDER,
)
_F = FundingForm
_POPULATION = frozenset(
    {
        _F.CAPITATION_INHABITANT, _F.CAPITATION_INSURED, _F.POPULATION_AREA, _F.POPULATION_TARGET_GROUP,
        _F.SQUARE, _F.NEIGHBOURHOOD_BUDGET,
    }
)  # fmt: skip
_PERFORMANCE = frozenset(
    {
        _F.PRODUCTION, _F.EFFORT_ALLOCATED, _F.HOURS_DELIVERED, _F.TRAJECTORY, _F.TIERED_TARIFF,
        _F.CHAIN_BUNDLE, _F.EPISODE_BUNDLE, _F.PERIOD_BUNDLE, _F.SUBSCRIPTION, _F.SPREAD_PURCHASE,
    }
)  # fmt: skip
_RESULT = frozenset({_F.RESULT_PER_CLIENT, _F.RESULT_PER_CLIENT_PARTIAL, _F.PERSONAL_RESULT_BUDGET})
_AVAILABLE = frozenset({_F.LUMP_SUM_RETENTION, _F.LUMP_SUM, _F.LUMP_SUM_SUBSIDY, _F.AVAILABILITY})
# What comes on top of a form, and the personal budget (G-34), fit every scenario.
_BESIDE = frozenset(
    {
        _F.PERSONAL_BUDGET, _F.PLACES_BONUS, _F.PERFORMANCE_SURCHARGE, _F.INCENTIVE_POOL, _F.SHARED_SAVINGS,
        _F.GAIN_SHARE,
    }
)  # fmt: skip
_BY_PURCHASER = (AccessPlace.SOCIAL_TEAM, AccessPlace.OTHER_PARTY)
_BY_PROVIDER = (AccessPlace.SECOND_LINE_PROVIDER,)


@dataclass(frozen=True, slots=True)
class Constraint:
    """What a scenario demands (A-11.1 … A-11.5); the first place is the default."""

    places: tuple[AccessPlace, ...]
    document: DecisionDocument
    evaluators: tuple[Evaluator, ...]
    forms: frozenset[FundingForm]


CONSTRAINTS: dict[Scenario, Constraint] = {
    Scenario.A: Constraint(
        _BY_PURCHASER, DecisionDocument.DECISION_IN_PRODUCTS, (Evaluator.MUNICIPALITY,), _PERFORMANCE
    ),
    Scenario.B: Constraint(
        _BY_PURCHASER,
        DecisionDocument.DECISION_IN_RESULTS,
        (Evaluator.MUNICIPALITY, Evaluator.PROVIDER),
        _RESULT | _PERFORMANCE | _AVAILABLE,
    ),
    Scenario.C: Constraint(
        _BY_PROVIDER, DecisionDocument.REFERRAL_LETTER, (Evaluator.PROVIDER,), _POPULATION
    ),
    Scenario.D: Constraint(_BY_PROVIDER, DecisionDocument.NONE, (Evaluator.PROVIDER,), _POPULATION),
}


@dataclass(frozen=True, slots=True)
class ProcessStep:
    """A step of a scenario with who is responsible for it, in order; `then_refers` says that a referral follows (N-90)."""

    scenario: Scenario
    number: int
    kind: ProcessStepKind
    responsible: tuple[ResponsibleParty, ...]
    then_refers: bool = False


_KINDS = (
    ProcessStepKind.CLARIFY,
    ProcessStepKind.SET_RESULTS,
    ProcessStepKind.CHOOSE_SUPPORT,
    ProcessStepKind.EXECUTE,
    ProcessStepKind.EVALUATE,
)
_RESPONSIBLE: dict[Scenario, tuple[tuple[ResponsibleParty, ...], ...]] = {
    Scenario.A: ((_CITIZEN, _TOWN), (_CITIZEN, _TOWN), (_TOWN,), (_PROVIDER,), (_TOWN,)),
    Scenario.B: ((_CITIZEN, _TOWN), (_CITIZEN, _TOWN), (_PROVIDER,), (_PROVIDER,), (_TOWN, _PROVIDER)),
    Scenario.C: ((_TOWN,), (_PROVIDER, _CITIZEN), (_PROVIDER,), (_PROVIDER,), (_PROVIDER,)),
    Scenario.D: ((_PROVIDER,), (_PROVIDER,), (_PROVIDER,), (_PROVIDER,), (_PROVIDER,)),
}


def process_steps(scenario: Scenario | None = None) -> list[ProcessStep]:
    """The steps of one scenario, or of all, with their responsible parties (N-90).

    In scenario C a referral follows the clarification; in D municipality and providers set societal goals beside the steps.
    """
    steps: list[ProcessStep] = []
    for one in (scenario,) if scenario is not None else Scenario:
        for number, (kind, who) in enumerate(zip(_KINDS, _RESPONSIBLE[one], strict=True), 1):
            refers = one is Scenario.C and kind is ProcessStepKind.CLARIFY
            steps.append(ProcessStep(one, number, kind, who, refers))
        if one is Scenario.D:
            goals = ProcessStepKind.SET_SOCIETAL_GOALS
            steps.append(ProcessStep(one, len(_KINDS) + 1, goals, (_TOWN, _PROVIDER)))
    return steps


DOCUMENT = Sentence(
    "scenario.document",
    nl="Scenario {scenario} werkt met {wanted}; hier is het {given}.",
    en="Scenario {scenario} works with {wanted}; here it is {given}.",
)
TAILOR_MADE = Sentence(
    "scenario.tailor-made",
    nl="Scenario {scenario} kent geen beschikking, maar een maatwerkvoorziening vraagt een besluit waartegen bezwaar openstaat.",
    en="Scenario {scenario} has no decision, but a tailor-made provision needs one that can be objected to.",
)
PLACE = Sentence(
    "scenario.place",
    nl="Scenario {scenario} legt de toegang bij {wanted}; hier is het {given}.",
    en="Scenario {scenario} lets {wanted} decide on access; here it is {given}.",
)
EVALUATORS = Sentence(
    "scenario.evaluators",
    nl="In scenario {scenario} evalueert {wanted}; hier {given}.",
    en="In scenario {scenario} {wanted} evaluates; here {given}.",
)
FORMS = Sentence(
    "scenario.forms",
    nl="Bij scenario {scenario} past {given} niet als bekostiging.",
    en="With scenario {scenario} {given} does not fit as a form of funding.",
)
FITS = Sentence("scenario.fits", nl="Dit past bij scenario {scenario}.", en="This fits scenario {scenario}.")
_LETTER = Text(
    "Gebruik het document van het scenario: in C een verwijsbrief.",
    "Use the scenario's document: a referral letter in C.",
)
_APPLY = Text(
    "Neem een besluit op de aanvraag, of houd het bij een algemene voorziening.",
    "Take a decision on the application, or keep to a general provision.",
)
_CONTRACT = Text("Pas het contract of het scenario aan.", "Change the contract or the scenario.")
_BY_LETTER = (DecisionDocument.REFERRAL_LETTER, DecisionDocument.NONE)


@dataclass(frozen=True, slots=True)
class ScenarioFound:
    """What a scenario has against what is planned, or one finding that it fits; `findings` in order of weight."""

    findings: list[Finding]
    why: Derivation

    @property
    def blocked(self) -> bool:
        """Whether something cannot be in this scenario."""
        return any(one.level is FindingLevel.BLOCKED for one in self.findings)


def check_scenario(
    scenario: Scenario | None,
    *,
    document: DecisionDocument | None = None,
    place: AccessPlace | None = None,
    evaluators: Sequence[Evaluator] = (),
    forms: Iterable[FundingForm] = (),
    provision_type: ProvisionType | None = None,
) -> ScenarioFound:
    """What does not fit a scenario (R-C38): scenario C with a decision as its document is an error, it must be a referral letter.

    A tailor-made provision keeps its right to a decision: there it is a warning, whichever document is used (G-33, F-16).
    What is not given is not judged; without a scenario nothing is constrained.
    """
    if scenario is None:
        return ScenarioFound([], Derivation())
    wanted, letter = CONSTRAINTS[scenario], scenario.value.upper()
    said: list[Said] = []
    if document is not None:
        said += _document(letter, wanted.document, document, provision_type)
    if place is not None and place not in wanted.places:
        places = [one.value for one in wanted.places]
        told = {"scenario": letter, "wanted": places, "given": place.value}
        said.append(say("scenario-access-place", _RULE, FindingLevel.BLOCKED, PLACE, _CONTRACT, **told))
    if evaluators and set(evaluators) != set(wanted.evaluators):
        told = {
            "scenario": letter,
            "wanted": [one.value for one in wanted.evaluators],
            "given": [one.value for one in evaluators],
        }
        said.append(say("scenario-evaluators", _RULE, FindingLevel.WARNING, EVALUATORS, _CONTRACT, **told))
    strange = sorted(one.value for one in forms if one not in wanted.forms | _BESIDE)
    if strange:
        told = {"scenario": letter, "given": strange}
        said.append(say("scenario-funding-form", _RULE, FindingLevel.WARNING, FORMS, _CONTRACT, **told))
    if not said:
        said.append(say("scenario-fits", _RULE, FindingLevel.PASSED, FITS, scenario=letter))
    why = Derivation()
    for one in said:
        why = why.merge(one.why)
    return ScenarioFound([one.finding for one in said], why)


def _document(
    letter: str, wanted: DecisionDocument, given: DecisionDocument, provision: ProvisionType | None
) -> list[Said]:
    if provision is ProvisionType.TAILOR_MADE and wanted in _BY_LETTER:
        told = {"scenario": letter}
        return [say("scenario-tailor-made", _RULE, FindingLevel.WARNING, TAILOR_MADE, _APPLY, **told)]
    if given is wanted:
        return []
    facts = {"scenario": letter, "wanted": wanted.value, "given": given.value}
    return [say("scenario-decision-document", _RULE, FindingLevel.BLOCKED, DOCUMENT, _LETTER, **facts)]
