"""Findings on population contracts beside each other: the same inhabitants covered twice, a consortium registered twice (R-C11, R-C12)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from services.contracts.contracts.rules import FundingAgreement, Terms, basic_form, term
from services.contracts.findings.rules.beside import Held, Neighbour
from services.contracts.findings.rules.core import Case, Found, kind
from services.contracts.populations.rules import Population
from shared.values.agreements import BasicForm
from shared.values.findings import FindingSeverity
from shared.values.terms import ContractState

_HELPS = (
    "Wijs met een dekking elk gebied aan één aanbieder toe, ook de gebieden van dit contract (POST /v1/coverages).",
    "Assign every area to one provider by a coverage, those of this contract included (POST /v1/coverages).",
)
COVERED_TWICE = kind(
    "population-covered-twice",
    "R-C12",
    FindingSeverity.ERROR,
    reason=(
        "Contract {number} van een andere aanbieder loopt voor dezelfde populatie, van {first} tot en met {last}, en geen dekking"
        " verdeelt de gebieden.",
        "Contract {number} of another provider runs for the same population, from {first} until {last}, and no coverage divides"
        " the areas.",
    ),
    helps=_HELPS,
    clears=(
        "Een dekking van beide aanbieders, een eigen doelgroep, gebied of product per contract, of perioden na elkaar.",
        "A coverage of both providers, a target group, area or product of its own per contract, or periods after each other.",
    ),
    source="001 ▸ elk twee gebieden",
)
MAYBE_TWICE = kind(
    "inhabitants-covered-twice",
    "R-C12",
    FindingSeverity.WARNING,
    reason=(
        "Contract {number} van een andere aanbieder omvat, van {first} tot en met {last}, deels dezelfde inwoners; er is geen"
        " dekking die zegt wie voor wie verantwoordelijk is.",
        "Contract {number} of another provider includes, from {first} until {last}, some of the same inhabitants; no coverage"
        " says who is responsible for whom.",
    ),
    helps=_HELPS,
    clears=(
        "Een dekking van beide aanbieders, of populaties, doelgroepen, gebieden of producten die niet overlappen.",
        "A coverage of both providers, or populations, target groups, areas or products that do not overlap.",
    ),
    source="001 ▸ elk twee gebieden",
)
SAME_MEMBERS = kind(
    "consortium-registered-twice",
    "R-C11",
    FindingSeverity.WARNING,
    reason=(
        "Dezelfde hoofdaannemers hebben als ander consortium contract {number} in deze gemeente, van {first} tot en met {last}:"
        " zo zijn er twee lumpsums.",
        "The same main contractors have contract {number} in this municipality as another consortium, from {first} until"
        " {last}: so there are two lump sums.",
    ),
    helps=(
        "Breng beide onder één contract van één consortium, of laat ze na elkaar lopen.",
        "Bring both under one contract of one consortium, or let them run one after the other.",
    ),
    clears=(
        "Eén lumpsumcontract per consortium en gemeente, of andere hoofdaannemers.",
        "One lump-sum contract per consortium and municipality, or other main contractors.",
    ),
    source="001 ▸ Elke gemeente heeft een eigen lumpsum",
)
Codes = frozenset[str] | None
_CERTAIN = (ContractState.ACTIVE, ContractState.SUSPENDED)


def covered_twice(case: Case) -> Found:
    """Other parties' population contracts for the same inhabitants on the same days, without a coverage (R-C12)."""
    own = case.beside.held
    for one in case.beside.neighbours:
        days = _together(case, one)
        # One provider may hold several, alone or as the main contractor of a consortium.
        alone = bool(own.mains) and own.mains == one.held.mains
        if days is None or case.terms.population_id is None or alone or _divided(own, one.held, days):
            continue
        mine, theirs = _population(case.terms, days), _population(one.contract, days)
        shares = [
            (_groups(mine), _groups(theirs)),
            (_products(case.terms, mine), _products(one.contract, theirs)),
        ]
        apart = any(a is not None and b is not None and not a & b for a, b in shares)
        if not mine or not theirs or apart or _elsewhere(_areas(mine), _areas(theirs)):
            continue
        same = one.contract.population_id == case.terms.population_id
        # A contract for one group or product beside one for all may be meant; so may one that is not in force yet.
        whole = all((a is None) is (b is None) for a, b in shares) and one.contract.state in _CERTAIN
        told = {"number": one.contract.number, "first": days[0], "last": days[1]}
        if same:
            yield (COVERED_TWICE if whole else MAYBE_TWICE).at("#/populationId", **told)
        elif _same_inhabitants(own.population, one.held.population):
            yield MAYBE_TWICE.at("#/populationId", **told)


def same_members(case: Case) -> Found:
    """The same main contractors under another consortium in one municipality: two lump sums (R-C11)."""
    terms, own = case.terms, case.beside.held.mains
    for one in case.beside.neighbours:
        days, other = _together(case, one), one.contract
        consortia = terms.consortium_id is not None and other.consortium_id not in (None, terms.consortium_id)
        if days is None or not consortia or not own or one.held.mains != own:
            continue
        if other.municipality_code == terms.municipality_code:
            yield SAME_MEMBERS.at("#/consortiumId", number=other.number, first=days[0], last=days[1])


def _together(case: Case, one: Neighbour) -> tuple[date, date] | None:
    """The first and last day, from today on, on which both run; None where there is none."""
    start, other = case.terms.start_date, one.contract.start_date
    if start is None or other is None:
        return None
    last = min(_end(case.terms, None), _end(one.contract, one.contract.end_date))
    first = max(start, other)
    return (first, last) if first <= last and case.today <= last else None


def _end(terms: Terms, known: date | None) -> date:
    return known or term(terms)[0].end_date or date.max


def _population(terms: Terms, days: tuple[date, date]) -> list[FundingAgreement]:
    return [
        one
        for one in terms.funding_agreements
        if basic_form(one) is BasicForm.POPULATION
        and (one.valid_from or date.min) <= days[1]
        and (one.valid_until or date.max) >= days[0]
    ]


def _divided(own: Held, other: Held, days: tuple[date, date]) -> bool:
    """Whether coverages say who is responsible: the register lets no two of them share a cell."""
    return all(
        any(
            one.valid_from <= days[1] and (one.valid_until or date.max) >= days[0]
            for one in held.coverages
            if one.withdrawn_on is None
        )
        for held in (own, other)
    )


def _of_all(named: Iterable[Iterable[str]]) -> Codes:
    """What is named together; None as soon as one names nothing, and so means all."""
    sets = [frozenset(one) for one in named]
    return frozenset[str]().union(*sets) if all(sets) else None


def _groups(fundings: list[FundingAgreement]) -> Codes:
    return _of_all([one.target_group] if one.target_group else [] for one in fundings)


def _products(terms: Terms, fundings: list[FundingAgreement]) -> Codes:
    return _of_all(one.product_codes or terms.product_codes for one in fundings)


def _areas(fundings: list[FundingAgreement]) -> Codes:
    return _of_all(
        [each.area_code for each in (*(one.areas or ()), *(one.neighbourhoods or ()))] for one in fundings
    )


def _elsewhere(mine: Codes, theirs: Codes) -> bool:
    return mine is not None and theirs is not None and not _meet(mine, theirs)


def _meet(mine: Iterable[str], theirs: Iterable[str]) -> bool:
    """Whether areas meet: a neighbourhood lies in its district, and that in its municipality, by its number (CBS)."""
    numbers = [one[2:] for one in theirs]
    return any(each.startswith(one[2:]) or one[2:].startswith(each) for one in mine for each in numbers)


def _same_inhabitants(one: Population | None, other: Population | None) -> bool:
    if one is None or other is None or one.municipality_code != other.municipality_code:
        return False
    groups = [each.target_group.code if each.target_group is not None else None for each in (one, other)]
    return (
        groups[0] == groups[1]
        and bool(set(one.laws) & set(other.laws))
        and (not one.area_codes or not other.area_codes or _meet(one.area_codes, other.area_codes))
        and (one.age_from or 0) <= (other.age_until if other.age_until is not None else 1_000)
        and (other.age_from or 0) <= (one.age_until if one.age_until is not None else 1_000)
    )


DETECTORS = (covered_twice, same_members)
