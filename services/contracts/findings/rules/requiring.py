"""No contract is offered, signed or brought into force with an error among its findings (R-C35, R-C38, R-C64)."""

from __future__ import annotations

from services.contracts.findings.rules.outcome import ContractFindings
from shared.errors import FieldError, Refused, Text
from shared.values.findings import FindingSeverity


class ErrorsFound(Refused):
    """A finding of severity error stands in the way; errors lists each with its rule and what clears it."""

    code = "contract-errors-found"
    title = Text("Het contract bevat een fout", "The contract holds an error")
    detail = Text(
        "Zo kan contract {number} niet worden gesloten; zie errors.",
        "Contract {number} cannot be concluded like this; see errors.",
    )
    mend = Text(
        "Herstel elke fout; GET /v1/contracts/{id}/findings noemt ook de waarschuwingen.",
        "Mend every error; GET /v1/contracts/{id}/findings names the warnings as well.",
    )


def require_no_errors(number: str, assessed: ContractFindings) -> None:
    """Refuse a contract with findings of severity error. Raises ErrorsFound with every one of them."""
    errors = tuple(
        FieldError(
            one.where,
            one.code,
            Text(f"{one.reason.nl} Herstel: {one.clears.nl}", f"{one.reason.en} Mend: {one.clears.en}"),
            rule=one.rule,
        )
        for one in assessed.findings
        if one.severity is FindingSeverity.ERROR
    )
    if errors:
        raise ErrorsFound(errors=errors, number=number, id=assessed.contract_id)
