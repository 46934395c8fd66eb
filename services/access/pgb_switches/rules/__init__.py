"""What switches to a PGB decide: when one can be recorded and answered, how many there are, and how that moves."""

from services.access.pgb_switches.rules.answering import Answering
from services.access.pgb_switches.rules.counting import quarter_days
from services.access.pgb_switches.rules.switches import (
    Counted,
    PgbSwitch,
    PgbSwitchAnswered,
    PgbSwitchCounts,
    PgbSwitchNotFound,
    PgbSwitchRefused,
    grant,
    leave,
    refuse,
    request_switch,
    switch_counts,
    withdraw,
)
from services.access.pgb_switches.rules.viewing import Cell, PgbSwitchView, view

__all__ = [
    "Answering",
    "Cell",
    "Counted",
    "PgbSwitch",
    "PgbSwitchAnswered",
    "PgbSwitchCounts",
    "PgbSwitchNotFound",
    "PgbSwitchRefused",
    "PgbSwitchView",
    "grant",
    "leave",
    "quarter_days",
    "refuse",
    "request_switch",
    "switch_counts",
    "view",
    "withdraw",
]
