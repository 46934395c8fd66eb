"""Numbers, days and closed words as a reader of the page's language writes them."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from shared.errors import Text
from shared.values import Money
from shared.values.reporting import ChangeDirection, FigureUnit, ReportFrequency, ReportReader, Standing
from shared.values.share import percent_text
from shared.values.terms import NormOperator, Verdict

VERDICTS = {
    Verdict.MET: Text("gehaald", "met"),
    Verdict.NOT_MET: Text("niet gehaald", "not met"),
    Verdict.NOT_JUDGEABLE: Text("niet te beoordelen", "not judgeable"),
}
STANDINGS = {
    Standing.ABOVE: Text("boven", "above"),
    Standing.BELOW: Text("onder", "below"),
    Standing.NOT_DISTINGUISHABLE: Text("niet te onderscheiden", "not distinguishable"),
    Standing.NOT_JUDGED: Text("niet beoordeeld", "not judged"),
}
DIRECTIONS = {
    ChangeDirection.BETTER: Text("beter", "better"),
    ChangeDirection.WORSE: Text("slechter", "worse"),
    ChangeDirection.EQUAL: Text("gelijk", "equal"),
    ChangeDirection.NOT_KNOWN: Text("niet bekend", "not known"),
}
OPERATORS = {
    NormOperator.MIN: Text("ten minste", "at least"),
    NormOperator.MAX: Text("ten hoogste", "at most"),
    NormOperator.ABOVE: Text("meer dan", "more than"),
    NormOperator.BELOW: Text("minder dan", "less than"),
}
UNITS = {
    FigureUnit.WORKING_DAYS: Text("werkdagen", "working days"),
    FigureUnit.DAYS: Text("dagen", "days"),
    FigureUnit.PER_THOUSAND: Text("per 1.000 inwoners", "per 1,000 inhabitants"),
}
MONTHS = {
    "nl": [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}
TOO_FEW = Text("te klein om te tonen", "too few to show")


# Beyond these a reader sees noise; the report's data hold every digit, and a verdict never rests on what is shown.
_MOST_DECIMALS = 3
_PARTS = {
    "Q1": Text("eerste kwartaal {year}", "first quarter of {year}"),
    "Q2": Text("tweede kwartaal {year}", "second quarter of {year}"),
    "Q3": Text("derde kwartaal {year}", "third quarter of {year}"),
    "Q4": Text("vierde kwartaal {year}", "fourth quarter of {year}"),
    "H1": Text("eerste helft van {year}", "first half of {year}"),
    "H2": Text("tweede helft van {year}", "second half of {year}"),
}

READERS = {
    ReportReader.MUNICIPALITY: Text("gemeente", "municipality"),
    ReportReader.PROVIDER: Text("aanbieder", "provider"),
    ReportReader.AUDITOR: Text("accountant", "auditor"),
    ReportReader.COUNCIL: Text("gemeenteraad", "municipal council"),
    ReportReader.STEERING_GROUP: Text("stuurgroep", "steering group"),
    ReportReader.INSURER: Text("zorgverzekeraar", "health insurer"),
    ReportReader.PARTNERS: Text("partners in de stad", "partners in the city"),
    ReportReader.CITIZENS: Text("inwoners", "citizens"),
}
RESOURCES = {
    "contract": Text("contract", "contract"),
    "indicator": Text("indicator", "indicator"),
    "measurement": Text("meting", "measurement"),
    "contract-verdict": Text("jaaroordeel", "verdict on a year"),
    "audit-statement": Text("controleverklaring", "accountant's statement"),
    "improvement-plan": Text("plan van aanpak", "plan of action"),
    "meeting-cycle": Text("overlegcyclus", "cycle of meetings"),
    "meeting": Text("overleg", "meeting"),
    "incentive-evaluation": Text("stoplicht", "traffic light"),
    "survey": Text("onderzoek", "survey"),
    "comparison": Text("vergelijking", "comparison"),
    "triple-aim": Text("triple aim", "triple aim"),
    "pilot-evaluation": Text("pilotevaluatie", "evaluation of a pilot"),
}
FREQUENCIES = {
    ReportFrequency.TWO_WEEKLY: Text("elke twee weken", "every two weeks"),
    ReportFrequency.SIX_WEEKLY: Text("elke zes weken", "every six weeks"),
    ReportFrequency.QUARTERLY: Text("elk kwartaal", "every quarter"),
    ReportFrequency.HALF_YEARLY: Text("elk half jaar", "every half-year"),
    ReportFrequency.YEARLY: Text("elk jaar", "every year"),
    ReportFrequency.ON_OCCASION: Text("wanneer daar aanleiding toe is", "when there is occasion"),
}
DEMANDED = Text(
    "Een cijfer staat nooit alleen: bij elke indicator hoort een toelichting (R-O27).",
    "A figure never stands alone: each indicator comes with a narrative (R-O27).",
)
WORDS = {
    "nl": {
        "kind": "Verantwoordingsrapportage", "period": "Periode", "contract": "Contract", "purchaser": "Opdrachtgever",
        "composed": "Opgesteld", "readers": "Voor", "frequency": "Verschijnt", "corrects": "Corrigeert rapportage",
        "draft": "Concept: nog niet ingediend", "submitted": "Ingediend op", "until": "tot en met",
        "overview": "In \u00e9\u00e9n oogopslag", "owed": "Zonder toelichting kan dit rapport niet worden ingediend. Het verhaal ontbreekt bij:",
        "untold": "Zonder toelichting staan hier:", "noStory": "Het verhaal bij deze rapportage ontbreekt: cijfers staan nooit alleen.",
        "figure": "Cijfer", "value": "Waarde", "norm": "Norm", "verdict": "Oordeel", "allFigures": "Alle cijfers van dit rapport",
        "why": "Hoe deze cijfers tot stand kwamen", "rests": "Waarop dit rapport rust",
        "small": "Weggelaten zijn aantallen kleiner dan", "read": "Gelezen", "nothing": "niets",
        "versions": "De gelezen versies staan in de gegevens van het rapport.", "positions": "Bijgewerkt tot en met positie",
        "sealedBy": "Verzegeld bij het indienen op", "contents": "Inhoud",
    },
    "en": {
        "kind": "Accountability report", "period": "Period", "contract": "Contract", "purchaser": "Purchaser",
        "composed": "Composed", "readers": "For", "frequency": "Appears", "corrects": "Corrects report",
        "draft": "Draft: not submitted yet", "submitted": "Submitted on", "until": "up to and including",
        "overview": "At a glance", "owed": "Without narrative this report cannot be submitted. The story is missing for:",
        "untold": "Without narrative stand:", "noStory": "The story of this report is missing: figures never stand alone.",
        "figure": "Figure", "value": "Value", "norm": "Norm", "verdict": "Verdict", "allFigures": "All figures of this report",
        "why": "How these figures came about", "rests": "What this report rests on",
        "small": "Left out are numbers smaller than", "read": "Read", "nothing": "nothing",
        "versions": "The versions that were read are in the report's data.", "positions": "Up to date until position",
        "sealedBy": "Sealed when submitted on", "contents": "Contents",
    },
}  # fmt: skip


def in_(text: Text, language: str) -> str:
    """A text in the page's language."""
    return text.en if language == "en" else text.nl


def plain_number(value: str, language: str) -> str:
    """A plain decimal as it is written: "1.234,5" in nl, "1,234.5" in en, at most three decimals; what is no number stays."""
    try:
        amount = Decimal(value)
    except InvalidOperation:
        return value
    if not amount.is_finite():
        return value
    exponent = amount.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -_MOST_DECIMALS:
        amount = amount.quantize(Decimal(1).scaleb(-_MOST_DECIMALS), ROUND_HALF_UP)
    shown = f"{amount:,f}".replace("-", "\u2212")
    return shown if language == "en" else shown.translate(str.maketrans(",.", ".,"))


def shown_value(value: str, unit: FigureUnit, language: str) -> str:
    """A figure as it is read: money in euros, shares in percent, the rest as a number."""
    if unit is FigureUnit.CENTS:
        return Money(int(value)).text(language).replace(" ", "\u00a0")
    if unit is FigureUnit.BASIS_POINTS:
        return percent_text(int(Decimal(value).to_integral_value()), language).replace(" %", "\u00a0%")
    return plain_number(value, language)


def bound_text(value: str, unit: FigureUnit, language: str) -> str:
    """An end of an interval: two decimals say enough of what is uncertain."""
    if unit in (FigureUnit.CENTS, FigureUnit.BASIS_POINTS):
        return shown_value(value, unit, language)
    return plain_number(str(Decimal(value).quantize(Decimal("0.01"), ROUND_HALF_UP)), language)


def unit_text(unit: FigureUnit, own: str | None, language: str) -> str:
    """The unit beside a figure; empty where the figure says it itself."""
    if unit is FigureUnit.INDICATOR:
        return own or ""
    return in_(UNITS[unit], language) if unit in UNITS else ""


def day_text(day: date, language: str) -> str:
    """A day as it is written: "1 juli 2026"."""
    return f"{day.day} {MONTHS['en' if language == 'en' else 'nl'][day.month - 1]} {day.year}"


def period_text(period: str, language: str) -> str:
    """A period's code as it is read: "eerste kwartaal 2026"."""
    year, _, part = period.partition("-")
    if not part:
        return year
    if part in _PARTS:
        return in_(_PARTS[part], language).format(year=year)
    if part.isdigit() and 1 <= int(part) <= 12:
        return f"{MONTHS['en' if language == 'en' else 'nl'][int(part) - 1]} {year}"
    return period
