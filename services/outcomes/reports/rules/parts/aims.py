"""Quality, health and cost of a population before and after, pilots and what they came to (R-O07, R-O31, D-20, D-37)."""

from __future__ import annotations

from services.outcomes.pilot_evaluations.rules import PilotEvaluation, evaluate
from services.outcomes.reports.rules.material import Material, section
from services.outcomes.reports.rules.model import Figure, Section, reasons
from services.outcomes.reports.rules.pictures import Change, ChangeRow, Picture
from services.outcomes.triple_aims.rules import Stretch, TripleAim, judge
from shared.errors import Text
from shared.values.flowing import AimChange, PilotVerdict, RollOutDecision, TripleAimVerdict
from shared.values.reporting import ChangeDirection, FigureState, FigureUnit

_WENT = {
    AimChange.IMPROVED: ChangeDirection.BETTER,
    AimChange.SAME: ChangeDirection.EQUAL,
    AimChange.WORSENED: ChangeDirection.WORSE,
}
_VERDICTS = {
    TripleAimVerdict.SUCCESS: Text(
        "{name}: geslaagd, ten minste één doel verbetert en geen verslechtert.",
        "{name}: success, at least one aim improves and none gets worse.",
    ),
    TripleAimVerdict.NO_SUCCESS: Text(
        "{name}: niet geslaagd, een doel verslechtert of geen enkel verbetert.",
        "{name}: no success, an aim gets worse or none improves.",
    ),
}
_PILOTS = {
    PilotVerdict.EFFECTIVE: Text(
        "{name}: effectief, levert meer op dan hij kost.", "{name}: effective, yields more than it costs."
    ),
    PilotVerdict.NOT_EFFECTIVE: Text(
        "{name}: niet effectief, levert niet meer op dan hij kost.",
        "{name}: not effective, does not yield more than it costs.",
    ),
}
_DECISIONS = {
    RollOutDecision.ROLL_OUT: Text("Besloten is tot uitrol.", "It was decided to roll it out."),
    RollOutDecision.ADAPT: Text("Besloten is tot aanpassing.", "It was decided to adapt it."),
    RollOutDecision.EXTEND: Text("Besloten is tot verlenging.", "It was decided to extend it."),
    RollOutDecision.STOP: Text("Besloten is te stoppen.", "It was decided to stop it."),
}
_NO_AIM = Text("Er zijn geen drie doelen vastgelegd.", "No triple aim was recorded.")
_NO_PILOT = Text("Er is geen pilot geëvalueerd.", "No pilot was evaluated.")
_ABOUT = Text(
    "Elk doel op zijn eigen schaal; de drie worden niet tot één cijfer gemengd.",
    "Each aim on its own scale; the three are not mixed into one figure.",
)


def triple_aim(material: Material) -> Section:
    """Each triple aim whose after lies up to the period's end: three results side by side and the verdict on them."""
    shown = [one for one in material.triple_aims if one.after.first_day <= material.period.last_day]
    pictures = tuple(_aims(one, number) for number, one in enumerate(shown))
    notes = tuple(_named(_VERDICTS[one.verdict], one.name) for one in shown)
    figures = tuple(
        _mean(one, number) for number, one in enumerate(shown) if one.standardised_mean is not None
    )
    return section(
        "triple-aim", "Kwaliteit, gezondheid en kosten", "Quality, health and cost", figures=figures,
        pictures=pictures, notes=notes or (_NO_AIM,),
    )  # fmt: skip


def _named(text: Text, name: str) -> Text:
    return Text(text.nl.replace("{name}", name), text.en.replace("{name}", name))


def _days(stretch: Stretch) -> str:
    return f"{stretch.first_day.isoformat()} \u2013 {stretch.last_day.isoformat()}"


def _aims(one: TripleAim, number: int) -> Picture:
    rows = (
        ChangeRow(
            Text("Ervaren kwaliteit", "Perceived quality"), one.quality.before, one.quality.after, FigureUnit.SCORE,
            _WENT[one.quality.change],
        ),
        ChangeRow(
            Text("Gezondheid", "Health"), one.health.before, one.health.after, FigureUnit.SCORE, _WENT[one.health.change],
        ),
        ChangeRow(
            Text("Kosten per inwoner", "Cost per inhabitant"), str(one.cost.before_cents), str(one.cost.after_cents),
            FigureUnit.CENTS, _WENT[one.cost.change],
        ),
    )  # fmt: skip
    before, after = _days(one.before), _days(one.after)
    change = Change(
        rows, Text(f"voor ({before})", f"before ({before})"), Text(f"na ({after})", f"after ({after})")
    )
    return Picture(f"aim-{number}", Text(one.name, one.name), _ABOUT, change=change)


def _mean(one: TripleAim, number: int) -> Figure:
    name = Text(f"{one.name}: gestandaardiseerd gemiddelde", f"{one.name}: standardised mean")
    _, why = judge(one)
    return Figure(
        f"aim-{number}-mean", name, FigureUnit.SCORE, str(one.after.last_day.year), FigureState.SHOWN,
        one.standardised_mean, derivation=reasons(why),
    )  # fmt: skip


def pilots(material: Material) -> Section:
    """The business case of each pilot afterwards: cost, saving, net result, verdict and decision."""
    figures: list[Figure] = []
    notes: list[Text] = []
    pictures: list[Picture] = []
    for number, one in enumerate(material.pilots):
        figures += _case(one, number)
        notes.append(_named(_PILOTS[one.verdict], one.name))
        if one.decision is not None:
            notes.append(_DECISIONS[one.decision])
        if one.compared is not None:
            pictures.append(_compared(one, number))
    return section(
        "pilots", "Businesscase", "Business case", figures=tuple(figures), pictures=tuple(pictures),
        notes=tuple(notes) or (_NO_PILOT,),
    )  # fmt: skip


def _case(one: PilotEvaluation, number: int) -> list[Figure]:
    _, why = evaluate(one)
    amounts = (
        ("cost", Text("kosten", "cost"), one.cost_cents),
        ("saving", Text("besparing", "saving"), one.saving_cents),
        ("net", Text("netto resultaat", "net result"), one.net_cents),
    )
    year = str(one.after.last_day.year)
    return [
        Figure(
            f"pilot-{number}-{code}", Text(f"{one.name}: {name.nl}", f"{one.name}: {name.en}"), FigureUnit.CENTS, year,
            FigureState.SHOWN, str(cents), derivation=reasons(why) if code == "net" else (),
        )
        for code, name, cents in amounts
    ]  # fmt: skip


def _compared(one: PilotEvaluation, number: int) -> Picture:
    compared = one.compared
    assert compared is not None, "asked for a comparison that is there"
    rows = [_row(Text("Pilotgebied", "Pilot area"), compared.before_cents, compared.after_cents)]
    if compared.control_before_cents is not None and compared.control_after_cents is not None:
        rows.append(
            _row(
                Text("Controlegebied", "Control area"),
                compared.control_before_cents,
                compared.control_after_cents,
            )
        )
    about = Text(
        "Kosten voor en na; wat ook in het controlegebied veranderde komt niet door de pilot.",
        "Cost before and after; what changed in the control area too is not due to the pilot.",
    )
    change = Change(tuple(rows), Text("voor", "before"), Text("na", "after"))
    return Picture(f"pilot-{number}", Text(one.name, one.name), about, change=change)


def _row(name: Text, before: int, after: int) -> ChangeRow:
    way = ChangeDirection.EQUAL
    if after != before:
        way = ChangeDirection.BETTER if after < before else ChangeDirection.WORSE
    return ChangeRow(name, str(before), str(after), FigureUnit.CENTS, way)
