"""Findings on what indicators mean: defined or not, with consensus or without, tightened while the contract runs (R-O21, E-40)."""

from __future__ import annotations

from decimal import Decimal

from services.outcomes.definitions.rules import Version, differing
from services.outcomes.findings.rules.core import Case, Found, kind
from services.outcomes.indicators.rules import Indicator, NormVersion
from shared.values.findings import FindingSeverity
from shared.values.indicating import NormHardness
from shared.values.terms import NormOperator

_WARN, _INFO = FindingSeverity.WARNING, FindingSeverity.INFORMATION
_SOURCE = "001 ▸ Definiëring van resultaten is niet een"
_HIDDEN = ("Deze definitie is voor u niet te zien.", "This definition is not visible to you.")
# A new wording changes nothing in what is measured.
_WORDS = frozenset({"name_nl", "name_en", "meaning", "locator", "norm_invented", "narrative_required"})

UNDEFINED = kind(
    "indicator-undefined",
    "R-O21",
    _INFO,
    reason=(
        "Van {codes} is niet vastgelegd wat wordt geteld: er is geen definitie onder deze code.",
        "What is counted for {codes} is not recorded: there is no definition under this code.",
    ),
    mend=(
        "Definieer de indicator (POST /v1/indicator-definitions) of neem een bibliotheek over.",
        "Define the indicator (POST /v1/indicator-definitions) or take a library over.",
    ),
    source=_SOURCE,
)
UNKNOWN_VERSION = kind(
    "definition-version-unknown",
    "R-O21",
    _WARN,
    reason=(
        "Het contract noemt versie {number} van {code}; die is er niet.",
        "The contract names version {number} of {code}; there is none.",
    ),
    mend=(
        "Leg die versie vast, of wijs in het contract een bestaande aan.",
        "Register that version, or name one that is there in the contract.",
    ),
    source=_SOURCE,
)
NO_CONSENSUS = kind(
    "definition-without-consensus",
    "R-O21",
    _WARN,
    reason=(
        "Het contract gebruikt versie {number} van {code} zonder instemming van: {missing}.",
        "The contract uses version {number} of {code} without agreement of: {missing}.",
    ),
    mend=(
        "Laat beide kanten instemmen (POST /v1/indicator-definitions/…/agreements).",
        "Let both sides agree (POST /v1/indicator-definitions/…/agreements).",
    ),
    source="001 ▸ Definiëren vraagt ook om consensus",
)
TIGHTENED = kind(
    "norm-tightened-in-between",
    "E-40",
    _INFO,
    reason=(
        "De norm van {code} ging op {since} van {before} naar {after}, terwijl het contract liep.",
        "The norm of {code} went from {before} to {after} on {since}, while the contract ran.",
    ),
    mend=(
        "Vergelijk elk kwartaal met de norm die toen gold; spreek aanscherpen vooraf af.",
        "Hold each quarter against the norm that held then; agree on tightening beforehand.",
    ),
    source="001 ▸ tussentijdse aanscherping van",
    related=("R-O21", "R-C08"),
)
REDEFINED = kind(
    "definition-changed-in-between",
    "E-40",
    _WARN,
    reason=(
        "Versie {number} van {code} geldt vanaf {since}, terwijl het contract loopt en versie {agreed} gebruikt; anders zijn:"
        " {differing}.",
        "Version {number} of {code} holds from {since}, while the contract runs and uses version {agreed}; different are:"
        " {differing}.",
    ),
    mend=(
        "Neem de nieuwe versie bij addendum over, of blijf bij de afgesproken versie.",
        "Take the new version over by addendum, or keep to the agreed version.",
    ),
    source="001 ▸ tussentijdse aanscherping van",
    related=("R-O21",),
)
HARDNESS = kind(
    "norm-hardness-differs",
    "R-O21",
    _WARN,
    reason=(
        "Het contract maakt van {code} een {agreed} norm, versie {number} van de definitie een {defined}.",
        "The contract makes {code} a {agreed} norm, version {number} of the definition a {defined} one.",
    ),
    mend=(
        "Spreek af of op deze norm wordt afgerekend of dat zij het gesprek dient, en leg het aan beide kanten gelijk vast.",
        "Agree whether this norm is settled on or serves the talk, and record it alike on both sides.",
    ),
    source=_SOURCE,
    related=("G-77",),
)


def definitions(case: Case) -> Found:
    """What the contract measures without a definition, by a version that is not there, or without consensus (R-O21)."""
    undefined = [one.code for one in case.indicators if one.code not in case.definitions]
    if undefined and case.sees_all:
        yield UNDEFINED.at(case, undefined, codes=undefined)
    elif undefined:
        yield UNDEFINED.lacks(_HIDDEN)
    for one in case.indicators:
        known = case.definitions.get(one.code)
        if known is None:
            continue
        version = known.numbered(one.definition_version)
        if version is None:
            yield UNKNOWN_VERSION.at(case, [one.code], code=one.code, number=one.definition_version)
            continue
        missing = version.missing(case.contract.owner, case.contract.members)
        if missing:
            yield NO_CONSENSUS.at(
                case, [one.code], code=one.code, number=one.definition_version, missing=missing
            )


def tightened(case: Case) -> Found:
    """A norm that became stricter, or a definition that changed, while the contract ran (E-40)."""
    for one in case.indicators:
        yield from _norms(case, one)
        yield from _versions(case, one)


def hardness(case: Case) -> Found:
    """A norm that is hard in the contract and soft in its definition, or the other way round (G-77).

    What is settled on while it was meant for the talk weighs more than what is only talked about.
    """
    for one in case.indicators:
        version = case.defined(one)
        agreed = NormHardness.HARD if one.hard else NormHardness.SOFT
        if version is not None and version.norm_hardness is not agreed:
            yield HARDNESS.at(
                case, [one.code], severity=_WARN if one.hard else _INFO, code=one.code, agreed=agreed,
                number=version.number, defined=version.norm_hardness,
            )  # fmt: skip


def is_stricter(before: NormVersion, after: NormVersion) -> bool:
    """Whether a norm asks more than the one before it: 7.0 → 7.2 with at least, 12 → 10 with at most; another operator does."""
    if before.operator is not after.operator:
        return True
    was, now = Decimal(before.norm), Decimal(after.norm)
    return now > was if before.operator in (NormOperator.MIN, NormOperator.ABOVE) else now < was


def _norms(case: Case, indicator: Indicator) -> Found:
    for before, after in zip(indicator.norms, indicator.norms[1:], strict=False):
        if after.valid_from > case.contract.start_date and is_stricter(before, after):
            yield TIGHTENED.at(
                case, [indicator.code], code=indicator.code, since=after.valid_from, before=before.norm,
                after=after.norm,
            )  # fmt: skip


def _versions(case: Case, indicator: Indicator) -> Found:
    known, agreed = case.definitions.get(indicator.code), case.defined(indicator)
    if known is None or agreed is None:
        return
    for later in known.versions:
        changed = [name for name in differing(agreed, later) if name not in _WORDS]
        if changed and _begins_meanwhile(case, agreed, later):
            agreeing = not later.missing(case.contract.owner, case.contract.members)
            yield REDEFINED.at(
                case, [indicator.code], severity=_INFO if agreeing else _WARN, code=indicator.code,
                number=later.number, agreed=agreed.number, since=later.valid_from, differing=changed,
            )  # fmt: skip


def _begins_meanwhile(case: Case, agreed: Version, later: Version) -> bool:
    return (
        later.number > agreed.number
        and case.contract.start_date < later.valid_from <= case.today
        and case.contract.period.contains(later.valid_from)
    )


DETECTORS = (definitions, tightened, hardness)
