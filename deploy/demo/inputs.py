"""The inputs of the demo: the files of demo/alphen as the services' own schemas, references to parties filled in."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic.alias_generators import to_camel

from deploy.settings import ROOT, Trouble
from shared.schemas.contracts import (
    NewAmendment,
    NewConsortium,
    NewContract,
    NewMandate,
    NewOrganisation,
    NewPopulation,
)
from shared.schemas.outcomes import NewAuditStatement
from shared.schemas.settlement import NewBankAccount

FOLDER = ROOT / "demo" / "alphen"
OWNER = "gemeente"
Made = TypeVar("Made")


class _Line(BaseModel):
    """Base of what only the demo reads: camelCase in the file, unknown fields refused."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="forbid", frozen=True)


class PartyLine(_Line):
    """A party: the key by which the other files call it, and what is registered of it."""

    key: str
    kind: str
    name: str
    municipality_code: str | None = None
    agb_code: str | None = None


class Registration(_Line):
    """A file of measurements and the day on which it is sent."""

    on: date
    file: str


class Plan(_Line):
    """What happens when."""

    year: int
    opens_on: date
    drafts_on: date
    signs_on: date
    activates_on: date
    registrations: list[Registration]
    amends_on: date
    release_too_early_on: date
    audits_on: date
    releases_on: date
    closes_on: date


class Attempt(_Line):
    """A citizen's question and how it is handled; `expect` names the rule that refuses this attempt."""

    reference: str
    citizen: str
    contact_on: date
    path: str = Field(pattern="^(general|tailorMade)$")
    first_talk_on: date
    handled_on: date
    provider: str
    consultant: str
    answer: str | None = Field(pattern="^(accept|refuse)$")
    product_category: str | None
    product_code: str | None
    start_date: date | None
    end_date: date | None
    volume: int | None
    unit: str | None
    frequency: str | None
    motivation: str | None
    expect: str | None


class Inputs:
    """Everything that the demo reads, with the OINs of run `number` (up to ten digits) filled in.

    Each part is read when it is first asked for. Raises Trouble naming the file and the field.
    """

    def __init__(self, number: int, folder: Path = FOLDER) -> None:
        self._folder = folder
        self.oins: dict[str, str] = {}
        self.parties = self._many("organisations.json", "organisations", PartyLine.model_validate)
        self.oins = {one.key: f"00000099{number:010}{index:02}" for index, one in enumerate(self.parties, 1)}
        self.plan = self._one("year.json", Plan.model_validate)

    @cached_property
    def organisations(self) -> list[NewOrganisation]:
        """The parties as they are registered, each under its key as reference."""
        return [
            NewOrganisation.model_validate(
                {"externalReference": one.key, "oin": self.oins[one.key]}
                | one.model_dump(by_alias=True, exclude={"key"}, exclude_none=True)
            )
            for one in self.parties
        ]

    @cached_property
    def consortium(self) -> NewConsortium:
        """The consortium of 8 providers."""
        return self._one("consortium.json", NewConsortium.model_validate)

    @cached_property
    def lead(self) -> str:
        """The key of the member that is paid and signs for the consortium."""
        lead = next(member.oin for member in self.consortium.members if member.payment_lead)
        return next(key for key, oin in self.oins.items() if oin == lead)

    @cached_property
    def population(self) -> NewPopulation:
        """Whom the contract is for."""
        return self._one("population.json", NewPopulation.model_validate)

    @cached_property
    def mandates(self) -> list[NewMandate]:
        """Who may take access decisions."""
        return self._many("mandates.json", "mandates", NewMandate.model_validate)

    @cached_property
    def contract(self) -> NewContract:
        """The contract with its ten result agreements, without the ids of consortium and population."""
        return self._one("contract.json", NewContract.model_validate)

    @property
    def contract_start(self) -> date:
        """The first day of the contract."""
        assert self.contract.start_date is not None, "contract.json has a start date"
        return self.contract.start_date

    @cached_property
    def incomplete(self) -> NewContract:
        """A draft that lacks building blocks (R-C01)."""
        return self._one("contract-incomplete.json", NewContract.model_validate)

    @cached_property
    def subsidy(self) -> NewContract:
        """A subsidy with a retention on results (R-C09)."""
        return self._one("contract-subsidy.json", NewContract.model_validate)

    @cached_property
    def amendment(self) -> NewAmendment:
        """The amendment of the budget (R-C07)."""
        return self._one("amendment.json", NewAmendment.model_validate)

    @cached_property
    def accounts(self) -> list[NewBankAccount]:
        """The bank accounts, the payer's first."""
        return self._many("bank-accounts.json", "accounts", NewBankAccount.model_validate)

    @cached_property
    def attempts(self) -> list[Attempt]:
        """The lines of requests.csv in their order."""
        lines = (line for line in self._text("requests.csv").splitlines() if not line.startswith("#"))
        rows = [{name: value or None for name, value in row.items()} for row in csv.DictReader(lines)]
        return [self._made("requests.csv", Attempt.model_validate, row) for row in rows]

    def statement(self, contract_id: str) -> NewAuditStatement:
        """The accountant's statement on the contract (R-O28)."""
        named = {"contractId": contract_id}
        return self._one(
            "audit-statement.json", lambda found: NewAuditStatement.model_validate(found | named)
        )

    def measurements(self, file: str, contract_id: str) -> bytes:
        """A file of measurements as it is sent: in front of every line the contract that it is about."""
        header, *lines = self._text(file).splitlines()
        return "\n".join([f"contractId,{header}", *(f"{contract_id},{line}" for line in lines), ""]).encode()

    def _one(self, file: str, make: Callable[[Any], Made]) -> Made:
        return self._made(file, make, self._json(file))

    def _many(self, file: str, name: str, make: Callable[[Any], Made]) -> list[Made]:
        return [self._made(file, make, one) for one in self._json(file)[name]]

    def _json(self, file: str) -> dict[str, Any]:
        try:
            found = self._filled(json.loads(self._text(file)))
        except ValueError as error:
            raise _unusable(file, str(error)) from error
        return {name: value for name, value in found.items() if name != "//"}

    def _filled(self, value: Any) -> Any:
        """The same value with "@key" replaced by that party's OIN."""
        if isinstance(value, dict):
            return {name: self._filled(one) for name, one in value.items()}
        if isinstance(value, list):
            return [self._filled(one) for one in value]
        if isinstance(value, str) and value.startswith("@"):
            if value[1:] not in self.oins:
                raise ValueError(f"{value} is not in organisations.json")
            return self.oins[value[1:]]
        return value

    def _made(self, file: str, make: Callable[[Any], Made], value: Any) -> Made:
        try:
            return make(value)
        except ValidationError as error:
            first = error.errors()[0]
            where = "/".join(str(part) for part in first["loc"])
            raise _unusable(file, f"{where}: {first['msg']}") from error

    def _text(self, file: str) -> str:
        try:
            return (self._folder / file).read_text("utf-8")
        except OSError as error:
            raise _unusable(file, error.strerror or "cannot be read") from error


def _unusable(file: str, reason: str) -> Trouble:
    return Trouble(
        f"demo/alphen/{file} cannot be used ({reason}); mend it, or put it back with git.",
        f"demo/alphen/{file} is niet te gebruiken ({reason}); herstel het, of zet het terug met git.",
    )
