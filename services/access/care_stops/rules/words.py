"""What is said of stops of care: the sentences of a derivation, and the problems."""

from __future__ import annotations

from shared.errors import NotFound, Refused, Text
from shared.values import Sentence

STOPPED = Sentence(
    "care-stop.stopped",
    nl="De zorg van {start_date} duurde tot en met {end_date} ({reason}): {result} dagen.",
    en="The care of {start_date} lasted up to and including {end_date} ({reason}): {result} days.",
)
PAUSED = Sentence(
    "care-stop.paused",
    nl="De zorg van {start_date} is na {end_date} onderbroken; zij kan weer starten.",
    en="The care of {start_date} is interrupted after {end_date}; it may start again.",
)
BEYOND = Sentence(
    "care-stop.beyond",
    nl="De toewijzing eindigde op {last_day}: de dagen daarna vallen erbuiten.",
    en="The allocation ended on {last_day}: the days after it lie outside.",
)
MOVED = Sentence(
    "care-stop.moved",
    nl="De inwoner woont vanaf {moved_on} in een andere gemeente: de zorg onder deze gemeente eindigt op {result}.",
    en="From {moved_on} on the citizen lives in another municipality: care under this one ends on {result}.",
)
CORRECTED = Sentence(
    "care-stop.corrected",
    nl="De melding van de stop is op {corrected_on} gecorrigeerd ({correction}).",
    en="The report of the stop was corrected on {corrected_on} ({correction}).",
)
WITHDRAWN = Sentence(
    "care-stop.withdrawn",
    nl="De melding van de stop is op {withdrawn_on} ingetrokken ({correction}); de zorg staat weer op {result}.",
    en="The report of the stop was withdrawn on {withdrawn_on} ({correction}); the care is {result} again.",
)


class CareStopNotFound(NotFound):
    """There is no such stop, or it is not yours."""

    code = "care-stop-not-found"
    title = Text("Stop niet gevonden", "Care stop not found")
    detail = Text("Er is geen stop {id}.", "There is no care stop {id}.")
    mend = Text("Controleer het kenmerk.", "Check the identifier.")


class CareStopRefused(Refused):
    """The stop cannot be: `errors` has every reason."""

    code = "care-stop-refused"
    rule = "R-X07"
    title = Text("De stop kan zo niet", "The stop cannot be like this")
    detail = Text(
        "Een stop volgt op een start, niet ervoor en niet na {today}, hooguit een keer voor even en een keer voorgoed.",
        "A stop follows a start, not before it and not after {today}, at most once for a time and once for good.",
    )
    mend = Text("Los de punten in errors op.", "Clear the points in errors.")


WRONG = {
    "start-withdrawn": Text("De start is ingetrokken.", "The start was withdrawn."),
    "in-future": Text("De dag ligt in de toekomst.", "The day lies in the future."),
    "before-start": Text("De zorg begon pas op {start_date}.", "Care began on {start_date} only."),
    "stopped-already": Text("De zorg is al gestopt.", "Care was stopped already."),
    "paused-already": Text("De zorg is al onderbroken.", "Care was interrupted already."),
    "before-pause": Text(
        "De zorg werd onderbroken na {paused_on}.", "Care was interrupted after {paused_on}."
    ),
    "after-stop": Text("De zorg stopte na {stopped_on}.", "Care stopped after {stopped_on}."),
    "resumed": Text(
        "De zorg is weer gestart op {resumed_on}; meld de stop daarvan.",
        "Care started again on {resumed_on}; report the stop of that.",
    ),
    "stop-withdrawn": Text("Deze stop is al ingetrokken.", "This stop was withdrawn already."),
    "stopped-after": Text("Trek eerst de stop voorgoed in.", "Withdraw the stop for good first."),
}
FIELDS = {
    "start-withdrawn": "#/careStartId", "stopped-already": "#/careStartId", "resumed": "#/careStartId",
    "stop-withdrawn": "", "stopped-after": "",
}  # fmt: skip
