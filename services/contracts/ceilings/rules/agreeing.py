"""Whether a ceiling holds together, which limits bind, and what is to be remarked (R-C21, R-C22, R-C26, R-C62)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from decimal import Decimal

from services.contracts.ceilings.rules.terms import (
    Ceiling,
    CeilingRefused,
    CeilingTerms,
    ShiftNeedsAmendment,
    ShiftRefused,
)
from shared.errors import FieldError, Text
from shared.values import Derivation, Money, Sentence, Share
from shared.values.arrangements import GuaranteeKind
from shared.values.budgets import (
    BudgetLine,
    CeilingLevel,
    CeilingLimit,
    CeilingMode,
    CeilingQuantity,
    CeilingScope,
    ControlOption,
    LimitOption,
)
from shared.values.remarks import BudgetRemark, remark

TYPED = Sentence(
    "ceiling.typed",
    nl="Plafond op {quantity}, {mode}, per {scope}, niveau {level}; deze grenzen binden: {limits}.",
    en="Ceiling on {quantity}, {mode}, per {scope}, level {level}; these limits bind: {limits}.",
)
GUARANTEED = Sentence(
    "ceiling.guaranteed",
    nl="Van {amount_cents} is {guaranteed_basis_points} gegarandeerd ({kind}): {result_cents}.",
    en="Of {amount_cents} {guaranteed_basis_points} is guaranteed ({kind}): {result_cents}.",
)
EXEMPT = Sentence(
    "ceiling.exempt",
    nl="Uitgezonderd, en boven het plafond betaald en gemeld: {care_types}.",
    en="Exempt, and paid above the ceiling and reported: {care_types}.",
)
NO_EXEMPT = Sentence(
    "ceiling.no-exemptions",
    nl="Uitdrukkelijk is geen zorg uitgezonderd; acute zorg mag niet worden uitgesteld.",
    en="Explicitly no care is exempt; acute care may not be postponed.",
)
UNMONITORED = Sentence(
    "ceiling.unmonitored",
    nl="Met alleen een budget is de aanbieder het vrijst; er wordt geen kwaliteit gevolgd (0 kwaliteits-KPI's).",
    en="With a budget only the provider is freest; no quality is monitored (0 quality KPIs).",
)
SHIFTED = Sentence(
    "ceiling.shifted",
    nl="{amount_cents} gaat van {from_line} naar {to_line} binnen dezelfde begrenzing van {total_cents}: wijkteam"
    " {team_cents}, tweede lijn {second_cents}.",
    en="{amount_cents} goes from {from_line} to {to_line} inside one limit of {total_cents}: team {team_cents}, second"
    " line {second_cents}.",
)
OPTIONS = {
    LimitOption.BUDGET_CITIZENS_ACTIVITIES: (
        CeilingLimit.BUDGET,
        CeilingLimit.CITIZENS,
        CeilingLimit.ACTIVITIES,
    ),
    LimitOption.BUDGET_CITIZENS: (CeilingLimit.BUDGET, CeilingLimit.CITIZENS),
    LimitOption.BUDGET: (CeilingLimit.BUDGET,),
}
_NEEDED = Text("Dit is hier verplicht.", "This is required here.")
_STRANGE = Text("Dit hoort niet bij dit plafond.", "This does not belong to this ceiling.")
_SCOPE = Text(
    "Niveau 1 is per aanbieder; niveau 2 en 3 zijn per populatie.",
    "Level 1 is per provider; levels 2 and 3 are per population.",
)
_SUM = Text(
    "Wijkteam en tweede lijn tellen niet op tot het plafond.",
    "Team and second line do not add up to the ceiling.",
)
_DECLARE = Text(
    "Noem de uitgezonderde zorg, of zeg uitdrukkelijk noExemptions; niet beide.",
    "Name the exempt care, or say noExemptions explicitly; not both.",
)
_FIXED = Text(
    "Niveau, jaar en wiens plafond het is blijven; spreek een ander plafond af.",
    "Level, year and whose ceiling it is stay; agree another ceiling.",
)
_LINE = Text("De lijn heeft niet zoveel.", "The line does not have so much.")
_SAME = Text("Van en naar zijn dezelfde lijn.", "From and to are the same line.")
_ONE = CeilingLevel.PROVIDER_SECOND_LINE
_ALL = CeilingLevel.POPULATION_ALL_LINES
_Point = tuple[bool, str, str, Text, str]


_STAYING = {
    "level": ("level", "R-C23"),
    "year": ("year", "R-C21"),
    "provider": ("provider", "R-C21"),
    "population_id": ("populationId", "R-C21"),
    "contract_id": ("contractId", "R-C21"),
}


def active_limits(terms: CeilingTerms) -> list[CeilingLimit]:
    """Which limits bind: of a volume the units, of a cost those of its option (N-10); the other levels bind the budget."""
    if terms.quantity is CeilingQuantity.VOLUME:
        return [CeilingLimit.VOLUME]
    if terms.level is _ONE and terms.option is not None:
        return list(OPTIONS[terms.option])
    return [CeilingLimit.BUDGET]


def faults_of(terms: CeilingTerms) -> tuple[FieldError, ...]:
    """Everything that a ceiling lacks or contradicts, at once."""
    points = (*_of_dimensions(terms), *_of_limits(terms), *_of_lines(terms), *_of_the_rest(terms))
    return tuple(
        FieldError(f"#/{where}", code, text, rule=rule) for wrong, where, code, text, rule in points if wrong
    )


def _of_dimensions(terms: CeilingTerms) -> Iterator[_Point]:
    one, provider = terms.level is _ONE, terms.scope is CeilingScope.PROVIDER
    yield one != provider, "scope", "scope-of-other-level", _SCOPE, "R-C21"
    yield provider and terms.provider is None, "provider", "provider-missing", _NEEDED, "R-C21"
    yield not provider and terms.provider is not None, "provider", "provider-unexpected", _STRANGE, "R-C21"
    yield not provider and terms.population_id is None, "populationId", "population-missing", _NEEDED, "R-C21"
    dynamic = terms.mode is CeilingMode.DYNAMIC
    yield dynamic and terms.follows is None, "follows", "follows-missing", _NEEDED, "R-C21"
    yield dynamic and terms.followed_from is None, "followedFrom", "followed-from-missing", _NEEDED, "R-C21"
    yield not dynamic and terms.follows is not None, "follows", "follows-unexpected", _STRANGE, "R-C21"
    collective = terms.control_option is ControlOption.COLLECTIVE
    yield collective and provider, "controlOption", "collective-per-provider", _STRANGE, "R-C24"


def _of_limits(terms: CeilingTerms) -> Iterator[_Point]:
    cost, one = terms.quantity is CeilingQuantity.COST, terms.level is _ONE
    yield cost and terms.amount_cents is None, "amountCents", "amount-missing", _NEEDED, "R-C21"
    yield not cost and terms.volume is None, "volume", "volume-missing", _NEEDED, "R-C21"
    yield not cost and terms.unit is None, "unit", "unit-missing", _NEEDED, "R-C21"
    yield cost and one and terms.option is None, "option", "option-missing", _NEEDED, "R-C22"
    yield not (cost and one) and terms.option is not None, "option", "option-unexpected", _STRANGE, "R-C22"
    active = active_limits(terms)
    citizens = CeilingLimit.CITIZENS in active and terms.maximum_citizens is None
    yield citizens, "maximumCitizens", "citizens-missing", _NEEDED, "R-C22"
    activities = CeilingLimit.ACTIVITIES in active and terms.maximum_activities is None
    yield activities, "maximumActivities", "activities-missing", _NEEDED, "R-C22"


def _of_lines(terms: CeilingTerms) -> Iterator[_Point]:
    all_lines = terms.level is _ALL and terms.quantity is CeilingQuantity.COST
    for value, name in ((terms.team_cents, "teamCents"), (terms.second_line_cents, "secondLineCents")):
        yield all_lines and value is None, name, "line-missing", _NEEDED, "R-C23"
    if all_lines and None not in (terms.team_cents, terms.second_line_cents, terms.amount_cents):
        uneven = (terms.team_cents or 0) + (terms.second_line_cents or 0) != terms.amount_cents
        yield uneven, "amountCents", "lines-do-not-add-up", _SUM, "R-C23"


def _of_the_rest(terms: CeilingTerms) -> Iterator[_Point]:
    guaranteed = terms.guaranteed_basis_points is not None
    yield (
        terms.no_exemptions == bool(terms.exempt_care_types),
        "exemptCareTypes",
        "exemptions-undeclared",
        _DECLARE,
        "R-C26",
    )
    volume = terms.quantity is CeilingQuantity.VOLUME
    yield guaranteed and volume, "guaranteedBasisPoints", "guarantee-of-volume", _STRANGE, "R-C21"
    kind = terms.guarantee_kind is not None and not guaranteed
    yield kind, "guaranteedBasisPoints", "guarantee-missing", _NEEDED, "G-42"


def remarks_of(terms: CeilingTerms) -> list[BudgetRemark]:
    """A warning where the freest option goes without quality monitoring, or no acute care is exempt (R-C62, R-C26)."""
    found = []
    if terms.option is LimitOption.BUDGET and not terms.quality_indicator_codes:
        found.append(remark("R-C62", "quality-unmonitored", UNMONITORED))
    if terms.no_exemptions:
        found.append(remark("R-C26", "no-exemptions", NO_EXEMPT))
    return found


def _moved(known: Ceiling, terms: CeilingTerms) -> Iterator[FieldError]:
    """What makes it another ceiling: at another level a shift would need no amendment (R-C23)."""
    for name, (where, rule) in _STAYING.items():
        before = getattr(known, name)
        if before is not None and before != getattr(terms, name):
            yield FieldError(f"#/{where}", "fixed", _FIXED, rule=rule)


def agree(
    known: Ceiling, terms: CeilingTerms, beside: Iterable[FieldError] = ()
) -> tuple[Ceiling, Derivation]:
    """The ceiling on these terms, with what follows from them; `beside` is what its contract says against them.

    Raises CeilingRefused with every point (R-C21 … R-C26).
    """
    faults = (*_moved(known, terms), *faults_of(terms), *beside)
    if faults:
        raise CeilingRefused(errors=faults)
    limits = active_limits(terms)
    why = Derivation().because(
        "R-C21",
        TYPED,
        quantity=terms.quantity,
        mode=terms.mode,
        scope=terms.scope,
        level=terms.level,
        limits=list(limits),
    )
    kind, guaranteed = terms.guarantee_kind, None
    if terms.guaranteed_basis_points is not None:
        kind = kind or GuaranteeKind.FLOOR
        amount = Money(terms.amount_cents or 0)
        guaranteed = amount.times(Share(terms.guaranteed_basis_points))
        said = {
            "amount_cents": amount,
            "guaranteed_basis_points": terms.guaranteed_basis_points,
            "kind": kind,
        }
        why = why.because("R-C21", GUARANTEED, guaranteed, **said)
    if terms.exempt_care_types:
        why = why.because("R-C26", EXEMPT, care_types=[one.name for one in terms.exempt_care_types])
    else:
        why = why.because("R-C26", NO_EXEMPT)
    told = {one.name: getattr(terms, one.name) for one in fields(CeilingTerms)}
    told |= {
        "volume": None if terms.volume is None else format(Decimal(terms.volume), "f"),
        "guarantee_kind": kind,
        "guaranteed_cents": None if guaranteed is None else guaranteed.cents,
        "active_limits": limits,
        "providers_free": terms.level is not _ONE,
        "remarks": remarks_of(terms),
    }
    return replace(known, **told), why


def shift(
    ceiling: Ceiling, from_line: BudgetLine, to_line: BudgetLine, amount_cents: int
) -> tuple[dict[str, int], Derivation]:
    """The lines after a shift inside the one limit of level 3; the total stays (R-C23).

    Raises ShiftNeedsAmendment at the other levels, ShiftRefused.
    """
    if ceiling.level is not _ALL or ceiling.quantity is not CeilingQuantity.COST:
        raise ShiftNeedsAmendment(level=ceiling.level)
    lines = {BudgetLine.TEAM: ceiling.team_cents or 0, BudgetLine.SECOND_LINE: ceiling.second_line_cents or 0}
    points = (
        (from_line == to_line, FieldError("#/toLine", "line-same", _SAME, rule="R-C23")),
        (lines[from_line] < amount_cents, FieldError("#/amountCents", "line-too-small", _LINE, rule="R-C23")),
    )
    faults = tuple(fault for wrong, fault in points if wrong)
    if faults:
        raise ShiftRefused(errors=faults)
    lines[from_line] -= amount_cents
    lines[to_line] += amount_cents
    team, second = lines[BudgetLine.TEAM], lines[BudgetLine.SECOND_LINE]
    why = Derivation().because(
        "R-C23",
        SHIFTED,
        amount_cents=Money(amount_cents),
        from_line=from_line,
        to_line=to_line,
        total_cents=Money(team + second),
        team_cents=Money(team),
        second_cents=Money(second),
    )
    return {"team_cents": team, "second_line_cents": second}, why
