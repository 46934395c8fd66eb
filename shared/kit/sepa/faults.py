"""What can be wrong with a bank file, said in Dutch and English."""

from __future__ import annotations

from typing import Any, Final

from shared.errors import Text

REASONS: Final = {
    "iban": Text("{field} is geen geldige IBAN (mod 97).", "{field} is not a valid IBAN (mod 97)."),
    "identifier": Text(
        "{field} moet 1 tot 35 SEPA-tekens zijn, zonder / of spatie aan begin of eind en zonder //.",
        "{field} must be 1 to 35 SEPA characters, with no / or space at either end and no //.",
    ),
    "name": Text(
        "{field} houdt in de SEPA-tekenset geen letter of cijfer over.",
        "{field} keeps no letter or digit in the SEPA character set.",
    ),
    "payment-amount": Text(
        "{field} moet tussen 0.01 en 999999999.99 euro liggen.",
        "{field} must lie between 0.01 and 999999999.99 euros.",
    ),
    "remittance": Text("{field} is langer dan 140 tekens.", "{field} is longer than 140 characters."),
    "twice": Text("{field} komt meer dan eens voor.", "{field} occurs more than once."),
    "empty": Text("{field} bevat geen betaling.", "{field} holds no payment."),
    "too-large": Text(
        "Het bestand is groter dan {megabytes} MB of bevat te veel elementen.",
        "The file is larger than {megabytes} MB or holds too many elements.",
    ),
    "document-type": Text(
        "Het bestand bevat een documenttype of entiteit (DTD); dat wordt niet gelezen.",
        "The file holds a document type or entity (DTD); that is not read.",
    ),
    "not-xml": Text("Het bestand is geen leesbare XML in UTF-8.", "The file is not readable XML in UTF-8."),
    "version": Text(
        "Het bestand is geen camt.053 in versie 02, 04 of 08.",
        "The file is no camt.053 in version 02, 04 or 08.",
    ),
    "several": Text(
        "Het bestand bevat {count} afschriften; hier past er één.",
        "The file holds {count} statements; there is room for one here.",
    ),
    "missing": Text("{field} ontbreekt of is leeg.", "{field} is missing or empty."),
    "amount": Text("{field} is geen bedrag in hele centen.", "{field} is not an amount in whole cents."),
    "direction": Text("{field} moet CRDT of DBIT zijn.", "{field} must be CRDT or DBIT."),
    "date": Text("{field} is geen datum.", "{field} is not a date."),
    "currency": Text(
        "{field} staat in {found}, de rekening in {currency}.",
        "{field} is in {found}, the account in {currency}.",
    ),
    "parts": Text(
        "De transacties van {field} tellen op tot {found}, de boeking zelf is {stated}.",
        "The transactions of {field} add up to {found}, the entry itself is {stated}.",
    ),
    "balance": Text(
        "{field}: beginsaldo {opening} en boekingen {booked} geven {expected}; het eindsaldo is {closing}.",
        "{field}: opening {opening} and entries {booked} give {expected}; the closing balance is {closing}.",
    ),
}


class SepaFault(ValueError):  # noqa: N818  (like the problems, the sentence that a client reads)
    """A bank file with a fault: `code`, `field` (where), and `reason` in two languages, filled with `facts`.

    Neither the facts nor the message hold an IBAN, so they may be logged.
    """

    def __init__(self, code: str, field: str, **facts: Any) -> None:
        self.code, self.field, self.reason = code, field, REASONS[code]
        self.facts: dict[str, Any] = {"field": field, **facts}
        super().__init__(self.render("en"))

    def render(self, language: str) -> str:
        """The reason as one sentence in `language` ("nl" or "en")."""
        return self.reason.render(language, self.facts)


class TransferInvalid(SepaFault):
    """Transfers that may not go to the bank like this."""


class IbanInvalid(SepaFault):
    """An account number that fails mod 97 or its country's form; a bank would refuse the whole file."""

    def __init__(self, field: str) -> None:
        super().__init__("iban", field)


class StatementInvalid(SepaFault):
    """A statement that cannot be read, or whose amounts do not add up: nothing of it may be booked."""
