"""Whether powers were transferred for a law on a day, and how a transfer ends (R-C51, F-31)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from shared.errors import FieldError, NotFound, Refused, Text
from shared.values import Derivation, Sentence
from shared.values.terms import Law

LAW_NAMES = {Law.WMO_2015: "Wmo 2015", Law.JEUGDWET: "Jeugdwet"}
WITHDRAWN = Sentence(
    "power-transfer.withdrawn",
    nl="De overdracht gold tot en met {was}; de laatste dag is nu {result}.",
    en="The transfer held up to and including {was}; its last day is now {result}.",
)


@dataclass(frozen=True, slots=True)
class PowerTransfer:
    """The power of `holder` to contract for a municipality (`owner`) under laws, from the first day to the last."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    holder: str
    municipality_code: str
    laws: list[Law]
    valid_from: date
    valid_until: date | None

    def covers(self, municipality_code: str, law: Law, day: date) -> bool:
        """Whether it is in force for the municipality and the law on the day, first and last day included."""
        return (
            self.municipality_code == municipality_code
            and law in self.laws
            and self.valid_from <= day
            and (self.valid_until is None or day <= self.valid_until)
        )


class PowerTransferNotFound(NotFound):
    """There is no such transfer of powers, or it is not yours."""

    code = "power-transfer-not-found"
    title = Text("Overdracht niet gevonden", "Transfer not found")
    detail = Text("Er is geen overdracht {id}.", "There is no transfer {id}.")
    mend = Text(
        "Controleer het kenmerk, of zoek op gemeente.", "Check the identifier, or search by municipality."
    )


class PowerTransferRefused(Refused):
    """A municipality transfers its own powers, to another."""

    code = "power-transfer-refused"
    rule = "R-C51"
    title = Text("De bevoegdheid gaat zo niet over", "The power is not transferred like this")
    detail = Text(
        "Een gemeente draagt haar eigen bevoegdheid over aan een ander; zie errors.",
        "A municipality transfers its own power to another; see errors.",
    )
    mend = Text(
        "Noem de eigen gemeentecode en een regio of centrumgemeente die contracteert.",
        "Name your own municipality code and a region or centre municipality that contracts.",
    )


class PowerNotTransferred(Refused):
    """The municipality did not transfer the power to contract for this law on this day (R-C51)."""

    code = "power-not-transferred"
    rule = "R-C51"
    title = Text("De bevoegdheid is niet overgedragen", "The power was not transferred")
    detail = Text(
        "{holder} mag op {days} niet contracteren voor gemeente {municipalities} onder de {laws}.",
        "On {days} {holder} may not contract for municipality {municipalities} under the {laws}.",
    )
    mend = Text(
        "Laat de gemeente de bevoegdheid overdragen (POST /v1/power-transfers) voor deze wet en deze dagen.",
        "Have the municipality transfer the power (POST /v1/power-transfers) for this law and these days.",
    )


class WithdrawalRefused(Refused):
    """The last day would be later than agreed, before the first, or in the past."""

    code = "power-transfer-withdrawal-refused"
    rule = "R-C51"
    title = Text("De overdracht kan zo niet worden ingetrokken", "The transfer cannot be withdrawn like this")
    detail = Text(
        "De laatste dag {valid_until} ligt niet tussen {earliest} en {latest}.",
        "The last day {valid_until} does not lie between {earliest} and {latest}.",
    )
    mend = Text(
        "Kies een dag vanaf vandaag, niet voor het begin en niet na de huidige laatste dag.",
        "Choose a day from today on, not before the start nor after the present last day.",
    )


_HOLDER_SELF = Text(
    "Een gemeente draagt niets over aan zichzelf.", "A municipality transfers nothing to itself."
)


def check_own(owner: str, own_code: str | None, holder: str, municipality_code: str) -> None:
    """Refuse a transfer to oneself or of another municipality's powers. Raises PowerTransferRefused with every reason.

    `own_code` is the code under which the municipality registered itself; without one it is taken at its word.
    """
    faults = []
    if holder == owner:
        faults.append(FieldError("#/holder", "holder-self", _HOLDER_SELF, rule="R-C51"))
    if own_code not in (None, municipality_code):
        told = Text(
            f"De eigen organisatie heeft gemeentecode {own_code}.",
            f"Your own organisation has municipality code {own_code}.",
        )
        faults.append(FieldError("#/municipalityCode", "municipality-other", told, rule="R-C51"))
    if faults:
        raise PowerTransferRefused(errors=tuple(faults))


def needs_transfer(own_code: str | None, municipality_code: str, *, region: bool) -> bool:
    """Whether a purchaser contracts for another than itself: a region always, a municipality for another's inhabitants.

    A purchaser whose own code is not registered is taken to contract for itself.
    """
    return region or (own_code is not None and own_code != municipality_code)


def check_transferred(
    holder: str,
    transfers: Iterable[PowerTransfer],
    municipalities: Collection[str],
    laws: Iterable[Law],
    days: Iterable[date],
) -> None:
    """Refuse unless each municipality transferred each law for each day; any law where none is named yet (R-C51).

    Raises PowerNotTransferred, which names every municipality and law that lacks one.
    """
    held, wanted = list(transfers), sorted(set(days))
    # Without a population no law is named: who received nothing at all may contract for nothing either.
    listed: list[tuple[Law, ...]] = [(law,) for law in laws] or [tuple(Law)]
    missing = [
        (code, either, day)
        for code in sorted(municipalities)
        for either in listed
        for day in wanted
        if not any(one.covers(code, law, day) for one in held for law in either)
    ]
    if not missing:
        return
    errors = tuple(
        FieldError(
            "#/populationId" if len(either) == 1 else "#/municipalityCode",
            "power-not-transferred",
            _missing(code, either, day),
            rule="R-C51",
        )
        for code, either, day in missing
    )
    raise PowerNotTransferred(
        errors=errors,
        holder=holder,
        municipalities=sorted({code for code, _, _ in missing}),
        laws=[LAW_NAMES[law] for law in dict.fromkeys(law for _, either, _ in missing for law in either)],
        days=sorted({day for _, _, day in missing}),
    )


def _missing(code: str, either: tuple[Law, ...], day: date) -> Text:
    names = [LAW_NAMES[law] for law in either]
    return Text(
        f"Gemeente {code} droeg de {' of de '.join(names)} op {day} niet over.",
        f"Municipality {code} had not transferred the {' or the '.join(names)} on {day}.",
    )


def withdraw(transfer: PowerTransfer, valid_until: date, today: date) -> tuple[PowerTransfer, Derivation]:
    """Bring the last day forward; contracts of earlier days keep their ground. Raises WithdrawalRefused."""
    earliest, latest = max(today, transfer.valid_from), transfer.valid_until
    if valid_until < earliest or (latest is not None and valid_until > latest):
        raise WithdrawalRefused(valid_until=valid_until, earliest=earliest, latest=latest or "∞")
    why = Derivation().because("R-C51", WITHDRAWN, valid_until, was=latest)
    return replace(transfer, version=transfer.version + 1, valid_until=valid_until), why
