"""What may be recorded of a person and for what (F-01, F-02), who is the same person, and what can be wrong (F-06)."""

from services.access.citizens.rules.persons import (
    PURPOSES,
    Citizen,
    FieldPurpose,
    Personal,
    PersonalData,
    Stated,
    check_bsn,
    check_held,
    check_personal,
    correct,
    find_same,
    in_order,
    personal_data,
    refuse_bsn,
    register,
)
from services.access.citizens.rules.problems import (
    CitizenErased,
    CitizenKnown,
    CitizenNotFound,
    FileHeld,
    PersonalDataRefused,
)

__all__ = [
    "PURPOSES",
    "Citizen",
    "CitizenErased",
    "CitizenKnown",
    "CitizenNotFound",
    "FieldPurpose",
    "FileHeld",
    "Personal",
    "PersonalData",
    "PersonalDataRefused",
    "Stated",
    "check_bsn",
    "check_held",
    "check_personal",
    "correct",
    "find_same",
    "in_order",
    "personal_data",
    "refuse_bsn",
    "register",
]
