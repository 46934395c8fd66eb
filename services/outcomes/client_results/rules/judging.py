"""Who must judge a desired result, what refuses an opinion, and what opinions come to (R-O24, R-O25)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from services.outcomes.client_results.rules.kept import ClientResult, DesiredResult, GivenOpinion, Opinion
from services.outcomes.indicators.rules import ContractCopy
from shared.errors import FieldError, Text
from shared.values import Derivation, Sentence, new_id
from shared.values.arrangements import Evaluator, Scenario
from shared.values.care_courses import ClientVerdict, DesiredResultState
from shared.values.client_results import ClientResultState, Influence

BY_SCENARIO: Mapping[Scenario, tuple[Evaluator, ...]] = {
    Scenario.A: (Evaluator.MUNICIPALITY,),
    Scenario.B: (Evaluator.MUNICIPALITY, Evaluator.PROVIDER),
    Scenario.C: (Evaluator.PROVIDER,),
    Scenario.D: (Evaluator.PROVIDER,),
}


def demanded(contract: ContractCopy | None) -> list[Evaluator]:
    """Who must judge: those the contract names, else those of its scenario (R-A33), else the municipality."""
    if contract is None:
        return [Evaluator.MUNICIPALITY]
    if contract.evaluators:
        return sorted(set(contract.evaluators))
    if contract.scenario is not None:
        return sorted(BY_SCENARIO[contract.scenario])
    return [Evaluator.MUNICIPALITY]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who gives the opinion: the purchaser, or a provider, by the role of its token; and for which organisations."""

    purchaser: bool
    organisations: tuple[str, ...]


def refusals(
    wanted: DesiredResult,
    before: ClientResult | None,
    given: Opinion,
    names: Sequence[Evaluator],
    speaker: Speaker,
    today: date,
) -> tuple[FieldError, ...]:
    """Everything that is wrong with an opinion: who speaks, for whom, when, and why anew (R-O24)."""
    found = []
    if wanted.state is DesiredResultState.WITHDRAWN:
        found.append(_fault("#/desiredResultId", "result-withdrawn"))
    if given.evaluator not in names:
        found.append(_fault("#/evaluator", "evaluator-not-demanded", names=", ".join(names)))
    elif (given.evaluator is Evaluator.PROVIDER) is speaker.purchaser:
        found.append(_fault("#/evaluator", "evaluator-other"))
    elif given.evaluator is Evaluator.PROVIDER and wanted.provider not in speaker.organisations:
        found.append(_fault("#/evaluator", "provider-other"))
    if given.evaluated_on > today:
        found.append(_fault("#/evaluatedOn", "evaluated-in-future"))
    elif given.evaluated_on < wanted.set_on:
        found.append(_fault("#/evaluatedOn", "evaluated-before-set", day=wanted.set_on))
    final = (ClientVerdict.NOT_ACHIEVED, ClientVerdict.PARTLY_ACHIEVED)
    if given.evaluated_on < wanted.term and given.verdict in final:
        found.append(_fault("#/verdict", "term-not-passed", day=wanted.term))
    again = before is not None and given.evaluator in before.evaluators
    if again and given.motive is None:
        found.append(_fault("#/motive", "motive-missing"))
    return tuple(found)


JUDGED = Sentence(
    "outcomes.client-result-opinion",
    "{evaluator} oordeelt op {on}: {verdict}; toe te schrijven aan: {influence}.",
    "{evaluator} judges on {on}: {verdict}; put down to: {influence}.",
)
WHO = Sentence(
    "outcomes.client-result-evaluators",
    "Volgens het contract oordelen: {names}; nog niet: {missing}.",
    "By the contract these judge: {names}; not yet: {missing}.",
)
OUTCOME = Sentence(
    "outcomes.client-result-verdict",
    "Samen is dat: {result} ({state}).",
    "Together that is: {result} ({state}).",
)
CAUSE = Sentence(
    "outcomes.client-result-cause",
    "Alleen wat geheel aan de inspanning van de aanbieder is toe te schrijven telt als zijn resultaat: {result}.",
    "Only what is put down to the provider's effort altogether counts as its result: {result}.",
)


def opened(wanted: DesiredResult, names: Sequence[Evaluator]) -> ClientResult:
    """A client result of which nobody said anything yet (version 0: the first opinion makes it 1)."""
    return ClientResult(
        id=new_id(), version=0, owner=wanted.owner, parties=wanted.parties, desired_result_id=wanted.id,
        citizen_id=wanted.citizen_id, contract_id=wanted.contract_id, provider=wanted.provider, law=wanted.law,
        allocation_number=wanted.allocation_number, referral_id=wanted.referral_id, domain=wanted.domain,
        term=wanted.term, state=ClientResultState.INCOMPLETE, verdict=None, demanded=list(names), evaluators=[],
        linked_share_basis_points=wanted.linked_share_basis_points,
    )  # fmt: skip


def evaluate(before: ClientResult, wanted: DesiredResult, given: Opinion) -> tuple[ClientResult, Derivation]:
    """The result with one more opinion, the newest of each evaluator counting, and why it is what it is (R-O24, R-O25).

    Without all demanded evaluators it is incomplete; of one mind it is their verdict; else not judgeable, until those who
    disagreed agree. Term and linked share are those of today's desired result.
    """
    told = GivenOpinion(
        given.id, given.evaluator, given.verdict, given.influence, given.outside_influence, given.evaluated_on
    )
    opinions = [one for one in before.opinions if one.evaluator is not given.evaluator] + [told]
    opinions.sort(key=lambda one: one.evaluator)
    evaluators = [one.evaluator for one in opinions]
    missing = [one for one in before.demanded if one not in evaluators]
    why = Derivation().because("R-O24", WHO, names=before.demanded, missing=missing or None)
    for one in opinions:
        why = why.because(
            "R-O24",
            JUDGED,
            evaluator=one.evaluator,
            on=one.evaluated_on,
            verdict=one.verdict,
            influence=one.influence,
        )
    after = replace(
        before, version=before.version + 1, opinions=opinions, evaluators=evaluators, term=wanted.term,
        linked_share_basis_points=wanted.linked_share_basis_points, parties=wanted.parties,
    )  # fmt: skip
    if missing:
        return after, why
    state, verdict = _together(before.state, [one.verdict for one in opinions])
    influence = _influence(one.influence for one in opinions)
    attributable = influence is Influence.PROVIDERS_EFFORT
    why = why.because("R-O24", OUTCOME, verdict, state=state).because("R-O25", CAUSE, attributable)
    on = max(one.evaluated_on for one in opinions)
    return replace(
        after, state=state, verdict=verdict, evaluated_on=on, influence=influence, attributable=attributable
    ), why


def _together(
    before: ClientResultState, verdicts: Sequence[ClientVerdict]
) -> tuple[ClientResultState, ClientVerdict]:
    if len(set(verdicts)) > 1:
        return ClientResultState.DISPUTED, ClientVerdict.NOT_JUDGEABLE
    disputed = before in (ClientResultState.DISPUTED, ClientResultState.RESOLVED)
    return ClientResultState.RESOLVED if disputed else ClientResultState.AGREED, verdicts[0]


def _influence(said: Iterable[Influence]) -> Influence:
    """Whoever saw an outside influence is heard first, then whoever does not know."""
    found = set(said)
    for one in (Influence.OUTSIDE_INFLUENCE, Influence.UNKNOWN):
        if one in found:
            return one
    return Influence.PROVIDERS_EFFORT


_SENTENCES = {
    "result-withdrawn": Text("Dit gewenste resultaat is ingetrokken.", "This desired result was withdrawn."),
    "evaluator-not-demanded": Text(
        "Volgens het contract oordelen hier: {names}.", "By the contract these judge here: {names}."
    ),
    "evaluator-other": Text(
        "De aanbieder oordeelt zelf, en alleen de gemeente legt vast wat zij en de inwoner vinden.",
        "The provider judges itself, and only the municipality lays down what it and the citizen think.",
    ),
    "provider-other": Text(
        "Alleen de aanbieder van deze ondersteuning oordeelt als aanbieder.",
        "Only the provider of this support judges as provider.",
    ),
    "evaluated-in-future": Text("Deze dag moet nog komen.", "This day is still to come."),
    "evaluated-before-set": Text(
        "Het resultaat is op {day} afgesproken; eerder is er niets te beoordelen.",
        "The result was agreed on {day}; there is nothing to judge before.",
    ),
    "term-not-passed": Text(
        "De termijn loopt tot en met {day}; eerder is het alleen bereikt of niet te beoordelen.",
        "The term runs up to and including {day}; before it is only achieved or not judgeable.",
    ),
    "motive-missing": Text(
        "Wie op zijn oordeel terugkomt, zegt waarom.", "Who comes back on its opinion says why."
    ),
}


def _fault(location: str, code: str, **facts: object) -> FieldError:
    sentence = _SENTENCES[code]
    return FieldError(
        location, code, Text(sentence.nl.format(**facts), sentence.en.format(**facts)), rule="R-O24"
    )
