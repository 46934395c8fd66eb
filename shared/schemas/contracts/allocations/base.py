"""What the variants of a division share: codes of parts, each once."""

from typing import Annotated

from pydantic import Field

from shared.errors import Text
from shared.schemas.common import Cents, Name, Wire
from shared.schemas.facts import Private
from shared.values.findings import FindingSeverity

PartCode = Annotated[
    str, Field(pattern=r"^[A-Za-z0-9._-]{1,40}$", description="code van het deel", examples=["wijk-a"])
]
Count = Annotated[int, Field(ge=0, le=20_000_000)]

_TWICE = Text("Elke code komt één keer voor.", "Every code comes once.")


def check_codes(codes: list[str]) -> None:
    """Every code comes once, else ValueError."""
    if len(set(codes)) < len(codes):
        raise ValueError(_TWICE)


class CurrentBudget(Wire):
    """What a part has now."""

    code: PartCode
    name: Name | None = None
    amount_cents: Cents


class BudgetRemark(Wire):
    """What is to be remarked about a budget, a ceiling or a guarantee: the rule, a stable code, and a sentence in two languages."""

    rule: str = Field(pattern=r"^[A-Z]-[A-Z0-9.]{1,8}$", examples=["R-C16"])
    code: str = Field(pattern=r"^[a-z0-9-]{1,60}$", examples=["formation-out-of-range"])
    severity: FindingSeverity
    part: PartCode | None = Field(default=None, description="code van het deel; leeg = het geheel")
    # The code says it to who follows the facts.
    text_nl: Annotated[str, Private]
    text_en: Annotated[str, Private]
