"""What the bank's files say, apart from their XML; and the SEPA character set, IBANs and identifiers.

Account numbers are left out of every repr, because they may not reach a log.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from stdnum import iban as stdnum_iban
from stdnum.exceptions import ValidationError

from shared.kit.sepa.faults import IbanInvalid, SepaFault

ISO_20022: Final = "urn:iso:std:iso:20022:tech:xsd:"
MAX_AMOUNT_CENTS: Final = 99_999_999_999
NOT_PROVIDED: Final = "NOTPROVIDED"

_OUTSIDE_SEPA: Final = re.compile(r"[^A-Za-z0-9/\-?:().,'+ ]")
_IDENTIFIER: Final = re.compile(r"(?![/ ])(?!.*//)[A-Za-z0-9/\-?:().,'+ ]{1,35}(?<![/ ])")
_LETTER_OR_DIGIT: Final = re.compile(r"[A-Za-z0-9]")
# Letters without a separable accent, and signs with a customary twin in the set.
_TWINS: Final = str.maketrans(
    {"ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L"}
    | {"đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "TH", "ħ": "h", "Ħ": "H", "\u0131": "i"}
    | {"&": "+", "€": "EUR", "_": "-", "\u2018": "'", "\u2019": "'", "\u00b4": "'", "`": "'"}
    | {"\u2010": "-", "\u2011": "-", "\u2013": "-", "\u2014": "-"}
)


@dataclass(frozen=True, slots=True)
class Debtor:
    """Who pays, from which account."""

    name: str
    iban: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Transfer:
    """One payment: `end_to_end_id` (1..35, SEPA set) comes back in camt.053; `remittance` is at most 140."""

    end_to_end_id: str
    amount_cents: int
    creditor_name: str
    creditor_iban: str = field(repr=False)
    remittance: str


@dataclass(frozen=True, slots=True)
class Booking:
    """One booked transaction, credit positive; `reference` is unique within its statement.

    `reversal`: money that comes back (RvslInd, or a return reason); `amount_cents` is signed as booked.
    """

    amount_cents: int
    booked_on: date
    end_to_end_id: str | None
    counterparty_iban: str | None = field(repr=False)
    reference: str
    reversal: bool


@dataclass(frozen=True, slots=True)
class Statement:
    """One account, opening + booked = closing (checked); `iban` is the account as the bank names it."""

    id: str
    iban: str = field(repr=False)
    opening_cents: int
    closing_cents: int
    currency: str
    booked: tuple[Booking, ...]


def clean(text: str) -> str:
    """The text in the SEPA set: accents to plain letters, the rest to full stops, single spaces."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_TWINS))
    plain = "".join(one for one in decomposed if not unicodedata.combining(one))
    return _OUTSIDE_SEPA.sub(".", " ".join(plain.split()))


def checked_name(text: str, field: str, fault: type[SepaFault]) -> str:
    """The cleaned name, cut at 70; raises `fault` when nothing readable is left."""
    name = clean(text)[:70].strip()
    if not _LETTER_OR_DIGIT.search(name):
        raise fault("name", field)
    return name


def checked_iban(number: str, field: str) -> str:
    """The IBAN without spaces, in capitals; raises IbanInvalid."""
    try:
        return stdnum_iban.validate(number)
    except ValidationError:
        raise IbanInvalid(field) from None


def check_identifier(text: str, field: str, fault: type[SepaFault]) -> None:
    """Raise `fault` unless the text is an identifier that every bank passes on unchanged (EPC217-08)."""
    if not _IDENTIFIER.fullmatch(text):
        raise fault("identifier", field)


def euros(cents: int) -> str:
    """Cents as the files write them: 1234 is "12.34"."""
    return f"{'-' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02d}"
