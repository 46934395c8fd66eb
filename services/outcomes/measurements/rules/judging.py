"""What is wrong with a measurement by itself: its value and ratio, its narrative, the correction that it is."""

from __future__ import annotations

from decimal import Decimal

from services.outcomes.measurements.rules.faults import fault
from services.outcomes.measurements.rules.slots import SCORE, Given, Slot
from shared.errors import FieldError
from shared.values.measuring import agrees, factor_of, ratio, score


def of_value(given: Given, slot: Slot) -> list[FieldError]:
    """What is wrong with the value, its ratio and deviation (G-81, R-O19, R-O29), and with the narrative (R-O27)."""
    faults = _of_ratio(given, slot)
    if given.value is not None and not SCORE.fullmatch(given.value):
        faults.append(fault("value", "score-unreadable"))
    elif given.value is not None and not slot.fits(given.value):
        faults.append(_off_scale(slot))
    if given.standard_deviation is not None and not SCORE.fullmatch(given.standard_deviation):
        faults.append(fault("standardDeviation", "score-unreadable"))
    elif given.standard_deviation is not None and Decimal(given.standard_deviation) < 0:
        faults.append(fault("standardDeviation", "deviation-negative"))
    if slot.indicator.narrative_required and not (given.narrative or "").strip():
        faults.append(fault("narrative", "narrative-missing", "R-O27"))
    return faults


def _off_scale(slot: Slot) -> FieldError:
    indicator = slot.indicator
    return fault("value", "value-outside-scale", "G-81", lowest=indicator.lowest, highest=indicator.highest)


def _of_ratio(given: Given, slot: Slot) -> list[FieldError]:
    numerator, denominator = given.numerator, given.denominator
    if numerator is None or denominator is None:
        if numerator is denominator:
            return []
        return [fault("denominator" if denominator is None else "numerator", "ratio-half")]
    if denominator == 0:
        return [fault("denominator", "denominator-zero")]
    exact = ratio(numerator, denominator, factor_of(slot.indicator.unit))
    if given.value is None:
        return [] if slot.fits_ratio(None, numerator, denominator) else [_off_scale(slot)]
    if not SCORE.fullmatch(given.value) or agrees(Decimal(given.value), exact):
        return []
    return [
        fault("value", "ratio-disagrees", numerator=numerator, denominator=denominator, exact=score(exact))
    ]


def of_correction(given: Given) -> list[FieldError]:
    """What is wrong with a correction by itself: it names what it corrects, and why."""
    if given.corrects_id is not None and not (given.reason or "").strip():
        return [fault("reason", "correction-without-reason")]
    if given.corrects_id is None and given.reason is not None:
        return [fault("correctsId", "reason-without-correction")]
    return []
