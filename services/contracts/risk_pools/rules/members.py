"""Who is a member of a risk pool by its own word, and whether a municipality has a risk policy (R-C59)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from services.contracts.risk_pools.rules.pools import PoolConfirmation, RiskPool
from shared.errors import NotAllowed, Text
from shared.values import Derivation, Money, Sentence
from shared.values.remarks import BudgetRemark, remark
from shared.values.steering import RiskStanding

CONFIRMED = Sentence(
    "risk-pool.confirmed",
    nl="{member} bevestigde op {confirmed_on} lid te zijn; van {members} leden zijn er nu {result} bevestigd.",
    en="{member} confirmed on {confirmed_on} that it is a member; of {members} members {result} are confirmed now.",
)
GAP = Sentence(
    "risk-policy.gap",
    nl="{care_type} zit in {year} in geen verevening en er is geen voorziening: verevenen in de regio, of een eigen voorziening.",
    en="{care_type} is in no pool in {year} and there is no provision: pool in the region, or make a provision.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskLine:
    """How a municipality stands to one risk."""

    care_type: str
    standing: RiskStanding
    pool_id: UUID | None
    provision_cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskPolicy:
    """Whether there is a policy for each risk of a year."""

    year: int
    compliant: bool
    lines: list[RiskLine]
    remarks: list[BudgetRemark]


class NotAMember(NotAllowed):
    """Only a municipality that the pool names confirms that it is a member."""

    code = "risk-pool-member-only"
    rule = "R-C59"
    title = Text("Geen lid van deze verevening", "Not a member of this pool")
    detail = Text(
        "Een gemeente die de verevening noemt bevestigt zelf; {organisation} is geen lid.",
        "A municipality that the pool names confirms itself; {organisation} is no member.",
    )
    mend = Text("Vraag het lid om te bevestigen.", "Ask the member to confirm.")


def begun(pool: RiskPool, today: date) -> RiskPool:
    """The pool as it enters: who agrees it is a member at once, where it names itself."""
    named = [one.oin for one in pool.members if one.oin == pool.owner]
    return replace(pool, confirmations=[PoolConfirmation(oin=oin, confirmed_on=today) for oin in named])


def counted(pool: RiskPool) -> frozenset[str]:
    """Whose risks the pool carries: its owner, and the members that confirmed; nobody is pooled by another's word (R-C59)."""
    said = {pool.owner, *(one.oin for one in pool.confirmations)}
    return frozenset(one.oin for one in pool.members if one.oin in said)


def confirm(pool: RiskPool, member: str, today: date) -> tuple[RiskPool, Derivation]:
    """The pool with a member's own confirmation; the same again changes nothing. Raises NotAMember."""
    if all(one.oin != member for one in pool.members):
        raise NotAMember(organisation=member)
    if member in counted(pool):
        return pool, Derivation()
    said = [*pool.confirmations, PoolConfirmation(oin=member, confirmed_on=today)]
    made = replace(pool, version=pool.version + 1, confirmations=said)
    told = {"member": member, "confirmed_on": today, "members": len(pool.members)}
    return made, Derivation().because("R-C59", CONFIRMED, len(counted(made)), **told)


def policy(
    organisations: Iterable[str], year: int, risks: Sequence[tuple[str, int]], pools: Iterable[RiskPool]
) -> RiskPolicy:
    """How a municipality stands to risks (care type, own provision in cents) in a year, given the pools that carry its risks (R-C59)."""
    own = frozenset(organisations)
    pooled: dict[str, UUID] = {}
    for pool in pools:
        if pool.year == year and own & counted(pool):
            for one in pool.care_types:
                pooled.setdefault(one.code, pool.id)
    lines = []
    for care_type, provision in risks:
        provided = RiskStanding.PROVISION if Money(provision) else RiskStanding.GAP
        standing = RiskStanding.POOLED if care_type in pooled else provided
        pool_id = pooled.get(care_type)
        lines.append(
            RiskLine(care_type=care_type, standing=standing, pool_id=pool_id, provision_cents=provision)
        )
    missing = [one.care_type for one in lines if one.standing is RiskStanding.GAP]
    remarks = [
        remark("R-C59", "risk-policy-gap", GAP, about=one, care_type=one, year=year) for one in missing
    ]
    return RiskPolicy(year=year, compliant=not missing, lines=lines, remarks=remarks)
