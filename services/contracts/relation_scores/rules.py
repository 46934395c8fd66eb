"""Who designs the funding model, by how much the relation matters to both (A-14.25)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from shared.errors import NotFound, Text
from shared.values import Derivation, Sentence
from shared.values.steering import RelationAdvice

# From which score of ten on a relation is of great importance: the source draws four quadrants without numbers.
HIGH = 6
TOLD = {
    RelationAdvice.JOINT_DESIGN: Sentence(
        "relation-score.joint-design",
        nl="Het belang is voor beide groot ({municipality_score} en {provider_score}): ontwikkel de bekostiging samen.",
        en="The relation matters much to both ({municipality_score} and {provider_score}): design the funding together.",
    ),
    RelationAdvice.MUNICIPALITY_PRESCRIBES: Sentence(
        "relation-score.municipality-prescribes",
        nl="De gemeente kan kiezen ({municipality_score} en {provider_score}): zij schrijft de bekostiging voor.",
        en="The municipality can choose ({municipality_score} and {provider_score}): it prescribes the funding.",
    ),
    RelationAdvice.PROVIDER_DESIGNS: Sentence(
        "relation-score.provider-designs",
        nl="Er is weinig keuze of de zorg is gespecialiseerd ({municipality_score} en {provider_score}): de aanbieder ontwerpt.",
        en="There is little choice or the care is specialised ({municipality_score} and {provider_score}): the provider designs.",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationScore:
    """Two scores from 1 to 10 with the advice that follows."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    provider: str
    subject: str
    municipality_score: int
    provider_score: int
    choice_of_providers: bool
    specialised: bool
    advice: RelationAdvice = RelationAdvice.JOINT_DESIGN


class RelationScoreNotFound(NotFound):
    """There is no such score, or it is not yours."""

    code = "relation-score-not-found"
    title = Text("Relatiescore niet gevonden", "Relation score not found")
    detail = Text("Er is geen relatiescore {id}.", "There is no relation score {id}.")
    mend = Text(
        "Controleer het kenmerk, of zoek op aanbieder.", "Check the identifier, or search by provider."
    )


def advise(score: RelationScore) -> tuple[RelationScore, Derivation]:
    """The scores with their advice: joint when both are high, else by whether there is a choice (A-14.25)."""
    if score.municipality_score >= HIGH and score.provider_score >= HIGH:
        advice = RelationAdvice.JOINT_DESIGN
    elif score.specialised or not score.choice_of_providers:
        advice = RelationAdvice.PROVIDER_DESIGNS
    else:
        advice = RelationAdvice.MUNICIPALITY_PRESCRIBES
    why = Derivation().because(
        "A-14.25",
        TOLD[advice],
        municipality_score=score.municipality_score,
        provider_score=score.provider_score,
    )
    return replace(score, advice=advice), why
