"""Whether subsidies are applied properly: which clauses of a subsidy reach for results (F-18, F-19, R-C09)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from services.contracts.contracts.rules import Contract, Terms
from services.contracts.findings.rules.legal import incentive_clauses
from shared.errors import Text
from shared.values.arrangements import OptionCondition
from shared.values.findings import ClauseKind
from shared.values.terms import ContractState


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultClause:
    """A clause of a subsidy that reaches for results: what it is, where, and whether its consequence can be enforced."""

    kind: ClauseKind
    where: str
    name: Text
    enforceable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SubsidyCheck:
    """A subsidy with its result clauses."""

    contract_id: UUID
    contract_version: int
    owner: str
    number: str
    name: str
    state: ContractState
    clauses: list[ResultClause]

    @property
    def id(self) -> UUID:
        """The contract: by it the list is in order."""
        return self.contract_id


def clauses(terms: Terms) -> Iterator[ResultClause]:
    """The clauses on results; of these only not renewing (a conditional extension) can be enforced in a subsidy."""
    for index, one in enumerate(terms.agreements):
        where, name = f"#/agreements/{index}", Text(one.name, one.name)
        yield ResultClause(kind=ClauseKind.RESULT_AGREEMENT, where=where, name=name, enforceable=False)
    for where, what in incentive_clauses(terms):
        by_form = where.startswith("#/fundingAgreements")
        found = ClauseKind.FUNDING_ON_RESULTS if by_form else ClauseKind.INCENTIVE_ON_RESULTS
        yield ResultClause(kind=found, where=where, name=what, enforceable=False)
    for index, option in enumerate(terms.extension_options):
        if option.condition is not OptionCondition.FREE:
            name = Text(
                f"Verlengingsoptie {option.number} op voorwaarde",
                f"Extension option {option.number} on a condition",
            )
            yield ResultClause(
                kind=ClauseKind.CONDITIONAL_EXTENSION,
                where=f"#/extensionOptions/{index}/condition",
                name=name,
                enforceable=True,
            )


def check(contract: Contract) -> SubsidyCheck:
    """A subsidy held against what can be enforced."""
    return SubsidyCheck(
        contract_id=contract.id,
        contract_version=contract.version,
        owner=contract.owner,
        number=contract.number,
        name=contract.name,
        state=contract.state,
        clauses=list(clauses(contract)),
    )
