"""A definition through its versions: made, renewed from a day on, agreed with by both sides (R-O21)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date, timedelta
from uuid import UUID

from services.outcomes.definitions.rules.content import (
    CONTENT,
    Content,
    DefinitionRefused,
    differing,
    fault,
    faults,
)
from shared.errors import FieldError, NotFound, Refused, Text
from shared.values import Derivation, Sentence, new_id
from shared.values.indicating import AgreeingSide
from shared.values.terms import IndicatorKind, IndicatorScope, MeasurementSource

MOST_VERSIONS = 200
_DAY = timedelta(days=1)
_HOLDS = Sentence(
    "definition.holds",
    nl="Versie {number} van {code} geldt vanaf {valid_from}.",
    en="Version {number} of {code} holds from {valid_from}.",
)
_REPLACES = Sentence(
    "definition.replaces",
    nl="Versie {number} van {code} geldt vanaf {valid_from}; anders dan versie {before}: {differing}.",
    en="Version {number} of {code} holds from {valid_from}; other than version {before}: {differing}.",
)
_AGREED = Sentence(
    "definition.agreed",
    nl="Op {agreed_on} stemde {organisation} ({side}) in met versie {number} van {code}.",
    en="On {agreed_on} {organisation} ({side}) agreed with version {number} of {code}.",
)
_CONSENSUS = Sentence(
    "definition.consensus",
    nl="Over versie {number} van {code} is overeenstemming: {result}; nog niet akkoord: {missing}.",
    en="There is consensus on version {number} of {code}: {result}; not agreed yet: {missing}.",
)


class DefinitionNotFound(NotFound):
    """There is no such definition, or it is not yours."""

    code = "indicator-definition-not-found"
    title = Text("Definitie niet gevonden", "Definition not found")
    detail = Text("Er is geen indicatordefinitie {id}.", "There is no indicator definition {id}.")
    mend = Text("Zoek de definitie op haar code.", "Search the definition by its code.")


class DefinitionNotValid(NotFound):
    """The definition has no version that holds on the day."""

    code = "indicator-definition-not-valid"
    rule = "R-O21"
    title = Text("De definitie gold toen nog niet", "The definition did not hold yet")
    detail = Text("Op {day} geldt geen versie van {id}.", "No version of {id} holds on {day}.")
    mend = Text("Kies een latere dag.", "Choose a later day.")


class DefinitionCodeUsed(Refused):
    """The purchaser defined an indicator under this code before."""

    code = "indicator-definition-code-used"
    title = Text("De code is al gebruikt", "The code was used before")
    detail = Text(
        "Onder code {indicator} is al een indicator gedefinieerd: {id}.",
        "An indicator is defined under code {indicator} already: {id}.",
    )
    mend = Text(
        "Leg een nieuwe versie van die definitie vast, of neem een andere code.",
        "Register a new version of that definition, or take another code.",
    )


class AgreementRefused(Refused):
    """Nobody agrees for another side, or with a version that is not there."""

    code = "definition-agreement-refused"
    rule = "R-O21"
    title = Text("Dit akkoord kan niet", "This agreement is not possible")
    detail = Text("Het akkoord is niet vastgelegd.", "The agreement was not recorded.")
    mend = Text("Herstel wat onder errors staat.", "Mend what stands under errors.")


_NO_VERSION = Text("Deze versie is er niet.", "There is no such version.")
_OTHER_SIDE = Text("Namens deze kant kan dit token niet instemmen.", "This token cannot agree for this side.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Who agreed with a version, for which side, and when."""

    side: AgreeingSide
    organisation: str
    agreed_by: str | None
    agreed_on: date
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Version(Content):
    """A definition as it holds between two days; `valid_until` is the last day, None while it still holds."""

    number: int
    valid_from: date
    valid_until: date | None = None
    agreements: list[Agreement] = field(default_factory=list)
    consensus: bool = False

    def holds_on(self, day: date) -> bool:
        """Whether it holds on a day."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)

    def agreed(self, side: AgreeingSide, organisation: str | None = None) -> bool:
        """Whether a side agreed, or one organisation of it."""
        return any(one.side is side and organisation in (None, one.organisation) for one in self.agreements)

    def missing(self, owner: str, providers: Sequence[str]) -> list[str]:
        """Who did not agree yet of a purchaser and these providers."""
        own = [] if self.agreed(AgreeingSide.PURCHASER) else [owner]
        return own + [one for one in providers if not self.agreed(AgreeingSide.PROVIDER, one)]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorDefinition:
    """The definition of an indicator; kind, scope and source are those of the newest version."""

    id: UUID
    version: int = 1
    owner: str
    external_reference: str | None = None
    parties: list[str]
    code: str
    library: str | None = None
    kind: IndicatorKind
    scope: IndicatorScope
    source: MeasurementSource
    providers: list[str]
    versions: list[Version]

    def on(self, day: date) -> Version | None:
        """The version that holds on a day."""
        return next((one for one in self.versions if one.holds_on(day)), None)

    def numbered(self, number: int) -> Version | None:
        """The version with this number."""
        return next((one for one in self.versions if one.number == number), None)


def define(
    owner: str,
    code: str,
    content: Content,
    valid_from: date,
    providers: Sequence[str],
    *,
    reference: str | None = None,
    library: str | None = None,
    sees: Sequence[str] = (),
) -> tuple[IndicatorDefinition, Derivation]:
    """A definition with its first version; `sees` may read it beside the providers. Raises DefinitionRefused."""
    _refuse(faults(content))
    asked = sorted(set(providers))
    made = IndicatorDefinition(
        id=new_id(), owner=owner, external_reference=reference, parties=sorted({*asked, *sees}), code=code,
        library=library, kind=content.kind, scope=content.scope, source=content.source, providers=asked,
        versions=[_version(content, 1, valid_from)],
    )  # fmt: skip
    return made, Derivation().because("R-O21", _HOLDS, number=1, code=code, valid_from=valid_from)


def renew(
    known: IndicatorDefinition, content: Content, valid_from: date
) -> tuple[IndicatorDefinition, Derivation] | None:
    """The definition with one more version, the last one ending the day before; None where that version is there already.

    Raises DefinitionRefused, with every fault.
    """
    last = known.versions[-1]
    changed = differing(last, content)
    if not changed and valid_from == last.valid_from:
        return None
    found = faults(content)
    if valid_from <= last.valid_from:
        found.append(fault("validFrom", "valid-from-not-later", "R-O21", before=last.valid_from))
    if len(known.versions) >= MOST_VERSIONS:
        found.append(fault("validFrom", "too-many-versions", most=MOST_VERSIONS))
    _refuse(found)
    ended = replace(last, valid_until=valid_from - _DAY)
    number = last.number + 1
    made = replace(
        known, version=known.version + 1, kind=content.kind, scope=content.scope, source=content.source,
        versions=[*known.versions[:-1], ended, _version(content, number, valid_from)],
    )  # fmt: skip
    told = {"code": known.code, "valid_from": valid_from, "before": last.number, "differing": changed}
    return made, Derivation().because("R-O21", _REPLACES, number=number, **told)


def invite(known: IndicatorDefinition, providers: Sequence[str]) -> IndicatorDefinition:
    """The definition with the providers with whom consensus is sought; who could read it still can."""
    asked = sorted(set(providers))
    if asked == known.providers:
        return known
    made = replace(
        known, version=known.version + 1, providers=asked, parties=sorted({*known.parties, *asked})
    )
    return _settled(made)


def agree(
    known: IndicatorDefinition, number: int, agreement: Agreement, sides: Sequence[AgreeingSide]
) -> tuple[IndicatorDefinition, Derivation] | None:
    """The definition with this agreement on one of its versions; None where it stands already.

    `sides` are those for which the token can agree. Raises AgreementRefused, with every fault.
    """
    version = known.numbered(number)
    found = []
    if version is None:
        found.append(FieldError("#/number", "version-unknown", _NO_VERSION, rule="R-O21"))
    if agreement.side not in sides:
        found.append(FieldError("#/side", "side-foreign", _OTHER_SIDE, rule="R-O21"))
    if version is None or found:
        raise AgreementRefused(errors=tuple(found))
    if version.agreed(agreement.side, agreement.organisation):
        return None
    agreed = replace(version, agreements=[*version.agreements, agreement])
    versions = [agreed if one.number == number else one for one in known.versions]
    made = _settled(replace(known, version=known.version + 1, versions=versions))
    missing = agreed.missing(known.owner, known.providers)
    told = {"number": number, "code": known.code}
    why = Derivation().because(
        "R-O21", _AGREED, agreed_on=agreement.agreed_on, organisation=agreement.organisation,
        side=agreement.side, **told,
    )  # fmt: skip
    settled = made.numbered(number)
    assert settled is not None
    return made, why.because("R-O21", _CONSENSUS, settled.consensus, missing=missing or None, **told)


def narrowed(known: IndicatorDefinition, day: date | None) -> IndicatorDefinition:
    """The definition with only the version that holds on a day, if one is asked. Raises DefinitionNotValid."""
    if day is None:
        return known
    version = known.on(day)
    if version is None:
        raise DefinitionNotValid(id=known.id, day=day.isoformat())
    return replace(known, versions=[version])


def _version(content: Content, number: int, valid_from: date) -> Version:
    told = {name: getattr(content, name) for name in CONTENT}
    return Version(**told, number=number, valid_from=valid_from)


def _settled(known: IndicatorDefinition) -> IndicatorDefinition:
    """The same with the consensus on each version counted anew."""
    versions = [
        replace(one, consensus=bool(known.providers) and not one.missing(known.owner, known.providers))
        for one in known.versions
    ]
    return replace(known, versions=versions)


def _refuse(found: Sequence[FieldError]) -> None:
    if found:
        raise DefinitionRefused(errors=tuple(found), count=len(found))


GIVEN = (*(one.name for one in fields(Content)), "valid_from")
