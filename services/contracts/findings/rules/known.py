"""What is known around one contract, kept with it for its purchaser alone: it holds what a provider told in confidence."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from services.contracts.findings.rules.facts import Circumstances
from shared.errors import NotFound, Text
from shared.values import new_id


class CircumstancesNotFound(NotFound):
    """Nothing was entered about what stands around the contract, or it is not yours."""

    code = "circumstances-not-found"
    title = Text("Omstandigheden niet gevonden", "Circumstances not found")
    detail = Text(
        "Bij contract {id} zijn geen omstandigheden vastgelegd.",
        "No circumstances were entered with contract {id}.",
    )
    mend = Text(
        "Leg ze vast met PUT /v1/contracts/{id}/circumstances.",
        "Enter them with PUT /v1/contracts/{id}/circumstances.",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractCircumstances:
    """The circumstances of one contract as they are known since a day; only its purchaser sees them."""

    id: UUID
    version: int = 1
    owner: str
    external_reference: str | None = None
    parties: list[str] = field(default_factory=list)
    contract_id: UUID
    known_on: date
    facts: Circumstances


def first_known(owner: str, contract_id: UUID, facts: Circumstances, today: date) -> ContractCircumstances:
    """What is known for the first time."""
    return ContractCircumstances(
        id=new_id(), owner=owner, contract_id=contract_id, known_on=today, facts=facts
    )


def known_anew(
    before: ContractCircumstances, facts: Circumstances, today: date
) -> ContractCircumstances | None:
    """The next version; None where nothing is known otherwise."""
    if before.facts == facts:
        return None
    return replace(before, version=before.version + 1, known_on=today, facts=facts)
