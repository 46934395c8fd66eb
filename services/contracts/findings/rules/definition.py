"""The five-criteria test of population funding: what is met on which evidence, the score and the deviations (R-C02)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from shared.errors import NotFound, Text
from shared.values import Derivation, Sentence, new_id
from shared.values.findings import Criterion

MET = Sentence(
    "definition-test.met",
    nl="Criterium {number} is gehaald.",
    en="Criterion {number} is met.",
)
DEVIATES = Sentence(
    "definition-test.deviates",
    nl="Criterium {number} is niet gehaald.",
    en="Criterion {number} is not met.",
)
SCORE = Sentence(
    "definition-test.score",
    nl="Van de vijf criteria zijn er {result} gehaald; afwijkingen: {deviations}.",
    en="Of the five criteria {result} are met; deviations: {deviations}.",
)
SCORE_FULL = Sentence(
    "definition-test.score-full",
    nl="Alle vijf criteria zijn gehaald: {result} van 5.",
    en="All five criteria are met: {result} of 5.",
)
CRITERIA: dict[Criterion, Text] = {
    Criterion.FIXED_AMOUNT: Text(
        "Vast (of onderhandelbaar) bedrag voor afgebakende populatie (doelgroep of gebied).",
        "A fixed (or negotiable) amount for a delimited population (target group or area).",
    ),
    Criterion.BASED_ON_CHARACTERISTICS: Text(
        "Dit bedrag is gebaseerd op zwaarte en/of kenmerken voor die populatie.",
        "The amount is based on the weight and/or characteristics of that population.",
    ),
    Criterion.PREDETERMINED_RESULTS: Text(
        "Het bedrag wordt ingezet om een vooraf omschreven pakket aan resultaten te bereiken voor die populatie.",
        "The amount is used to reach a predetermined package of results for that population.",
    ),
    Criterion.FREEDOM_OF_SPENDING: Text(
        "De (hoofd)aanbieder heeft vrijheid in de besteding van het budget en handelen daarbinnen.",
        "The (main) provider is free to spend the budget and to act within it.",
    ),
    Criterion.ACCOUNTABILITY: Text(
        "De (hoofd)aanbieder legt verantwoording af over de afgesproken te bereiken resultaten.",
        "The (main) provider accounts for the results that were agreed.",
    ),
}


class DefinitionTestNotFound(NotFound):
    """The contract was not held against the definition yet."""

    code = "definition-test-not-found"
    rule = "R-C02"
    title = Text("Definitietoets niet gevonden", "Definition test not found")
    detail = Text(
        "Contract {id} is nog niet aan de definitie van populatiebekostiging getoetst.",
        "Contract {id} was not held against the definition of population funding yet.",
    )
    mend = Text(
        "Leg de toets vast met PUT /v1/contracts/{id}/definition-test.",
        "Enter the test with PUT /v1/contracts/{id}/definition-test.",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionEvidence:
    """Whether one criterion is met, on which evidence, from which source."""

    criterion: Criterion
    met: bool
    evidence: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DefinitionVersion:
    """The test as it was in one version."""

    version: int
    tested_on: date
    criteria: list[CriterionEvidence]
    score: int
    deviations: list[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class DefinitionTest:
    """A contract held against the five criteria; `earlier` keeps every version before this one."""

    id: UUID
    version: int = 1
    owner: str
    external_reference: str | None = None
    parties: list[str] = field(default_factory=list)
    contract_id: UUID
    tested_on: date
    criteria: list[CriterionEvidence]
    score: int
    deviations: list[int]
    earlier: list[DefinitionVersion] = field(default_factory=list)

    @property
    def now(self) -> DefinitionVersion:
        """This version as one of the row of versions."""
        return DefinitionVersion(
            version=self.version,
            tested_on=self.tested_on,
            criteria=self.criteria,
            score=self.score,
            deviations=self.deviations,
        )

    @property
    def versions(self) -> list[DefinitionVersion]:
        """Every version, oldest first."""
        return [*self.earlier, self.now]


def judged(criteria: list[CriterionEvidence]) -> tuple[list[CriterionEvidence], int, list[int], Derivation]:
    """The criteria in order, the score and the deviations: 1, 2, 4, 5 met is 4 with deviation 3 (R-C02)."""
    ordered = sorted(criteria, key=lambda one: one.criterion.number)
    why = Derivation()
    for one in ordered:
        sentence = MET if one.met else DEVIATES
        why = why.because("R-C02", sentence, one.met, number=one.criterion.number)
    deviations = [one.criterion.number for one in ordered if not one.met]
    score = len(ordered) - len(deviations)
    if deviations:
        return ordered, score, deviations, why.because("R-C02", SCORE, score, deviations=deviations)
    return ordered, score, deviations, why.because("R-C02", SCORE_FULL, score)


def first_test(
    owner: str, parties: list[str], contract_id: UUID, criteria: list[CriterionEvidence], today: date
) -> tuple[DefinitionTest, Derivation]:
    """The first test of a contract."""
    ordered, score, deviations, why = judged(criteria)
    made = DefinitionTest(
        id=new_id(),
        owner=owner,
        parties=parties,
        contract_id=contract_id,
        tested_on=today,
        criteria=ordered,
        score=score,
        deviations=deviations,
    )
    return made, why


def retest(
    before: DefinitionTest, parties: list[str], criteria: list[CriterionEvidence], today: date
) -> tuple[DefinitionTest, Derivation] | None:
    """The test's next version, with the one before it kept; None where nothing changed."""
    ordered, score, deviations, why = judged(criteria)
    if ordered == before.criteria:
        return None
    made = replace(
        before,
        version=before.version + 1,
        parties=parties,
        tested_on=today,
        criteria=ordered,
        score=score,
        deviations=deviations,
        earlier=before.versions,
    )
    return made, why
