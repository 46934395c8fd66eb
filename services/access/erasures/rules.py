"""When a citizen may be erased, and on which ground (F-37, F-38)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.access.citizens.rules import FileHeld
from services.access.retention_terms.rules import BY_LAW, CitizenFile
from shared.errors import FieldError, NotFound, Refused, Text
from shared.values import Derivation, Sentence, new_id
from shared.values.terms import ErasureGround

TERM_PASSED = Sentence(
    "erasure.term-passed",
    nl="Het dossier ({category}) sloot op {closed_on}; de bewaartermijn liep tot en met {due_on} ({source}).",
    en="The file ({category}) closed on {closed_on}; its term ran up to and including {due_on} ({source}).",
)
NO_FILE = Sentence(
    "erasure.no-file",
    nl="Deze inwoner had geen melding: er is geen dossier en geen termijn.",
    en="This citizen had no request: there is no file and no term.",
)
ON_GROUND = Sentence(
    "erasure.on-ground",
    nl="Gewist op grond {ground}: daarvoor wacht de wet de termijn niet af (AVG art. 17).",
    en="Erased on ground {ground}: for that the law does not wait for the term (AVG art. 17).",
)


class ErasureNotFound(NotFound):
    """There is no such erasure, or it is not yours."""

    code = "erasure-not-found"
    title = Text("Wissing niet gevonden", "Erasure not found")
    detail = Text("Er is geen wissing {id}.", "There is no erasure {id}.")
    mend = Text("Controleer het kenmerk.", "Check the identifier.")


class FileStays(Refused):
    """The file is open or its term runs, and the ground does not go before that; `errors` says which."""

    code = "file-stays"
    rule = "F-38"
    title = Text("Het dossier moet blijven", "The file must stay")
    detail = Text(
        "Op grond {ground} kan pas worden gewist als het dossier gesloten is en de bewaartermijn voorbij; zie errors.",
        "On ground {ground} a citizen is erased only when the file is closed and its term is past; see errors.",
    )
    mend = Text(
        "Wacht tot na {dueOn}, of kies de grond die geldt: wrongPerson, unlawful, consentWithdrawn of courtOrder.",
        "Wait until after {dueOn}, or choose the ground that applies: wrongPerson, unlawful, consentWithdrawn or courtOrder.",
    )


_OPEN = Text(
    "Er loopt nog een melding, verwijzing of besluit.", "A request, referral or decision is still running."
)
_TERM = Text(
    "De bewaartermijn loopt tot en met {dueOn} ({source}).",
    "The retention term runs up to and including {dueOn} ({source}).",
)


@dataclass(frozen=True, slots=True)
class Erasure:
    """That a citizen was erased; `citizen_id` is the dead surrogate."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    citizen_id: UUID
    ground: ErasureGround
    erased_on: date
    erased_by: str
    destruction_list_id: UUID | None


def is_due(file: CitizenFile, today: date) -> bool:
    """Whether the term of a closed file is past; without any question there is no term."""
    return not file.open and (file.due_on is None or file.due_on < today)


def erase(file: CitizenFile, ground: ErasureGround, *, by: str, today: date) -> tuple[Erasure, Derivation]:
    """The erasure of a citizen. Raises FileHeld on whatever ground, and FileStays while the term does not allow it."""
    if file.held:
        raise FileHeld(id=file.citizen_id)
    if ground is ErasureGround.TERM_PASSED and not is_due(file, today):
        raise _stays(file, ground, today)
    erasure = Erasure(new_id(), 1, file.owner, None, file.citizen_id, ground, today, by, None)
    return erasure, _why(file, ground)


def _stays(file: CitizenFile, ground: ErasureGround, today: date) -> FileStays:
    errors, source = [], BY_LAW[file.category].source if file.category is not None else ""
    if file.open:
        errors.append(FieldError("#/ground", "file-open", _OPEN, rule="F-38"))
    if file.due_on is not None and file.due_on >= today:
        errors.append(FieldError("#/ground", "term-running", _TERM, rule="F-37"))
    return FileStays(errors=tuple(errors), ground=ground, dueOn=file.due_on, source=source)


def _why(file: CitizenFile, ground: ErasureGround) -> Derivation:
    if ground is not ErasureGround.TERM_PASSED:
        return Derivation().because("F-38", ON_GROUND, ground=ground)
    if file.category is None or file.due_on is None:
        return Derivation().because("F-37", NO_FILE)
    return Derivation().because(
        "F-37", TERM_PASSED, category=file.category, closed_on=file.closed_on, due_on=file.due_on,
        source=BY_LAW[file.category].source,
    )  # fmt: skip
