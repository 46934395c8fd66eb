"""Clarifications (vraagverheldering): how a question was made clear, and what was found in it (N-127)."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.schemas.access.desired_results import DomainCode
from shared.schemas.common import Checked, Day, Name, Note, Parties, Reference, Resource, Wire
from shared.schemas.facts import Private
from shared.values.questions import ClarificationLevel, FirstProvision, FirstProvisionOutcome

MethodCode = Annotated[
    str,
    Field(
        min_length=1,
        max_length=40,
        pattern=r"^[A-Za-z0-9._-]+$",
        description="methode uit het beleid van de gemeente",
        examples=["zrm13"],
    ),
    Checked,
]
CarerHours = Annotated[int, Field(ge=0, le=168)]


class WeighedProvision(Wire):
    """What comes before a tailor-made provision (voorliggende voorziening), and what the weighing came to (R-A31)."""

    kind: FirstProvision
    outcome: FirstProvisionOutcome
    motive: Annotated[Note | None, Private] = Field(default=None, description="waarom")


class NewClarification(Wire):
    """Record how a question was made clear (vraagverheldering); on it the municipality decides (R-A31, R-A44, R-A45)."""

    external_reference: Reference | None = None
    held_on: Day = Field(description="dag waarop de vraag is verhelderd")
    worker: Name | None = Field(
        default=None, description="wie het gesprek voerde; leeg = de ingelogde gebruiker"
    )
    method: MethodCode
    edition: MethodCode | None = Field(default=None, description="editie van de methode")
    domains: list[DomainCode] = Field(
        default_factory=list,
        max_length=40,
        description="domeinen die de vraag nodig heeft; de rest blijft leeg (F-03)",
    )
    own_strength: Note | None = Field(default=None, description="wat de inwoner zelf kan (eigen kracht)")
    network: Note | None = Field(default=None, description="wat het netwerk kan doen")
    carer_hours: list[CarerHours] = Field(
        default_factory=list, max_length=20, description="uren mantelzorg per week, per mantelzorger (R-A44)"
    )
    provisions_first: list[WeighedProvision] = Field(
        default_factory=list, max_length=20, description="wat voorgaat, gewogen (R-A31)"
    )
    support_offered_on: Day | None = Field(
        default=None, description="dag waarop onafhankelijke cliëntondersteuning is aangeboden (R-A45)"
    )
    support_accepted: bool | None = Field(default=None, description="of de inwoner die aannam")
    learning_only: bool = Field(default=False, description="alleen nodig voor het leren (R-A18)")
    permanent_need: bool = Field(
        default=False, description="blijvende behoefte door een ernstige beperking (R-A17)"
    )
    lifelong_mental_need: bool = Field(
        default=False, description="waarschijnlijk levenslang intensieve ggz nodig (R-A53)"
    )
    wlz_doubt: bool = Field(default=False, description="twijfel of er een Wlz-indicatie is (F-05)")
    note: Note | None = Field(default=None, description="toelichting; blijft bij de gemeente")


class ClarificationFinding(Wire):
    """What is found of a clarification; the sentence stands in its derivation."""

    code: str = Field(description="vaste code", examples=["carer-overloaded"])
    rule: str = Field(examples=["R-A44"])
    level: ClarificationLevel


class Clarification(Resource):
    """A clarification as it was held, with what was found in it; the newest of a request counts."""

    external_reference: Annotated[str | None, Private] = None
    request_id: UUID
    citizen_id: UUID
    held_on: Day = Field(description="dag waarop de vraag is verhelderd")
    worker: Annotated[str, Private] = Field(description="wie het gesprek voerde")
    method: str
    edition: str | None
    domains: list[str]
    own_strength: Annotated[str | None, Private] = Field(description="leeg als de inwoner later is gewist")
    network: Annotated[str | None, Private] = Field(description="leeg als de inwoner later is gewist")
    carer_hours: list[int]
    provisions_first: list[WeighedProvision]
    support_offered_on: Day | None
    support_accepted: bool | None
    learning_only: bool
    permanent_need: bool
    lifelong_mental_need: bool
    wlz_doubt: bool
    note: Annotated[str | None, Private] = Field(description="leeg als de inwoner later is gewist")
    short: bool = Field(description="gaat verder op een eerdere vraagverheldering (waakvlam, R-A51)")
    findings: list[ClarificationFinding]
    policy_id: UUID | None = Field(description="het beleid dat gold; leeg = de standaardwaarden")
    policy_version: int = Field(ge=0, description="versie van dat beleid")
    parties: Parties


__all__ = ["Clarification", "ClarificationFinding", "NewClarification", "WeighedProvision"]
