"""The four building blocks that every funding agreement needs: parties, performance, reward, period (R-C01)."""

from __future__ import annotations

from services.contracts.contracts.rules.problems import ContractIncomplete
from services.contracts.contracts.rules.terms import Terms
from shared.errors import FieldError, Text
from shared.values import Derivation, Sentence

COMPLETE = Sentence(
    "contract.complete",
    nl="Alle vier bouwstenen zijn gevuld: partijen, prestatie ({agreements} afspraken), beloning en looptijd.",
    en="All four building blocks are filled: parties, performance ({agreements} agreements), reward and period.",
)

_CONSORTIUM = Text("Partijen: noem het samenwerkingsverband.", "Parties: name the consortium.")
_POPULATION = Text("Prestatie: noem de populatie.", "Performance: name the population.")
_AGREEMENTS = Text(
    "Prestatie: maak ten minste één resultaatafspraak.", "Performance: make at least one result agreement."
)
_FUNDING = Text("Beloning: vul de bekostiging.", "Reward: fill in the funding.")
_START = Text("Looptijd: noem de ingangsdatum.", "Period: name the start date.")
_TERM = Text("Looptijd: noem de basislooptijd in maanden.", "Period: name the base term in months.")


def gaps(terms: Terms) -> tuple[FieldError, ...]:
    """Every gap with where it is; its code begins with the building block: parties, performance, reward or period."""
    found = (
        (terms.consortium_id is None, "#/consortiumId", "parties-missing", _CONSORTIUM),
        (terms.population_id is None, "#/populationId", "performance-missing", _POPULATION),
        (not terms.agreements, "#/agreements", "performance-missing", _AGREEMENTS),
        (terms.funding is None, "#/funding", "reward-missing", _FUNDING),
        (terms.start_date is None, "#/startDate", "period-missing", _START),
        (terms.base_term_months is None, "#/baseTermMonths", "period-missing", _TERM),
    )
    return tuple(FieldError(where, code, text, rule="R-C01") for is_gap, where, code, text in found if is_gap)


def check_complete(terms: Terms) -> Derivation:
    """Refuse a contract with gaps, all of them at once. Raises ContractIncomplete."""
    errors = gaps(terms)
    if errors:
        raise ContractIncomplete(errors=errors)
    numbers = {agreement.number for agreement in terms.agreements}
    return Derivation().because("R-C01", COMPLETE, agreements=len(numbers))
