"""A purchaser's limits for findings: its own, or those that everybody begins with."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from uuid import UUID

from services.outcomes.findings.rules.core import Limits
from shared.errors import NotFound, Text
from shared.values import Derivation, Sentence, holds_bsn

_MOST = Sentence(
    "indicator-policy.limits",
    nl="Vanaf nu zijn er te veel indicatoren boven {most}, en telt minder dan {completeness_basis_points} als onvolledig.",
    en="From now on there are too many indicators above {most}, and less than {completeness_basis_points} counts as incomplete.",
)


class IndicatorPolicyNotFound(NotFound):
    """There is no such policy, or it is not yours."""

    code = "indicator-policy-not-found"
    title = Text("Beleid niet gevonden", "Policy not found")
    detail = Text("Er is geen beleid {id}.", "There is no policy {id}.")
    mend = Text("Lees GET /v1/indicator-policy.", "Read GET /v1/indicator-policy.")


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorPolicy:
    """A purchaser's limits; version 1 are the defaults, before it set any."""

    id: UUID
    version: int = 1
    owner: str
    external_reference: str | None = None
    parties: list[str] = field(default_factory=list)
    limits: Limits = field(default_factory=Limits)


def default_policy(owner: str) -> IndicatorPolicy:
    """The limits of a purchaser that set none, under an id that is always the same."""
    salt = 0
    while True:
        digest = hashlib.sha256(f"indicator-policy\x1f{owner}\x1f{salt}".encode()).digest()
        number = int.from_bytes(digest[:16]) & ~(0xF << 76) & ~(0b11 << 62) | 7 << 76 | 0b10 << 62
        if not holds_bsn(str(UUID(int=number))):
            return IndicatorPolicy(id=UUID(int=number), owner=owner)
        salt += 1


def set_limits(known: IndicatorPolicy, limits: Limits) -> tuple[IndicatorPolicy, Derivation] | None:
    """The policy with these limits; None where they hold already."""
    if limits == known.limits:
        return None
    why = Derivation().because(
        "R-O22", _MOST, most=limits.most_indicators,
        completeness_basis_points=limits.completeness_basis_points,
    )  # fmt: skip
    return replace(known, version=known.version + 1, limits=limits), why
