"""The facts on files that come in pieces; that one was processed is told as the batch that came of it, and by its job."""

from services.outcomes.uploads import store
from shared.kit.logbook import EventType
from shared.schemas import outcomes as schemas


def _event(says: str, english: str) -> EventType:
    return EventType(schemas.MeasurementUpload, says, english, since="0.4.0", own=True, read=store.get_shown)


UPLOADED = {
    "measurement-upload-opened": _event(
        "Een bestand met metingen dat in stukken komt, is aangekondigd.",
        "A file of measurements that comes in pieces was announced.",
    ),
    "measurement-upload-completed": _event(
        "Een bestand met metingen is heel binnen en wordt verwerkt.",
        "A file of measurements is here as a whole and is being processed.",
    ),
    "measurement-upload-cancelled": _event(
        "Een bestand met metingen is opgegeven of vervallen.",
        "A file of measurements was given up or lapsed.",
    ),
}
