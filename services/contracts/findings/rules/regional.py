"""The incentives of the contracts that run side by side in a municipality or region: their sum, and where they conflict (R-C61)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from uuid import UUID

from services.contracts.contracts.rules import Contract, FundingAgreement, basic_form
from services.contracts.findings.rules.combined import REWARDING, REWARDS, tendency
from services.contracts.findings.rules.core import Finding, kind
from services.contracts.findings.rules.names import BASIC_FORMS, form_name
from services.contracts.findings.rules.profile import ProfiledForm
from services.contracts.findings.rules.texts import ARGUMENTS, DIMENSIONS
from shared.errors import Refused, Text
from shared.values.agreements import BasicForm, FundingForm, IncentiveKind
from shared.values.findings import Dimension, FindingSeverity, SourceCase, Tendency

MOST = 500
REMAINS_BESIDE = kind(
    "volume-incentive-remains-beside",
    "R-C61",
    FindingSeverity.WARNING,
    reason=(
        "{form_nl} in contract {number} naast {beside_nl} in contract {other}: in dit gebied blijft de prikkel om volume te maken.",
        "{form_en} in contract {number} beside {beside_en} in contract {other}: in this area the incentive to make volume remains.",
    ),
    helps=(
        "Begrens het volume, of breng dezelfde ondersteuning onder de basis die niet per prestatie betaalt.",
        "Limit the volume, or bring the same support under the base that does not pay for performance.",
    ),
    clears=(
        "Geen contract dat per prestatie betaalt naast een budget of een beloning van resultaat, op deze dag.",
        "No contract that pays for performance beside a budget or a reward for results, on this day.",
    ),
    source="001 ▸ elkaar versterken is krachtig",
    related=("N-85",),
)
PULL_APART_BESIDE = kind(
    "incentives-pull-apart-beside",
    "R-C61",
    FindingSeverity.INFORMATION,
    reason=(
        "{one_nl} in contract {number} en {other_nl} in contract {other} trekken op {dimension_nl} in tegengestelde richting.",
        "{one_en} in contract {number} and {other_en} in contract {other} pull {dimension_en} in opposite directions.",
    ),
    helps=(
        "Laat vormen elkaar versterken, bijvoorbeeld met gedeelde besparingen.",
        "Let forms reinforce each other, for instance by shared savings.",
    ),
    clears=(
        "Contracten die op deze dimensie dezelfde kant op werken, of na elkaar gelden.",
        "Contracts that work the same way on this dimension, or hold one after the other.",
    ),
    source="001 ▸ elkaar versterken is krachtig",
)
_BUDGETS = (BasicForm.POPULATION, BasicForm.AVAILABILITY, BasicForm.RESULT_PER_CLIENT)


class AreaTooWide(Refused):
    """More contracts run there than one profile shows."""

    code = "incentive-area-too-wide"
    rule = "R-C61"
    title = Text("Te veel contracten voor één profiel", "Too many contracts for one profile")
    detail = Text(
        "In dit gebied lopen er op {on} meer dan {most}.", "In this area more than {most} run on {on}."
    )
    mend = Text("Vraag het per gemeente.", "Ask it per municipality.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfiledContract:
    """A contract that runs on the day, with the forms that hold then and the kinds of incentives beside them."""

    contract_id: UUID
    number: str
    name: str
    municipality_code: str | None
    population_id: UUID | None
    forms: list[ProfiledForm]
    incentives: list[IncentiveKind]


@dataclass(frozen=True, slots=True, kw_only=True)
class CombinedArgument:
    """One argument of the sources about a basic form that some contract has."""

    basic_form: BasicForm
    text: Text
    tendency: Tendency | None
    case: SourceCase | None
    row: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CombinedDimension:
    """The sum on one dimension: how many forms pull it up and down by the sources, with the arguments."""

    dimension: Dimension
    name: Text
    more: int
    less: int
    arguments: list[CombinedArgument]
    pulls_apart: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractConflict:
    """A conflict between contracts: what it is, and which contracts are on either side."""

    finding: Finding
    contract_ids: list[UUID]


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaIncentives:
    """The incentives of all that runs in an area on a day: contracts, the sum per dimension, conflicts (R-C61)."""

    municipality_code: str | None
    region: str | None
    on: date
    contracts: list[ProfiledContract]
    dimensions: list[CombinedDimension]
    conflicts: list[ContractConflict]


@dataclass(frozen=True, slots=True)
class _Form:
    """A form that holds on the day, with its contract and its place in the answer."""

    contract: Contract
    agreed: FundingAgreement
    basic: BasicForm
    where: str


def combine(
    found: list[Contract], municipality_code: str | None, region: str | None, on: date
) -> AreaIncentives:
    """The sum of incentives over contracts as they are valid on a day, and the conflicts between them. Raises AreaTooWide."""
    if len(found) > MOST:
        raise AreaTooWide(on=on, most=MOST)
    forms = [one for index, contract in enumerate(found) for one in _forms(contract, index, on)]
    return AreaIncentives(
        municipality_code=municipality_code,
        region=region,
        on=on,
        contracts=[_profiled(one, [each for each in forms if each.contract is one]) for one in found],
        dimensions=[_dimension(one, forms) for one in Dimension],
        conflicts=[*_volume(found, forms), *_apart(forms)],
    )


def _forms(contract: Contract, index: int, on: date) -> Iterator[_Form]:
    held = (
        one
        for one in contract.funding_agreements
        if (one.valid_from or date.min) <= on <= (one.valid_until or date.max)
    )
    for place, one in enumerate(held):
        yield _Form(contract, one, basic_form(one), f"#/contracts/{index}/forms/{place}")


def _profiled(contract: Contract, forms: list[_Form]) -> ProfiledContract:
    return ProfiledContract(
        contract_id=contract.id,
        number=contract.number,
        name=contract.name,
        municipality_code=contract.municipality_code,
        population_id=contract.population_id,
        forms=[
            ProfiledForm(
                funding_number=one.agreed.number,
                form=FundingForm(one.agreed.form),
                basic_form=one.basic,
                name=form_name(one.agreed.form),
            )
            for one in forms
        ],
        incentives=sorted({one.kind for one in contract.incentives}),
    )


def _dimension(dimension: Dimension, forms: list[_Form]) -> CombinedDimension:
    pulls = [(tendency(one.basic, dimension), one.contract.id) for one in forms]
    more = [where for way, where in pulls if way is Tendency.MORE]
    less = [where for way, where in pulls if way is Tendency.LESS]
    basics = {one.basic for one in forms}
    return CombinedDimension(
        dimension=dimension,
        name=DIMENSIONS[dimension],
        more=len(more),
        less=len(less),
        arguments=[
            CombinedArgument(
                basic_form=one.basic_form,
                text=one.text,
                tendency=one.tendency,
                case=one.case,
                row=one.row,
                source=one.source,
            )
            for one in ARGUMENTS
            if one.basic_form in basics and one.basic_form is not None and one.dimension is dimension
        ],
        pulls_apart=bool(more and less),
    )


def _ids(forms: Iterable[_Form]) -> list[UUID]:
    return list(dict.fromkeys(one.contract.id for one in forms))


def _volume(found: list[Contract], forms: list[_Form]) -> Iterator[ContractConflict]:
    """Per basic form beside it: contracts that pay for performance next to a budget or a reward elsewhere (R-C61)."""
    paying = [one for one in forms if one.basic is BasicForm.PRODUCTION]
    rewarding = {one.id for one in found if any(each.kind in REWARDS for each in one.incentives)}
    rewarding |= {one.contract.id for one in forms if one.agreed.form in REWARDING}
    for basic in (*_BUDGETS, BasicForm.SUPPLEMENT):
        is_reward = basic is BasicForm.SUPPLEMENT
        beside = [one for one in forms if (one.contract.id in rewarding if is_reward else one.basic is basic)]
        pair = next(
            ((one, other) for one in paying for other in beside if one.contract.id != other.contract.id), None
        )
        if pair is None:
            continue
        one, other = pair
        name, rest = form_name(one.agreed.form), _REWARD if is_reward else BASIC_FORMS[basic]
        told = {"form_nl": name.nl, "form_en": name.en, "beside_nl": rest.nl, "beside_en": rest.en}
        finding = REMAINS_BESIDE.at(
            one.where, number=one.contract.number, other=other.contract.number, **told
        )
        yield ContractConflict(finding=finding, contract_ids=_ids([*paying, *beside]))


_REWARD = Text("een beloning van resultaat", "a reward for results")


def _apart(forms: list[_Form]) -> Iterator[ContractConflict]:
    """Per pair of basic forms and dimension, when two contracts pull it in opposite directions (R-C61)."""
    by_basic = {basic: [one for one in forms if one.basic is basic] for basic in BasicForm}
    for first, second in combinations(BasicForm, 2):
        pair = next(
            (
                (one, other)
                for one in by_basic[first]
                for other in by_basic[second]
                if one.contract.id != other.contract.id
            ),
            None,
        )
        for dimension in Dimension:
            pulls = {tendency(first, dimension), tendency(second, dimension)}
            if pair is None or pulls != {Tendency.MORE, Tendency.LESS}:
                continue
            one, other = pair
            name, beside, on = form_name(one.agreed.form), form_name(other.agreed.form), DIMENSIONS[dimension]
            finding = PULL_APART_BESIDE.at(
                other.where, number=one.contract.number, other=other.contract.number,
                one_nl=name.nl, one_en=name.en, other_nl=beside.nl, other_en=beside.en,
                dimension_nl=on.nl, dimension_en=on.en,
            )  # fmt: skip
            ids = _ids([*by_basic[first], *by_basic[second]])
            yield ContractConflict(finding=finding, contract_ids=ids)
