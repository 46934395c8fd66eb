"""The register of evaluations of pilots."""

from services.outcomes.pilot_evaluations import store
from services.outcomes.pilot_evaluations.rules import PilotEvaluation


def test_every_field_of_an_evaluation_is_a_column() -> None:
    """What the rules know of it is kept, and read back by the same names."""
    names = set(store.PILOT_EVALUATIONS.values(_none()))
    assert names == set(PilotEvaluation.__slots__) and names <= set(store.PILOT_EVALUATIONS.table.c.keys())


def _none() -> PilotEvaluation:
    return PilotEvaluation(**dict.fromkeys(PilotEvaluation.__slots__))
