"""What somebody does with a request on its way: the first talk, the application, whether it is acute, its end."""

from pydantic import Field

from shared.schemas.common import Day, Note, Wire
from shared.values.choosing import ClientDelayReason
from shared.values.questions import RequestEnd


class FirstTalk(Wire):
    """Record the first talk (eerste gesprek), which ends the waiting time (R-O06)."""

    held_on: Day
    client_delay_days: int | None = Field(
        default=None,
        ge=1,
        le=3_650,
        description="hoeveel dagen later het gesprek was op verzoek van de inwoner (G-12)",
    )
    client_delay_reason: ClientDelayReason | None = None


class RequestApplication(Wire):
    """Record the application (aanvraag): the term of the decision runs from its day (R-A55)."""

    application_on: Day = Field(description="dag van de aanvraag")


class AcuteFlag(Wire):
    """Say that a question is acute or is not, and why (G-40)."""

    acute: bool
    motive: Note | None = Field(default=None, description="waarom; blijft bij de gemeente")


class RequestEnding(Wire):
    """End a request without a decision or a referral, with the reason."""

    reason: RequestEnd
    note: Note | None = Field(default=None, description="toelichting; blijft bij de gemeente")


__all__ = ["AcuteFlag", "FirstTalk", "RequestApplication", "RequestEnding"]
