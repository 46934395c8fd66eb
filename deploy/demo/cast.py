"""Who acts in the demo: the municipality's people, the consortium's members and the auditor, each with a token of their own."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

import httpx

from deploy.demo.inputs import OWNER, Inputs
from deploy.demo.wire import problem_path
from deploy.sandbox import Party, Tenant, open_tenant
from deploy.settings import Trouble
from shared.clients.base import Client, Refusal

Kind = TypeVar("Kind", bound=Client)

CONTRACT_MANAGER = "contractmanager"
ALDERMAN = "wethouder"
FRONT_DESK = "toegang"
CONTROLLER = "controller"
CASHIER = "kassier"
SECOND_CASHIER = "tweede-kassier"
_ROLES = {"municipality": "purchaser", "provider": "provider", "auditor": "auditor"}

STEPS = (
    "activate-incomplete-contract",
    "draft-subsidy-with-retention",
    "decide-without-mandate",
    "decide-with-retroactive-start",
    "refuse-referral",
    "amend-without-reason",
    "release-too-early",
    "release-twice",
)
"""Every refusal of the year, in the order in which it is told."""


class Surprise(Exception):  # noqa: N818
    """The year went otherwise than it is written: a service allowed what it must refuse, or the other way around."""


@dataclass(slots=True)
class Cast:
    """The people of one run, what they have in common, and what was refused to them."""

    inputs: Inputs
    tenant: Tenant
    contract: UUID | None = None
    _refusals: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def contract_id(self) -> UUID:
        """The contract that the year is about."""
        assert self.contract is not None, "the contract is drafted on the first day"
        return self.contract

    @property
    def refusals(self) -> list[dict[str, Any]]:
        """What was refused, in the order of STEPS: step, status, type (a path) and rule."""
        return [self._refusals[step] for step in STEPS if step in self._refusals]

    def municipality(self, kind: type[Kind], person: str, language: str = "nl") -> Kind:
        """A service as someone at the municipality sees it."""
        return self.tenant.client(kind, self.inputs.oins[OWNER], person, language=language)

    def member(self, kind: type[Kind], key: str) -> Kind:
        """A service as a member of the consortium sees it."""
        return self.tenant.client(kind, self.inputs.oins[key], f"medewerker-{key}")

    def lead(self, kind: type[Kind]) -> Kind:
        """A service as the director of the lead contractor sees it."""
        return self.tenant.client(kind, self.inputs.oins[self.inputs.lead], "bestuurder")

    def auditor(self, kind: type[Kind]) -> Kind:
        """A service as the auditor sees it, by a token of its own."""
        key = next(one.key for one in self.inputs.parties if one.kind == "auditor")
        return self.tenant.client(kind, self.inputs.oins[key], "registeraccountant")

    def key(self, step: str) -> str:
        """The idempotency key of a step: the same step, repeated or after a restart, is the same write."""
        return f"demo/{self.tenant.owner}/{step}"

    def note(self, step: str, status: int, type_: str | None, rule: str) -> None:
        """Write down what was refused."""
        self._refusals[step] = {"step": step, "status": status, "type": type_, "rule": rule}

    async def refused(self, step: str, rule: str, asked: Awaitable[object], *mentions: str) -> Refusal:
        """Ask what must be refused by a rule, with a problem that mentions each of `mentions`. Raises Surprise."""
        try:
            await asked
        except Refusal as refusal:
            told = str(refusal.problem)
            missing = [one for one in mentions if one not in told]
            if refusal.problem.get("rule") != rule or missing:
                raise Surprise(f"{step}: expected {rule} {missing}, got {refusal.status} {told}") from refusal
            self.note(step, refusal.status, problem_path(refusal), rule)
            return refusal
        raise Surprise(f"{step}: {rule} did not refuse it")


async def assemble(
    urls: Mapping[str, str], issuer_folder: Path, http: httpx.AsyncClient, seed: int | None = None
) -> Cast:
    """The inputs with fresh OINs (or those of `seed`), everybody registered, the tenant on its first day. Raises Trouble."""
    inputs = Inputs(secrets.randbelow(10**10) if seed is None else seed)
    roles = {one.key: _ROLES[one.kind] for one in inputs.parties}
    first, *others = sorted(inputs.oins, key=lambda key: key != OWNER)
    parties = [Party(inputs.oins[key], roles[key]) for key in (first, *others)]
    tenant = await open_tenant(urls, issuer_folder, parties, inputs.plan.opens_on, http)
    if tenant.clock.today != inputs.plan.opens_on:
        raise Trouble(
            f"The year with --seed {seed} was lived before, up to {tenant.clock.today}; choose another or leave it out.",
            f"Het jaar met --seed {seed} is al beleefd, tot {tenant.clock.today}; kies een andere of laat het weg.",
        )
    return Cast(inputs, tenant)
