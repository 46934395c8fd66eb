"""The incentive profile of the chosen forms: per dimension what the sources argue, and where forms pull apart (N-44, R-C61)."""

from __future__ import annotations

from dataclasses import dataclass

from services.contracts.contracts.rules import FundingAgreement
from services.contracts.findings.rules import combined
from services.contracts.findings.rules.core import Case, Finding
from services.contracts.findings.rules.names import form_name
from services.contracts.findings.rules.texts import ARGUMENTS, DIMENSIONS
from shared.errors import Text
from shared.values.agreements import BasicForm, FundingForm
from shared.values.findings import Dimension, SourceCase, Tendency


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """One argument of the sources about a chosen form: its text and row, and the case it comes from."""

    funding_number: int
    basic_form: BasicForm
    text: Text
    tendency: Tendency | None
    case: SourceCase | None
    row: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DimensionProfile:
    """One dimension: every argument about the chosen forms, and whether they pull apart on it."""

    dimension: Dimension
    name: Text
    arguments: list[Argument]
    pulls_apart: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfiledForm:
    """A chosen form, with the basic form to which it belongs and its name."""

    funding_number: int
    form: FundingForm
    basic_form: BasicForm
    name: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class IncentiveProfile:
    """The forms, the five dimensions, and what stands between the forms (R-C61)."""

    forms: list[ProfiledForm]
    dimensions: list[DimensionProfile]
    conflicts: list[Finding]


def _arguments(one: FundingAgreement, basic: BasicForm, dimension: Dimension) -> list[Argument]:
    return [
        Argument(
            funding_number=one.number,
            basic_form=basic,
            text=said.text,
            tendency=said.tendency,
            case=said.case,
            row=said.row,
            source=said.source,
        )
        for said in ARGUMENTS
        if said.basic_form is basic and said.dimension is dimension
    ]


def profile(case: Case) -> IncentiveProfile:
    """The incentive profile; a supplement has no arguments of its own in the sources, it shows in what remains beside it."""
    chosen = list(zip(case.terms.funding_agreements, case.basics, strict=True))
    conflicts = [
        one
        for detect in combined.DETECTORS
        for one in detect(case)
        if isinstance(one, Finding)
    ]  # fmt: skip
    apart = {
        (one.number, other.number)
        for one, _ in chosen
        for other, _ in chosen
        if combined.together(one, other)
    }
    dimensions = []
    for dimension in Dimension:
        found = [said for one, basic in chosen for said in _arguments(one, basic, dimension)]
        pulls = {one.number: combined.tendency(basic, dimension) for one, basic in chosen}
        more = [number for number, way in pulls.items() if way is Tendency.MORE]
        less = [number for number, way in pulls.items() if way is Tendency.LESS]
        dimensions.append(
            DimensionProfile(
                dimension=dimension,
                name=DIMENSIONS[dimension],
                arguments=found,
                pulls_apart=any((one, other) in apart for one in more for other in less),
            )
        )
    forms = [
        ProfiledForm(
            funding_number=one.number, form=FundingForm(one.form), basic_form=basic, name=form_name(one.form)
        )
        for one, basic in chosen
    ]
    return IncentiveProfile(forms=forms, dimensions=dimensions, conflicts=conflicts)
