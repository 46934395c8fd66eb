"""A bid (inschrijving, N-118): sealed until the closing moment, then opened, weighed, and won or not."""

from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, model_validator

from shared.errors import Text
from shared.schemas.common import Note, Oin, Reference, Resource, Score, Wire
from shared.schemas.contracts.procedures import Number, check_unique
from shared.schemas.facts import Private
from shared.values.procurements import BidRemark, BidState

_NEGATIVE = Text("Een prijs is niet negatief.", "A price is not negative.")


class BidAnswer(Wire):
    """What a bid says on a criterion: met or not for a demand, a value or a text for an award criterion."""

    criterion: Number
    meets: bool | None = Field(default=None, description="of de inschrijver aan de eis voldoet")
    value: Score | None = Field(default=None, description="waarde op een indicator")
    text: Note | None = Field(default=None, description="het antwoord, voor beoordelaars")


class BidContent(Wire):
    """What a bid offers; nobody but the bidder reads it before the closing moment."""

    price: Score | None = Field(default=None, description="prijs in euro per eenheid, of gevraagde subsidie")
    waiting_days: int | None = Field(default=None, ge=0, le=3650, description="wachttijd in dagen")
    satisfaction: Score | None = Field(default=None, description="cliënttevredenheid, als cijfer")
    client_preference: bool | None = Field(
        default=None, description="of de cliënt deze aanbieder noemt als voorkeur"
    )
    capacity: int | None = Field(
        default=None, ge=0, le=100_000, description="plaatsen die vrij zijn (catalogus)"
    )
    admission_answers: list[BidAnswer] = Field(
        default_factory=list, max_length=50, description="antwoorden op de toelatingseisen"
    )
    award_answers: list[BidAnswer] = Field(
        default_factory=list, max_length=20, description="antwoorden op de gunningscriteria"
    )
    note: Note | None = Field(default=None, description="toelichting van de inschrijver")

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        check_unique(
            *([one.criterion for one in found] for found in (self.admission_answers, self.award_answers))
        )
        if self.price is not None and self.price.startswith("-"):
            raise ValueError(_NEGATIVE)
        return self


class NewBid(BidContent):
    """Bid on a procedure (inschrijven); it can be replaced and withdrawn until the closing moment."""

    external_reference: Reference | None = None
    lot: Number | None = Field(default=None, description="het perceel; leeg = het geheel")


class BidReplacement(BidContent):
    """Put another content in the place of a bid, until the closing moment."""


class CriterionScore(Wire):
    """What a bid got on one award criterion."""

    criterion: Number
    score: Score = Field(description="0 tot 100 punten, afgerond op twee decimalen (half naar boven)")
    weight_basis_points: int = Field(ge=0, le=10_000, description="gewicht van het criterium")
    points: Score = Field(description="score maal gewicht, exact")
    motivation: Note | None = Field(default=None, description="wat de beoordelaars vonden")


class BidOutcome(Wire):
    """What came of a bid: its points, its place, and the demands that it did not meet."""

    total: Score | None = Field(
        description="totaalscore, of bij een veiling de prijs; leeg = zonder rangorde"
    )
    rank: int | None = Field(ge=1, description="plaats in de rangorde; leeg = niet toegelaten")
    scores: list[CriterionScore] = Field(description="per gunningscriterium")
    unmet: list[int] = Field(description="nummers van de eisen waaraan niet is voldaan")
    remarks: list[BidRemark] = Field(description="opmerkingen, zoals een prijs onder de reële prijs (R-C64)")


class Bid(Resource):
    """A bid (inschrijving): its content is shown to its bidder, and to the purchaser once it is opened."""

    # A fact tells of a bid that it is there and how it stands, to its bidder alone: nothing else may be known too early.
    owner: Annotated[Oin, Private] = Field(description="de opdrachtgever van de procedure")
    external_reference: Annotated[str | None, Private] = Field(
        default=None, description="eigen kenmerk van de inschrijver"
    )
    state: BidState = Field(description="toestand van de inschrijving")
    procurement_id: Annotated[UUID, Private] = Field(description="de procedure")
    lot: Annotated[int | None, Private] = Field(description="het perceel; leeg = het geheel")
    bidder: Annotated[Oin, Private] = Field(description="de inschrijver")
    submitted_at: Annotated[datetime, Private] = Field(description="wanneer deze inhoud is ingediend")
    content: Annotated[BidContent | None, Private] = Field(
        description="wat wordt aangeboden; leeg zolang de inschrijving gesloten is"
    )
    outcome: Annotated[BidOutcome | None, Private] = Field(
        description="score en plaats; de inschrijver ziet die vanaf de gunning"
    )
