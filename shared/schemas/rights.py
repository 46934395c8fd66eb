"""What a client may do in a service, for its own eyes."""

from typing import Literal

from pydantic import Field

from shared.schemas.common import Oin, Wire
from shared.values.terms import ActorKind

METHODS = Literal["GET", "POST", "PUT", "PATCH", "DELETE"]
Lack = Literal["role", "scope", "endUser"]


class RightAddress(Wire):
    """One operation of the REST API."""

    method: METHODS = Field(description="HTTP-methode")
    path: str = Field(description="pad onder /v1", examples=["/contracts/{contractId}"])


class MyRight(Wire):
    """One row of the matrix (recht): what is done with what, and whether this client may."""

    resource: str = Field(description="waarmee (resource)", examples=["contracts"])
    operation: str = Field(description="wat ermee gebeurt; read is alles wat alleen leest", examples=["read"])
    scope: str | None = Field(description="scope die het token nodig heeft", examples=["contracts:read"])
    persons: bool = Field(description="of het personen raakt: dan noemt het token een eindgebruiker")
    allowed: bool = Field(
        description="of deze client het nu mag; welke rijen hij dan ziet is een andere vraag"
    )
    lacks: list[Lack] = Field(
        description="wat er anders ontbreekt: rol, scope of eindgebruiker", examples=[["scope"]]
    )
    remark: str | None = Field(description="wat behalve de rol wordt beoordeeld (Engels)")
    addresses: list[RightAddress] = Field(description="waar het kan, over REST")
    fields: list[str] = Field(description="waar het kan, in de graaf (GraphQL)", examples=[["contract"]])


class MyRights(Wire):
    """Who a client is to this service (mijn rechten), and what it may do."""

    client_id: str = Field(description="de client")
    role: ActorKind = Field(description="rol; een gemachtigde leverancier heeft die van de machtigingsgever")
    organisations: list[Oin] = Field(description="organisaties voor wie de client nu spreekt")
    acting_for: Oin | None = Field(
        description="de organisatie uit Bedoeling-On-Behalf-Of; leeg = voor zichzelf"
    )
    via: Oin | None = Field(description="de gemachtigde die voor een ander handelt")
    end_user: str | None = Field(description="de persoon achter het verzoek")
    citizen_limit: int | None = Field(
        description="bij zoveel inwoners is de inzage begrensd; leeg = geen grens", ge=0
    )
    scopes: list[str] = Field(description="scopes van het token, of wat een machtiging ervan overlaat")
    rights: list[MyRight] = Field(description="de rijen van de matrix (docs/rights.md)")
