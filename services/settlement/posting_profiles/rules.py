"""Where an account lands in the municipality's own books: one place on a day, a contract's own before that of all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from services.settlement.ledger.rules import ACCOUNTS
from shared.errors import FieldError, InvalidInput, NotFound, Refused, Text
from shared.values.posting import VatTreatment


class PostingProfileNotFound(NotFound):
    """There is no such posting profile, or it is not yours."""

    code = "posting-profile-not-found"
    title = Text("Boekingsprofiel niet gevonden", "Posting profile not found")
    detail = Text("Er is geen boekingsprofiel {id}.", "There is no posting profile {id}.")
    mend = Text("Controleer het kenmerk.", "Check the identifier.")


class PostingProfileInvalid(InvalidInput):
    """A profile names what is not there, or ends before it begins; `errors` says where."""

    code = "posting-profile-invalid"
    rule = "F-39"
    title = Text("Het boekingsprofiel klopt niet", "The posting profile is not right")
    detail = Text(
        "Dit boekingsprofiel kan zo niet worden vastgelegd.", "This posting profile cannot be kept like this."
    )
    mend = Text("Herstel wat in errors staat.", "Mend what errors says.")


class ProfileOverlaps(Refused):
    """On a day an account of a contract lands on one place."""

    code = "posting-profile-overlaps"
    rule = "F-39"
    title = Text("Er geldt al een boekingsprofiel", "A posting profile holds already")
    detail = Text(
        "Profiel {id} geldt al voor deze rekening vanaf {valid_from}.",
        "Profile {id} holds already for this account from {valid_from}.",
    )
    mend = Text(
        "Beëindig dat profiel eerst, of kies een latere eerste dag.",
        "End that profile first, or choose a later first day.",
    )


_UNKNOWN = Text("Deze rekening is er niet; zie de rekeningen.", "There is no such account; see the accounts.")
_CONTRACT = Text("De afrekening kent dit contract niet.", "Settlement does not know this contract.")
_BACKWARDS = Text("De laatste dag ligt vóór de eerste.", "The last day lies before the first.")


@dataclass(frozen=True, slots=True)
class PostingProfile:
    """From a first day up to and including a last, the place of an account; without a contract, of all contracts."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    contract_id: UUID | None
    account: str
    ledger_account: str
    cost_centre: str | None
    task_field: str | None
    vat_treatment: VatTreatment
    valid_from: date
    valid_until: date | None


def admit(new: PostingProfile, others: Iterable[PostingProfile], *, known: bool) -> PostingProfile:
    """A new profile beside those of the same account and contract; `known` is whether settlement knows the contract.

    Of an account that has a profile from 1-1 without a last day, one from 1-7 is refused until the first ends on 30-6.
    Raises PostingProfileInvalid, ProfileOverlaps.
    """
    errors = []
    if new.account not in ACCOUNTS:
        errors.append(FieldError("#/account", "account-unknown", _UNKNOWN, rule="F-39"))
    if not known:
        errors.append(FieldError("#/contractId", "contract-unknown", _CONTRACT, rule="F-39"))
    if new.valid_until is not None and new.valid_until < new.valid_from:
        errors.append(FieldError("#/validUntil", "period-backwards", _BACKWARDS, rule="F-39"))
    if errors:
        raise PostingProfileInvalid(errors=tuple(errors))
    for other in others:
        if new.valid_from <= (other.valid_until or date.max) and other.valid_from <= (
            new.valid_until or date.max
        ):
            raise ProfileOverlaps(id=other.id, valid_from=other.valid_from)
    return new


class EndingRefused(Refused):
    """A profile ends on a day on which it holds, and never later than it did."""

    code = "posting-profile-ending-refused"
    rule = "F-39"
    title = Text("Het boekingsprofiel kan zo niet eindigen", "The posting profile cannot end like this")
    detail = Text(
        "Op {last_day} geldt dit profiel niet; het geldt van {valid_from} tot en met {valid_until}.",
        "On {last_day} this profile does not hold; it holds from {valid_from} until {valid_until}.",
    )
    mend = Text(
        "Kies een dag waarop het profiel geldt; leg daarna een nieuw profiel vast.",
        "Choose a day on which the profile holds; then add a new profile.",
    )


def end(profile: PostingProfile, last_day: date) -> PostingProfile:
    """The profile with its last day; journals that were made keep what they say. Raises EndingRefused."""
    if not profile.valid_from <= last_day <= (profile.valid_until or date.max):
        raise EndingRefused(
            last_day=last_day, valid_from=profile.valid_from, valid_until=profile.valid_until or "…"
        )
    return replace(profile, version=profile.version + 1, valid_until=last_day)


Places = Mapping[tuple[str, UUID | None], list[PostingProfile]]


def places(profiles: Iterable[PostingProfile]) -> Places:
    """The profiles by account and contract, to look up many lines in."""
    found: dict[tuple[str, UUID | None], list[PostingProfile]] = {}
    for one in profiles:
        found.setdefault((one.account, one.contract_id), []).append(one)
    return found


def place_of(known: Places, account: str, contract_id: UUID | None, day: date) -> PostingProfile | None:
    """Where an account of a contract lands on a day: by its own profile, else by that of all contracts, else nowhere."""
    scopes = [contract_id, None] if contract_id is not None else [None]
    for scope in scopes:
        for one in known.get((account, scope), []):
            if one.valid_from <= day <= (one.valid_until or date.max):
                return one
    return None


__all__ = [
    "EndingRefused",
    "Places",
    "PostingProfile",
    "PostingProfileInvalid",
    "PostingProfileNotFound",
    "ProfileOverlaps",
    "admit",
    "end",
    "place_of",
    "places",
]
