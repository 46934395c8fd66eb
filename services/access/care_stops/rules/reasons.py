"""Why care stopped, in our words and in the codes of the law's iStandaard (WMO588, JZ588)."""

from __future__ import annotations

from collections.abc import Mapping

from shared.errors import FieldError, Refused, Text
from shared.values.care_courses import StopReason
from shared.values.terms import Law

_BOTH: dict[StopReason, tuple[str, ...]] = {
    StopReason.DECEASED: ("02",),
    StopReason.INTERRUPTED: ("20",),
    StopReason.BY_MUNICIPALITY: ("36",),
    StopReason.CHANGE_REQUESTED: ("37",),
    StopReason.TRANSFERRED_TO_PROVIDER: ("38",),
    StopReason.TRANSFERRED_TO_DOMAIN: ("39",),
    # Another team of the same provider: the message exchange knows no such stop.
    StopReason.TRANSFERRED_TO_TEAM: (),
}
# The codes that fit a reason, the usual one first. 31 is "moved" under the Wmo and "as planned" under the Jeugdwet.
CODES: Mapping[Law, Mapping[StopReason, tuple[str, ...]]] = {
    Law.WMO_2015: {
        **_BOTH,
        StopReason.GOALS_REACHED: ("19",),
        StopReason.AS_PLANNED: ("19",),
        StopReason.OWN_REQUEST: ("21",),
        StopReason.CITIZEN_LEFT: ("21",),
        StopReason.BY_PROVIDER: ("22",),
        StopReason.BY_AGREEMENT: ("23",),
        StopReason.CIRCUMSTANCES: ("23", "22", "36"),
        StopReason.RECIDIVISM: ("23", "22", "39"),
        StopReason.MOVED: ("31",),
    },
    Law.JEUGDWET: {
        **_BOTH,
        StopReason.GOALS_REACHED: ("31",),
        StopReason.AS_PLANNED: ("31",),
        StopReason.OWN_REQUEST: ("32",),
        StopReason.CITIZEN_LEFT: ("32",),
        StopReason.BY_PROVIDER: ("33",),
        StopReason.BY_AGREEMENT: ("34",),
        StopReason.CIRCUMSTANCES: ("35",),
        StopReason.RECIDIVISM: ("35", "33", "39"),
        StopReason.MOVED: ("35",),
    },
}
# What a code means by itself, where no reason is told beside it: no more than the code says.
MEANS: Mapping[Law, Mapping[str, StopReason]] = {
    Law.WMO_2015: {
        "02": StopReason.DECEASED,
        "19": StopReason.AS_PLANNED,
        "20": StopReason.INTERRUPTED,
        "21": StopReason.OWN_REQUEST,
        "22": StopReason.BY_PROVIDER,
        "23": StopReason.BY_AGREEMENT,
        "31": StopReason.MOVED,
        "36": StopReason.BY_MUNICIPALITY,
        "37": StopReason.CHANGE_REQUESTED,
        "38": StopReason.TRANSFERRED_TO_PROVIDER,
        "39": StopReason.TRANSFERRED_TO_DOMAIN,
    },
    Law.JEUGDWET: {
        "02": StopReason.DECEASED,
        "20": StopReason.INTERRUPTED,
        "31": StopReason.AS_PLANNED,
        "32": StopReason.OWN_REQUEST,
        "33": StopReason.BY_PROVIDER,
        "34": StopReason.BY_AGREEMENT,
        "35": StopReason.CIRCUMSTANCES,
        "36": StopReason.BY_MUNICIPALITY,
        "37": StopReason.CHANGE_REQUESTED,
        "38": StopReason.TRANSFERRED_TO_PROVIDER,
        "39": StopReason.TRANSFERRED_TO_DOMAIN,
    },
}


class StopReasonRefused(Refused):
    """The law does not know the code, or it says something else than the reason."""

    code = "stop-reason-refused"
    rule = "R-X07"
    title = Text("De reden van de stop kan zo niet", "The reason of the stop cannot be like this")
    detail = Text(
        "Code {reason_code} past niet bij reden {reason} onder deze wet; wel: {codes}.",
        "Code {reason_code} does not fit reason {reason} under this law; these do: {codes}.",
    )
    mend = Text(
        "Kies een code van de wet van de zaak: 31 is verhuisd onder de Wmo en volgens plan onder de Jeugdwet.",
        "Choose a code of the case's law: 31 is moved under the Wmo and as planned under the Jeugdwet.",
    )


def settle_reason(
    law: Law, reason: StopReason | None, reason_code: str | None
) -> tuple[StopReason, str | None]:
    """The reason and its code under a law, of which at least one is told; the code is None where there is no message.

    Raises StopReasonRefused.
    """
    if reason is None:
        assert reason_code is not None, "the schema asks for one of the two"
        found = MEANS[law].get(reason_code)
        if found is None:
            raise _refused(reason_code, None, tuple(MEANS[law]))
        return found, reason_code
    codes = CODES[law][reason]
    if reason_code is None:
        return reason, codes[0] if codes else None
    if reason_code not in codes:
        raise _refused(reason_code, reason, codes)
    return reason, reason_code


def _refused(reason_code: str, reason: StopReason | None, codes: tuple[str, ...]) -> StopReasonRefused:
    error = FieldError("#/reasonCode", "reason-code", StopReasonRefused.detail, rule="R-X07")
    return StopReasonRefused(errors=(error,), reason_code=reason_code, reason=reason, codes=list(codes))
