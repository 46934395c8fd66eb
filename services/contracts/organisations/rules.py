"""What an organisation is to the contracts that name it, and what is known of it (N-100, N-102)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from shared.errors import FieldError, NotFound, Refused, Text
from shared.values.arrangements import RoleModel, Scenario
from shared.values.organisations import FinancialSignal, OrganisationSize
from shared.values.terms import OrganisationKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """An organisation under its OIN, as one purchaser registered it; amounts in cents."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    oin: str
    kind: OrganisationKind
    name: str
    municipality_code: str | None = None
    agb_code: str | None = None
    region: str | None = None
    inhabitants: int | None = None
    inhabitants_on: date | None = None
    role_model: RoleModel | None = None
    scenario: Scenario | None = None
    own_risk_provision_cents: int | None = None
    sectors: list[str] = field(default_factory=list)
    size: OrganisationSize | None = None
    main_area_codes: list[str] = field(default_factory=list)
    financial_signal: FinancialSignal | None = None
    financial_signal_on: date | None = None


class OrganisationNotFound(NotFound):
    """There is no such organisation, or it is not yours."""

    code = "organisation-not-found"
    title = Text("Organisatie niet gevonden", "Organisation not found")
    detail = Text("Er is geen organisatie {id}.", "There is no organisation {id}.")
    mend = Text("Controleer het kenmerk, of zoek op OIN.", "Check the identifier, or search by OIN.")


class OrganisationExists(Refused):
    """The OIN was registered before."""

    code = "organisation-exists"
    title = Text("De organisatie bestaat al", "The organisation exists already")
    detail = Text("OIN {oin} is al geregistreerd.", "OIN {oin} is registered already.")
    mend = Text("Zoek de organisatie op haar OIN.", "Find the organisation by its OIN.")


class OrganisationRefused(Refused):
    """What is said of the organisation does not go together; errors lists each point."""

    code = "organisation-refused"
    title = Text("Deze gegevens passen niet bij elkaar", "These facts do not go together")
    detail = Text(
        "Een inwonertal en een financieel signaal horen bij een dag; errors noemt wat ontbreekt.",
        "A number of inhabitants and a financial signal belong to a day; errors lists what is missing.",
    )
    mend = Text("Noem beide, of haal beide weg.", "Name both, or take both away.")


_WITHOUT_DAY = Text(
    "Een inwonertal noemt zijn peildatum, en omgekeerd.",
    "A number of inhabitants names its reference date, and the other way round.",
)
_WITHOUT_SIGNAL_DAY = Text(
    "Een financieel signaal noemt zijn dag, en omgekeerd.",
    "A financial signal names its day, and the other way round.",
)


def check_days(organisation: Organisation) -> None:
    """What is counted or signalled has its day. Raises OrganisationRefused with every point at once."""
    errors = tuple(_without_day(organisation))
    if errors:
        raise OrganisationRefused(errors=errors)


def _without_day(one: Organisation) -> Iterator[FieldError]:
    if (one.inhabitants is None) != (one.inhabitants_on is None):
        yield FieldError("#/inhabitantsOn", "without-day", _WITHOUT_DAY, rule="N-100")
    if (one.financial_signal is None) != (one.financial_signal_on is None):
        yield FieldError("#/financialSignalOn", "without-day", _WITHOUT_SIGNAL_DAY, rule="N-102")
