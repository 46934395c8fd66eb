"""What travels to and from the outcomes service, one module per feature."""

from shared.schemas.outcomes.measured import (
    AuditStatement,
    ContractIndicators,
    ContractVerdict,
    Indicator,
    IndicatorCode,
    IndicatorVerdict,
    Measurement,
    NewAuditStatement,
    NewMeasurement,
    NormVersion,
    Quarter,
    WaitingTime,
    WaitingTimes,
    WaitingTimesOf,
)

__all__ = [
    "AuditStatement",
    "ContractIndicators",
    "ContractVerdict",
    "Indicator",
    "IndicatorCode",
    "IndicatorVerdict",
    "Measurement",
    "NewAuditStatement",
    "NewMeasurement",
    "NormVersion",
    "Quarter",
    "WaitingTime",
    "WaitingTimes",
    "WaitingTimesOf",
]
