"""What every service's messages are made of: the base model, codes, pages, problems, derivations, events, batches."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any, ClassVar
from uuid import UUID

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic.alias_generators import to_camel
from pydantic_core import PydanticCustomError

from shared.errors import FieldError, Text
from shared.schemas.facts import OwnOnly, Private
from shared.values import holds_bsn


class Wire(BaseModel):
    """Base of all that travels: camelCase outside, snake_case inside, unknown fields refused."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="forbid", frozen=True)


_BSN = FieldError(
    "",
    "bsn-refused",
    Text("Hierin staat een burgerservicenummer (BSN).", "This holds a citizen service number (BSN)."),
    rule="F-06",
)
_UNSTORABLE = FieldError(
    "",
    "text-unreadable",
    Text("De tekst bevat een teken dat geen tekst is.", "The text holds a character that is no text."),
)


# Control characters but tab and line ends, and halves of surrogate pairs.
_NO_TEXT = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\ud800-\\udfff]")


def _as_text(text: str) -> str:
    """Text that can be stored and shown (no control character, no half of one) and names no citizen by number (F-06)."""
    if _NO_TEXT.search(text):
        raise ValueError(_UNSTORABLE)
    if holds_bsn(text):
        raise ValueError(_BSN)
    return text


# A pattern goes before it, else Pydantic leaves the pattern out of the schema.
Checked = AfterValidator(_as_text)
Written = Annotated[str, Checked]
_DAY = re.compile(r"[0-9]{4}-[0-9][0-9]-[0-9][0-9]")


def _as_day(given: object) -> object:
    """A day as 2026-01-31 and nothing else: Pydantic alone reads 20260131 as seconds since 1970 and drops a midnight."""
    if isinstance(given, date) or (isinstance(given, str) and _DAY.fullmatch(given)):
        return given
    raise PydanticCustomError("date_form", "a date such as 2026-01-31")


Day = Annotated[
    date, BeforeValidator(_as_day), Field(ge=date(1900, 1, 1), le=date(2199, 12, 31), examples=["2026-01-31"])
]
Oin = Annotated[
    str,
    Field(
        pattern=r"^[0-9]{20}$",
        description="Organisatie-identificatienummer (OIN), 20 cijfers",
        examples=["00000099000000000484"],
    ),
]
Parties = Annotated[list[Oin], OwnOnly()]
MunicipalityCode = Annotated[
    str, Field(pattern=r"^[0-9]{4}$", description="CBS-gemeentecode, 4 cijfers", examples=["0484"])
]
AgbCode = Annotated[
    str,
    Field(pattern=r"^[0-9]{8}$", description="AGB-code van de aanbieder, 8 cijfers", examples=["98765432"]),
]
Cents = Annotated[
    int, Field(strict=True, ge=0, le=10**15, description="bedrag in eurocenten", examples=[700000000])
]
SignedCents = Annotated[
    int,
    Field(
        strict=True, ge=-(10**15), le=10**15, description="bedrag in eurocenten, met teken", examples=[-250]
    ),
]
BasisPoints = Annotated[
    int, Field(ge=0, le=10_000, description="percentage in basispunten (9500 = 95 %)", examples=[9500])
]
Name = Annotated[Written, Field(min_length=1, max_length=200, examples=["Consortium De Rijnstroom"])]
Note = Annotated[Written, Field(min_length=1, max_length=2000)]
Reference = Annotated[
    str,
    Field(
        min_length=1,
        max_length=100,
        pattern=r"^[A-Za-z0-9._:/-]+$",
        description="eigen kenmerk van de aanleverende partij",
    ),
    Checked,
]
Score = Annotated[
    str,
    Field(
        pattern=r"^-?[0-9]{1,12}(\.[0-9]{1,6})?$",
        description="decimaal getal als tekst, hooguit 6 decimalen",
        examples=["7.0"],
    ),
]


class Resource(Wire):
    """What every stored thing carries: its id, its version (the ETag) and the purchaser that owns it."""

    fleeting: ClassVar[bool] = False  # changes without a fact of each step: nobody mirrors it

    id: UUID
    version: int = Field(ge=1, description="versie; ook de ETag")
    owner: Oin
    external_reference: str | None = None


def camel_keys(inputs: Mapping[str, Any]) -> dict[str, Any]:
    """The inputs of a step under the names that a reader outside knows: `annualCents` for annual_cents."""
    return {to_camel(name): value for name, value in inputs.items()}


class DerivationStep(Wire):
    """One step of an explanation: the rule, the sentence in the reader's language, and the result."""

    rule: str = Field(examples=["R-S02"])
    sentence: str
    inputs: Annotated[dict[str, Any], BeforeValidator(camel_keys)]
    result: Any = None


class DerivationAnswer(Wire):
    """Why an amount, a verdict or a refusal is what it is (architecture § 5)."""

    subject: UUID
    version: int
    steps: list[DerivationStep]


class Event(Wire):
    """A fact as CloudEvent (NL GOV profile), with the full immutable version of its subject, without personal data.

    A fact of 64 KB or more carries `dataref` and no data, and so does every webhook: ask there for the subject as it is by
    then. `time` is when the fact was written down by the machine's clock; `eventday` the day on the domain's.
    """

    model_config = ConfigDict(
        alias_generator=lambda name: name.replace("_", ""), populate_by_name=True, extra="forbid", frozen=True
    )

    specversion: str = Field(default="1.0", pattern=r"^1\.0$")
    id: str = Field(min_length=1, max_length=100, description="vast kenmerk van het feit; uniek met de bron")
    source: str = Field(
        pattern=r"^urn:nld:oin:[0-9]{20}:systeem:[a-z][a-z-]*$",
        description="het systeem dat het feit vertelt (NL GOV)",
        examples=["urn:nld:oin:00000099000000000001:systeem:bedoeling-contracts"],
    )
    type: str = Field(
        pattern=r"^nl(\.[a-z][a-z0-9-]*)+\.v[1-9][0-9]*$",
        description="het soort feit, met één versie; beschreven op dataschema",
        examples=["nl.sociaaldomein.contracts.contract-activated.v1"],
    )
    subject: str = Field(min_length=1, max_length=100, examples=["01990000-0000-7000-8000-000000000001"])
    time: datetime = Field(description="wanneer het is vastgelegd, op de klok van de machine (UTC)")
    datacontenttype: str = Field(default="application/json", pattern="^application/json$")
    dataschema: str | None = Field(default=None, description="het JSON Schema van data")
    dataref: str | None = Field(
        default=None, description="waar het onderwerp te lezen is, als data hier ontbreekt"
    )
    sequence: str = Field(pattern="^[0-9]{1,19}$", description="plaats in de feed; loopt op, met gaten")
    previous: str | None = Field(
        default=None,
        pattern="^[0-9]{1,19}$",
        description="sequence van het vorige feit in deze lezing; klopt het niet, dan ontbreekt er een",
    )
    owner: Oin = Field(description="opdrachtgever op wie het feit betrekking heeft")
    subject_version: int = Field(ge=1, description="versie van het onderwerp; ook zijn ETag")
    event_day: Day = Field(description="dag op de klok van het domein")
    traceparent: str | None = None
    data: dict[str, Any] = Field(
        default_factory=dict, description="het feit zelf: de volledige versie; ontbreekt als dataref er staat"
    )


class EventPage(Wire):
    """A page of the feed: the facts after a position, where to go on, and the feed's epoch."""

    events: list[Event]
    next: str
    position: int
    epoch: UUID


class LineError(Wire):
    """Why one line of a batch did not enter: its number in the sender's order, the field, and what to do."""

    line: int
    location: str | None = None
    code: str
    detail: str
    rule: str | None = None


class Batch(Resource):
    """A file on its way: counts, progress, and the lines that came back."""

    state: str
    kind: str
    received: int
    accepted: int
    rejected: int
    duplicates: int
    errors: Annotated[list[LineError], Private] = Field(max_length=1000)


_NOT_INVENTED = FieldError(
    "",
    "oin-not-invented",
    Text(
        "In een zandbak leven alleen verzonnen organisaties: gebruik een test-OIN (00000099…).",
        "Only invented organisations live in a sandbox: use a test OIN (00000099…).",
    ),
)


def _as_invented(oin: str) -> str:
    """A test OIN: whoever lives in a sandbox lives by its clock, so nobody real may be named."""
    if not oin.startswith("00000099"):
        raise ValueError(_NOT_INVENTED)
    return oin


InventedOin = Annotated[Oin, AfterValidator(_as_invented)]


class NewSandboxTenant(Wire):
    """Ask for a sandbox tenant (zandbak) that begins on a day."""

    owner: InventedOin
    organisations: list[InventedOin] = Field(
        default=[], max_length=50, description="andere organisaties die in deze zandbak leven"
    )
    auditors: list[InventedOin] = Field(
        default=[], max_length=10, description="welke daarvan accountant zijn; de overige zijn aanbieder"
    )
    today: Day = Field(examples=["2026-01-01"])
    seed: bool = Field(default=False, description="vul hem met verzonnen gegevens van deze organisaties")
    everywhere: bool = Field(default=False, description="open hem ook in de drie andere diensten")
    credentials: bool = Field(default=False, description="geef elke organisatie een client en een token")


class SandboxDay(Wire):
    """Set a sandbox tenant's clock to a day; it never goes back."""

    today: Day = Field(examples=["2026-01-02"])


class FollowerPosition(Wire):
    """How far a service has followed a sibling's feed."""

    feed: str
    position: int
    parked: int
    applied: int


class SandboxState(Wire):
    """Where a sandbox tenant stands in one service: its day, the feed's end, the followers, and what is due."""

    owner: Oin
    today: Day
    position: int
    due: int
    followers: list[FollowerPosition]


class SandboxCredential(Wire):
    """A client of the local issuer for one organisation of a sandbox: its key is shown once and kept nowhere."""

    organisation: Oin
    role: str = Field(examples=["purchaser"])
    client_id: str
    private_jwk: dict[str, Any]
    access_token: str


class SandboxOpened(SandboxState):
    """A sandbox tenant as it was opened, with its credentials when asked."""

    credentials: list[SandboxCredential] = []
