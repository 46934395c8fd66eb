"""What each form of sharing savings asks of its parties (N-36, N-121)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from shared.errors import FieldError, NotFound, Refused, Text
from shared.values import Derivation, Money, Sentence, Share
from shared.values.agreements import BaselineMethod, SharingForm
from shared.values.steering import SavingsRole

AGREED = Sentence(
    "shared-savings.agreed",
    nl="Gedeeld wordt wat minder kost dan {baseline_cents} per jaar ({method}, trend {trend} basispunten); {payer} betaalt uit.",
    en="What costs less than {baseline_cents} a year is shared ({method}, trend {trend} basis points); {payer} pays out.",
)
SHARE = Sentence(
    "shared-savings.share",
    nl="{party} krijgt {result_basis_points} van de besparing.",
    en="{party} gets {result_basis_points} of the savings.",
)
_WHOLE = 10_000
_BUYERS = frozenset({SavingsRole.MUNICIPALITY, SavingsRole.INSURER, SavingsRole.CARE_OFFICE})


@dataclass(frozen=True, slots=True, kw_only=True)
class SavingsParty:
    """A party and its part, in basis points."""

    oin: str
    role: SavingsRole
    share_basis_points: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedSavingsAgreement:
    """An agreement in one version; the baseline in cents a year, trend and shares in basis points."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    name: str
    contract_id: UUID | None
    form: SharingForm
    valid_from: date
    valid_until: date
    baseline_method: BaselineMethod
    baseline_cents: int
    baseline_year: int
    trend_basis_points: int
    minimum_savings_basis_points: int
    shares_losses: bool
    quality_gate: bool
    parties_sharing: list[SavingsParty]
    payer: str
    terms: str | None


class SharedSavingsAgreementNotFound(NotFound):
    """There is no such agreement, or it is not yours."""

    code = "shared-savings-agreement-not-found"
    title = Text("Afspraak over besparingen niet gevonden", "Shared-savings agreement not found")
    detail = Text("Er is geen afspraak {id}.", "There is no agreement {id}.")
    mend = Text(
        "Controleer het kenmerk, of zoek op contract.", "Check the identifier, or search by contract."
    )


class SharedSavingsRefused(Refused):
    """The parties do not fit the form, or their shares are not the whole (N-36)."""

    code = "shared-savings-refused"
    rule = "N-36"
    title = Text("De besparing is zo niet te verdelen", "The savings cannot be divided like this")
    detail = Text(
        "De delen tellen op tot het geheel, de partijen passen bij de vorm, en de betaler is er een van; zie errors.",
        "The shares add up to the whole, the parties fit the form, and the payer is one of them; see errors.",
    )
    mend = Text("Verbeter wat errors noemen.", "Mend what errors name.")


def agree(made: SharedSavingsAgreement) -> tuple[SharedSavingsAgreement, Derivation]:
    """The agreement as it enters, read by its parties. Raises SharedSavingsRefused with every fault."""
    faults = [*_shares(made), *_roles(made)]
    if made.payer not in {one.oin for one in made.parties_sharing}:
        told = Text("De betaler is geen van de partijen.", "The payer is none of the parties.")
        faults.append(FieldError("#/payer", "payer-no-party", told, rule="N-121"))
    if made.trend_basis_points and made.baseline_method is not BaselineMethod.TREND:
        told = Text(
            "Een vaste uitgangssituatie heeft geen trend.", "A fixed starting situation has no trend."
        )
        faults.append(FieldError("#/trendBasisPoints", "trend-unused", told, rule="G-46"))
    if made.baseline_year > made.valid_from.year:
        told = Text(
            "De uitgangssituatie ligt na het begin van de periode.",
            "The baseline lies after the period begins.",
        )
        faults.append(FieldError("#/baselineYear", "baseline-later", told, rule="G-46"))
    if faults:
        raise SharedSavingsRefused(errors=tuple(faults))
    why = Derivation().because(
        "N-121",
        AGREED,
        baseline_cents=Money(made.baseline_cents),
        method=made.baseline_method,
        trend=made.trend_basis_points,
        payer=made.payer,
    )
    for one in made.parties_sharing:
        why = why.because("N-121", SHARE, Share(one.share_basis_points), party=one.oin)
    parties = sorted({one.oin for one in made.parties_sharing} - {made.owner})
    return replace(made, parties=parties), why


def _shares(made: SharedSavingsAgreement) -> list[FieldError]:
    total = sum(one.share_basis_points for one in made.parties_sharing)
    if total == _WHOLE:
        return []
    told = Text(
        f"De delen tellen op tot {total} basispunten, niet tot {_WHOLE}.",
        f"The shares add up to {total} basis points, not to {_WHOLE}.",
    )
    return [FieldError("#/partiesSharing", "shares-not-whole", told, rule="N-121")]


def _roles(made: SharedSavingsAgreement) -> list[FieldError]:
    """Municipality with providers; providers among each other; purchasers among each other (N-36)."""
    roles = [one.role for one in made.parties_sharing]
    providers = roles.count(SavingsRole.PROVIDER)
    buyers = sum(role in _BUYERS for role in roles)
    match made.form:
        case SharingForm.MUNICIPALITY_PROVIDERS:
            fits = SavingsRole.MUNICIPALITY in roles and providers > 0 and buyers == 1
            told = Text(
                "Deze vorm heeft één gemeente en ten minste één aanbieder.",
                "This form has one municipality and at least one provider.",
            )
        case SharingForm.AMONG_PROVIDERS:
            fits = buyers == 0
            told = Text("Deze vorm heeft alleen aanbieders.", "This form has providers only.")
        case SharingForm.AMONG_PURCHASERS:
            fits = providers == 0 and SavingsRole.MUNICIPALITY in roles and len(set(roles)) > 1
            told = Text(
                "Deze vorm heeft een gemeente met een zorgverzekeraar of zorgkantoor.",
                "This form has a municipality with an insurer or a care office.",
            )
    return [] if fits else [FieldError("#/partiesSharing", "roles-unfit", told, rule="N-36")]
