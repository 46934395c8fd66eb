"""Whether a provider may deliver on a day: every demand is met by a recognition that holds then (R-C58)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shared.errors import FieldError, NotFound, Refused, Text
from shared.values import Derivation, Sentence
from shared.values.parties import RecognitionKind

PRODUCT_DEMANDS = Sentence(
    "recognition.product-demands",
    nl="Product {product} eist {demands}.",
    en="Product {product} demands {demands}.",
)
PRODUCT_FREE = Sentence(
    "recognition.product-free",
    nl="Product {product} eist geen erkenning.",
    en="Product {product} demands no recognition.",
)
ASKED = Sentence("recognition.asked", nl="Gevraagd wordt {demands}.", en="Asked is {demands}.")
MET = Sentence("recognition.met", nl="{demand} geldt op {day}.", en="{demand} holds on {day}.")
EXPIRED = Sentence(
    "recognition.expired",
    nl="{demand} liep af op {expired_on}, dus geldt niet op {day}.",
    en="{demand} expired on {expired_on}, so does not hold on {day}.",
)
LACKING = Sentence(
    "recognition.lacking", nl="{demand} is er niet op {day}.", en="{demand} is not there on {day}."
)
ADMITTED = Sentence(
    "recognition.admitted",
    nl="De aanbieder mag op {day} leveren.",
    en="The provider may deliver on {day}.",
)
REFUSED = Sentence(
    "recognition.refused",
    nl="De aanbieder mag op {day} niet leveren.",
    en="The provider may not deliver on {day}.",
)


@dataclass(frozen=True, slots=True)
class Recognition:
    """What an organisation was recognised for, from the first day to the last; no products is every product."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    organisation: str
    kind: RecognitionKind
    code: str
    number: str | None
    issued_by: str | None
    product_codes: list[str]
    valid_from: date
    valid_until: date | None

    def holds_on(self, day: date) -> bool:
        """Whether it holds on a day, first and last day included."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)

    def is_for(self, product_code: str | None) -> bool:
        """Whether it is for a product, or for products at all."""
        return product_code is None or not self.product_codes or product_code in self.product_codes


@dataclass(frozen=True, slots=True)
class Demand:
    """A kind of recognition that is demanded, any or one by its code."""

    kind: RecognitionKind
    code: str | None = None

    @property
    def text(self) -> str:
        """As it is told: "certificate hkz", or "certificate" where any will do."""
        return self.kind if self.code is None else f"{self.kind} {self.code}"


@dataclass(frozen=True, slots=True)
class Demanding:
    """Who demands what: a product of a purchaser, or (without `product_code`) whoever asks.

    Only what is for `counts_for` meets it, and for a product only what its own purchaser registered.
    """

    demands: list[Demand]
    product_code: str | None = None
    counts_for: str | None = None
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class Missing:
    """A demand that is not met, the product that makes it, and the last day on which it was met."""

    kind: RecognitionKind
    code: str | None
    product_code: str | None
    expired_on: date | None


@dataclass(frozen=True, slots=True)
class Check:
    """Whether a provider may deliver on a day, what it lacks, by what it meets the rest, and why."""

    provider: str
    day: date
    admitted: bool
    missing: list[Missing]
    recognitions: list[Recognition]
    why: Derivation


class RecognitionNotFound(NotFound):
    """There is no such recognition, or it is not yours."""

    code = "recognition-not-found"
    title = Text("Erkenning niet gevonden", "Recognition not found")
    detail = Text("Er is geen erkenning {id}.", "There is no recognition {id}.")
    mend = Text(
        "Controleer het kenmerk, of zoek op organisatie.", "Check the identifier, or search by organisation."
    )


class RecognitionRefused(Refused):
    """The last day lies before the first."""

    code = "recognition-refused"
    rule = "R-C58"
    title = Text("De erkenning kan zo niet", "The recognition is not possible like this")
    detail = Text("De laatste dag ligt voor de eerste.", "The last day lies before the first.")
    mend = Text("Geef een laatste dag vanaf de eerste.", "Give a last day from the first one on.")


_REVERSED = Text("De laatste dag ligt voor de eerste.", "The last day lies before the first.")


def check_days(recognition: Recognition) -> None:
    """Refuse a last day before the first. Raises RecognitionRefused."""
    if recognition.valid_until is not None and recognition.valid_until < recognition.valid_from:
        fault = FieldError("#/validUntil", "period-reversed", _REVERSED, rule="R-C58")
        raise RecognitionRefused(errors=(fault,))


class RecognitionQuestionRefused(Refused):
    """What is to be delivered is not known on the day; errors names each product."""

    code = "recognition-question-refused"
    rule = "R-C58"
    title = Text("Wat wordt geëist is niet bekend", "What is demanded is not known")
    detail = Text(
        "Een product dat op die dag niet in de catalogus staat, zegt niet wat het eist; zie errors.",
        "A product that is not in the catalogue on that day does not say what it demands; see errors.",
    )
    mend = Text(
        "Registreer het product, noem een ander, of geef zelf wat wordt geëist (demands).",
        "Register the product, name another, or give what is demanded yourself (demands).",
    )


_STRANGE = Text("Dit product hoort niet bij het contract.", "This product is not of the contract.")
_NONE = Text(
    "Het contract noemt geen producten: noem het product.",
    "The contract names no products: name the product.",
)


def products_asked(product_code: str | None, of_contract: Collection[str] | None) -> list[str]:
    """The products whose demands count: the one that is named, else all of the contract (None: no contract is named).

    Raises RecognitionQuestionRefused where the product is not of the contract, or neither names one.
    """
    if product_code is not None:
        if of_contract and product_code not in of_contract:
            fault = FieldError("#/productCode", "product-not-in-contract", _STRANGE, rule="R-C58")
            raise RecognitionQuestionRefused(errors=(fault,))
        return [product_code]
    if of_contract is not None and not of_contract:
        raise RecognitionQuestionRefused(
            errors=(FieldError("#/contractId", "products-missing", _NONE, rule="R-C58"),)
        )
    return sorted(of_contract or ())


def check_known(codes: Iterable[str], known: Collection[str], day: date, where: str) -> None:
    """Refuse a question about products that are not in the catalogue. Raises RecognitionQuestionRefused with each."""
    faults = [
        FieldError(
            where,
            "product-unknown",
            Text(
                f"Product {code} staat op {day} niet in de catalogus.",
                f"Product {code} is not in the catalogue on {day}.",
            ),
            rule="R-C58",
        )
        for code in codes
        if code not in known
    ]
    if faults:
        raise RecognitionQuestionRefused(errors=tuple(faults))


def admit(provider: str, day: date, demanding: Iterable[Demanding], held: Sequence[Recognition]) -> Check:
    """Hold what a provider has against what is demanded: expired on 31 March, no delivery on 2 April (R-C58)."""
    missing: list[Missing] = []
    met: dict[UUID, Recognition] = {}
    own = [one for one in held if one.organisation == provider]
    why = Derivation()
    for who in demanding:
        why = _told(who, why)
        counting = [one for one in own if one.is_for(who.counts_for) and who.owner in (None, one.owner)]
        for demand in who.demands:
            fitting = [one for one in counting if one.kind is demand.kind and demand.code in (None, one.code)]
            holding = {one.id: one for one in fitting if one.holds_on(day)}
            met |= holding
            if holding:
                why = why.because("R-C58", MET, True, demand=demand.text, day=day)
                continue
            ended = (
                one.valid_until for one in fitting if one.valid_until is not None and one.valid_until < day
            )
            last = max(ended, default=None)
            missing.append(Missing(demand.kind, demand.code, who.product_code, last))
            sentence = LACKING if last is None else EXPIRED
            why = why.because("R-C58", sentence, False, demand=demand.text, day=day, expired_on=last)
    why = why.because("R-C58", REFUSED if missing else ADMITTED, not missing, provider=provider, day=day)
    return Check(provider, day, not missing, missing, list(met.values()), why)


def _told(who: Demanding, why: Derivation) -> Derivation:
    listed = [one.text for one in who.demands]
    if who.product_code is None:
        return why.because("R-C58", ASKED, len(listed), demands=listed)
    sentence = PRODUCT_DEMANDS if listed else PRODUCT_FREE
    return why.because("R-C58", sentence, len(listed), product=who.product_code, demands=listed)
