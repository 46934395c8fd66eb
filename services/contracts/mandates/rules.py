"""Who may decide for the municipality, and until when (R-A03, F-10)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from shared.errors import NotFound, Refused, Text
from shared.values import Derivation, Sentence
from shared.values.terms import Law

WITHDRAWN = Sentence(
    "mandate.withdrawn",
    nl="Het mandaat gold tot en met {was}; de laatste dag is nu {result}.",
    en="The mandate held up to and including {was}; its last day is now {result}.",
)


@dataclass(frozen=True, slots=True)
class Mandate:
    """The right of one user, in a role, to take access decisions under a law from the first day to the last."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    holder: str
    role: str
    law: Law
    valid_from: date
    valid_until: date | None


class MandateNotFound(NotFound):
    """There is no such mandate, or it is not yours."""

    code = "mandate-not-found"
    title = Text("Mandaat niet gevonden", "Mandate not found")
    detail = Text("Er is geen mandaat {id}.", "There is no mandate {id}.")
    mend = Text("Controleer het kenmerk, of zoek op houder.", "Check the identifier, or search by holder.")


class WithdrawalRefused(Refused):
    """The last day would be later than agreed, before the first, or in the past."""

    code = "mandate-withdrawal-refused"
    rule = "R-A03"
    title = Text("Het mandaat kan zo niet worden ingetrokken", "The mandate cannot be withdrawn like this")
    detail = Text(
        "De laatste dag {valid_until} ligt niet tussen {earliest} en {latest}.",
        "The last day {valid_until} does not lie between {earliest} and {latest}.",
    )
    mend = Text(
        "Kies een dag vanaf vandaag, niet voor het begin en niet na de huidige laatste dag; verlengen is een nieuw mandaat.",
        "Choose a day from today on, not before the start nor after the present last day; a longer one is a new mandate.",
    )


def withdraw(mandate: Mandate, valid_until: date, today: date) -> tuple[Mandate, Derivation]:
    """Bring the last day forward; decisions of earlier days keep their mandate. Raises WithdrawalRefused."""
    earliest, latest = max(today, mandate.valid_from), mandate.valid_until
    if valid_until < earliest or (latest is not None and valid_until > latest):
        raise WithdrawalRefused(valid_until=valid_until, earliest=earliest, latest=latest or "∞")
    why = Derivation().because("R-A03", WITHDRAWN, valid_until, was=latest)
    return replace(mandate, version=mandate.version + 1, valid_until=valid_until), why
