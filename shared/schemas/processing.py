"""The register of processing activities, the processing log and its seals, as they travel."""

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import Field

from shared.schemas.common import Oin, Wire
from shared.values.terms import ActorKind, ProcessingEvent

_ACTIVITY = "access-to-support"


class ProcessingActivity(Wire):
    """Een verwerkingsactiviteit in één versie (processing activity, AVG art. 30)."""

    id: str = Field(description="naam van de activiteit, vast", examples=[_ACTIVITY])
    version: int = Field(ge=1, description="versie; wat gepubliceerd is verandert niet meer", examples=[1])
    uri: str = Field(
        description="het adres van deze versie, zoals logregels het noemen",
        examples=[f"http://127.0.0.1:8002/v1/processing-activities/{_ACTIVITY}/versions/1"],
    )
    name: str = Field(description="waar het om gaat", examples=["Toegang tot ondersteuning"])
    purpose: str = Field(description="doel van de verwerking (dpv:hasPurpose)")
    legal_ground: str = Field(description="grondslag (dpv:hasLegalBasis)")
    data_categories: list[str] = Field(description="soorten gegevens (dpv:hasPersonalData)")
    subject_categories: list[str] = Field(description="soorten betrokkenen (dpv:hasDataSubject)")
    recipients: list[str] = Field(description="ontvangers (dpv:hasRecipient)")
    retention: str = Field(description="bewaartermijn, met zijn bron (dpv:hasStorageCondition)")
    controller: str = Field(description="verwerkingsverantwoordelijke (dpv:hasDataController)")
    linked: dict[str, Any] = Field(description="hetzelfde als JSON-LD in de woorden van W3C DPV")


class ProcessingActivities(Wire):
    """Het register van verwerkingsactiviteiten, of alle versies van één activiteit."""

    items: list[ProcessingActivity] = Field(description="de activiteiten, elk in haar nieuwste versie")


class ProcessingLine(Wire):
    """Eén regel van het verwerkingenlogboek: één handeling met gegevens van één inwoner (LDV, NEN 7513).

    De velden tot en met `attributes` zijn die van het Logboek Dataverwerkingen; de volgende zeggen hetzelfde in gewone
    woorden: wie, welke gegevens, welke handeling.
    """

    trace_id: str = Field(description="het verzoek, over alle diensten heen (W3C)", pattern="^[0-9a-f]{32}$")
    span_id: str = Field(description="deze regel binnen het verzoek", pattern="^[0-9a-f]{16}$")
    parent_span_id: str | None = Field(
        description="de handeling waaruit deze voortkwam", pattern="^[0-9a-f]{16}$"
    )
    status: str = Field(
        description="Ok; Unset: niemand gevonden; Error: mislukt door ons", pattern="^(Ok|Unset|Error)$"
    )
    name: str = Field(description="de bewerking", examples=["access.requests.get_request"])
    start_time: datetime = Field(description="begin van de handeling (UTC)")
    end_time: datetime = Field(description="wanneer zij is vastgelegd (UTC)")
    resource: dict[str, str] = Field(description="het systeem dat de regel schreef")
    attributes: dict[str, Any] = Field(description="dpl.core.* (LDV) en dpl.nen7513.* (NEN 7513)")
    owner: Oin = Field(description="opdrachtgever: de verwerkingsverantwoordelijke")
    organisation: Oin = Field(description="organisatie die de handeling deed")
    via: str | None = Field(description="organisatie die dat namens haar deed, met een machtiging")
    role: ActorKind = Field(description="rol van wie de handeling deed")
    citizen_id: UUID | None = Field(description="inwoner (surrogaat); leeg als niemand is gevonden")
    data: str = Field(description="welke gegevens", examples=["requests"])
    action: ProcessingEvent = Field(description="wat ermee is gedaan")
    activity: str = Field(description="verwerkingsactiviteit", examples=[_ACTIVITY])


class ProcessingSeal(Wire):
    """Het nieuwste zegel op een maand van het logboek: wie het bewaart, kan later zien of er iets aan veranderd is."""

    month: str = Field(description="maand (UTC)", pattern="^[0-9]{4}-[0-9]{2}$", examples=["2026-11"])
    number: int = Field(ge=1, description="hoeveelste zegel van de maand")
    lines: int = Field(ge=0, description="regels onder dit zegel")
    last_line: int = Field(description="nummer van de laatste regel eronder")
    hash: str = Field(description="HMAC-SHA256 over het vorige zegel en de regels", pattern="^[0-9a-f]{64}$")
    sealed_at: datetime = Field(description="wanneer het is gezet (UTC)")
    declared_by: str | None = Field(description="wie de vernietiging van de maand verklaarde")


class ProcessingSeals(Wire):
    """De nieuwste zegels, per maand één."""

    items: list[ProcessingSeal] = Field(description="de zegels, nieuwste maand eerst")


class RightsVersion(Wire):
    """Een versie van de rechtenmatrix: het beleid waaronder een verzoek is toegelaten of geweigerd."""

    version: str = Field(description="kenmerk van de inhoud", pattern="^[0-9a-f]{16}$")
    since: datetime = Field(description="wanneer deze dienst haar voor het eerst toepaste (UTC)")
    rights: list[dict[str, Any]] = Field(description="een rij per bewerking: wie met welk recht")


class RightsVersions(Wire):
    """De versies van de rechtenmatrix die deze dienst heeft toegepast."""

    items: list[RightsVersion] = Field(description="de versies, nieuwste eerst")
