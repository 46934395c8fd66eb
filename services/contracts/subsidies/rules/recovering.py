"""Recovery of what was paid unduly (Awb 4:57)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from services.contracts.subsidies.rules.problems import RecoveryRefused
from services.contracts.subsidies.rules.subsidy import RecoveryDecision, Subsidy
from shared.errors import FieldError, Text
from shared.values import Derivation, Money, Sentence
from shared.values.subsidies import SubsidyState

RECOVERED = Sentence(
    "subsidy.recovered",
    nl="Teruggevorderd op {decided_on}: {amount_cents}; in totaal {result_cents} van {undue_cents}.",
    en="Recovered on {decided_on}: {amount_cents}; in all {result_cents} of {undue_cents}.",
)


def recover(
    subsidy: Subsidy, amount_cents: int, motivation: str | None, today: date
) -> tuple[Subsidy, Derivation]:
    """Decide to recover an amount in cents that was paid unduly, within five years (Awb 4:57).

    Raises RecoveryRefused with every fault.
    """
    undue = -(subsidy.settlement_cents or 0)
    total = subsidy.recovered_cents + amount_cents
    faults = []
    if subsidy.state is not SubsidyState.DETERMINED or undue <= 0:
        told = Text("Er is niets onverschuldigd betaald.", "Nothing was paid unduly.")
        faults.append(FieldError("#", "nothing-undue", told))
    elif total > undue:
        still = Money(undue - subsidy.recovered_cents)
        told = Text(f"Er staat {still.text('nl')} open.", f"{still.text('en')} is open.")
        faults.append(FieldError("#/amountCents", "above-undue", told))
    if subsidy.recoverable_until is not None and today > subsidy.recoverable_until:
        told = Text("Vijf jaren zijn verstreken.", "Five years have passed.")
        faults.append(FieldError("#", "five-years-passed", told, rule="Awb 4:57"))
    if faults:
        raise RecoveryRefused(errors=tuple(faults))
    why = Derivation().because(
        "Awb 4:57", RECOVERED, Money(total),
        decided_on=today, amount_cents=Money(amount_cents), undue_cents=Money(undue),
    )  # fmt: skip
    decided = [
        *subsidy.recoveries,
        RecoveryDecision(decided_on=today, amount_cents=amount_cents, motivation=motivation),
    ]
    return replace(subsidy, version=subsidy.version + 1, recoveries=decided, recovered_cents=total), why
