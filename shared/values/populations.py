"""The closed lists of whom agreements are for: areas, legal frameworks with their dates, characteristics (docs/glossary.md)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class AreaLevel(StrEnum):
    """How large an area is (N-104): buurt, wijk, gemeente, regio; from small to large."""

    NEIGHBOURHOOD = "neighbourhood"
    DISTRICT = "district"
    MUNICIPALITY = "municipality"
    REGION = "region"

    @property
    def rank(self) -> int:
        """Its place from small (0) to large."""
        return list(AreaLevel).index(self)


class LegalFramework(StrEnum):
    """A law or regulation that the sources name (N-14); the dates between which it held are in `FRAMEWORKS`."""

    WMO_2007 = "wmo2007"
    WMO_2015 = "wmo2015"
    JEUGDWET = "jeugdwet"
    PARTICIPATIEWET = "participatiewet"
    AWBZ = "awbz"
    WLZ = "wlz"
    ZVW = "zvw"
    PASSEND_ONDERWIJS = "passendOnderwijs"
    WGR = "wgr"
    WBP = "wbp"
    AVG = "avg"
    WTG = "wtg"
    WZV = "wzv"


@dataclass(frozen=True, slots=True)
class Validity:
    """A law's name and the first and last day on which it held; None where it still holds or the day is not recorded."""

    name: str
    valid_from: date | None
    valid_until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the law held on a day."""
        began = self.valid_from is None or self.valid_from <= day
        return began and (self.valid_until is None or day <= self.valid_until)


# Sources of 2013-2019 name laws that are gone by now: they stay as names of their time (G-62).
FRAMEWORKS: dict[LegalFramework, Validity] = {
    LegalFramework.WMO_2007: Validity("Wmo 2007", date(2007, 1, 1), date(2014, 12, 31)),
    LegalFramework.WMO_2015: Validity("Wmo 2015", date(2015, 1, 1)),
    LegalFramework.JEUGDWET: Validity("Jeugdwet", date(2015, 1, 1)),
    LegalFramework.PARTICIPATIEWET: Validity("Participatiewet", date(2015, 1, 1)),
    LegalFramework.AWBZ: Validity("AWBZ", date(1968, 1, 1), date(2014, 12, 31)),
    LegalFramework.WLZ: Validity("Wlz", date(2015, 1, 1)),
    LegalFramework.ZVW: Validity("Zvw", date(2006, 1, 1)),
    LegalFramework.PASSEND_ONDERWIJS: Validity("Wet passend onderwijs", date(2014, 8, 1)),
    LegalFramework.WGR: Validity("Wgr", date(1985, 1, 1)),
    LegalFramework.WBP: Validity("Wbp", date(2001, 9, 1), date(2018, 5, 24)),
    LegalFramework.AVG: Validity("AVG", date(2018, 5, 25)),
    LegalFramework.WTG: Validity("WTG", None, date(2006, 9, 30)),
    LegalFramework.WZV: Validity("WZV", None, date(2005, 12, 31)),
}
# From this day on the Wlz is open to people who need mental health care for life (003 ▸ Vanaf 2021, G-62).
WLZ_MENTAL_HEALTH_FROM = date(2021, 1, 1)


class Delimitation(StrEnum):
    """By what a population is bounded (N-47); several at once are possible."""

    AREA = "area"
    MUNICIPALITY = "municipality"
    REGION = "region"
    AGE = "age"
    DEMAND = "demand"
    TARGET_GROUP = "targetGroup"
    DIAGNOSIS = "diagnosis"
    INSURED = "insured"


class EntryCondition(StrEnum):
    """When someone begins to belong to a population: by living there, or by an event (R-C54)."""

    RESIDENCE = "residence"
    DEMAND = "demand"
    REFERRAL = "referral"
    DECISION = "decision"
    DIAGNOSIS = "diagnosis"


class FigureSource(StrEnum):
    """Where a size or a characteristic comes from (N-106)."""

    MUNICIPALITY = "municipality"
    CBS = "cbs"
    GGD = "ggd"
    VEKTIS = "vektis"
    STATE = "state"
    PROVIDER = "provider"
    INSURER = "insurer"
    OTHER = "other"


class CharacteristicKind(StrEnum):
    """What is told of the people of an area (N-48)."""

    EDUCATION = "education"
    HOUSEHOLDS_WITH_CHILDREN = "householdsWithChildren"
    SOCIALLY_ISOLATED = "sociallyIsolated"
    SOCIAL_ASSISTANCE = "socialAssistance"
    SES = "ses"
    INCOME = "income"
    AGE = "age"
    SEX = "sex"
    HISTORICAL_USE = "historicalUse"
    INHABITANTS = "inhabitants"
    OTHER = "other"


class CharacteristicUnit(StrEnum):
    """In what a characteristic is counted."""

    COUNT = "count"
    PERCENT = "percent"
    EURO = "euro"
    SCORE = "score"
    YEARS = "years"


class UsedFor(StrEnum):
    """Of which budget a characteristic is a ground (R-C17): youth and family, or social."""

    YOUTH = "youth"
    SOCIAL = "social"


# Youth budgets look at households with children, social ones at isolation; not at each other's (R-C17).
FOREIGN_TO: dict[UsedFor, frozenset[CharacteristicKind]] = {
    UsedFor.YOUTH: frozenset({CharacteristicKind.SOCIALLY_ISOLATED}),
    UsedFor.SOCIAL: frozenset({CharacteristicKind.HOUSEHOLDS_WITH_CHILDREN}),
}


class ProvisionKind(StrEnum):
    """What stands on the social map of an area (D-17)."""

    GENERAL = "general"
    TAILOR_MADE = "tailorMade"
    COLLECTIVE = "collective"
    VOLUNTARY = "voluntary"
    HEALTH_CARE = "healthCare"
    EDUCATION = "education"


__all__ = [
    "FOREIGN_TO", "FRAMEWORKS", "WLZ_MENTAL_HEALTH_FROM", "AreaLevel", "CharacteristicKind", "CharacteristicUnit",
    "Delimitation", "EntryCondition", "FigureSource", "LegalFramework", "ProvisionKind", "UsedFor", "Validity",
]  # fmt: skip
