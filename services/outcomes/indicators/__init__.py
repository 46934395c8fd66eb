"""An indicator (indicator, KPI): what a contract agreed to measure, on which scale, by whom, against which norm.

The contract defines it (R-X09): an indicator appears when a contract is activated and changes when it is amended. Its
norms stay side by side with their periods, so that what held then counts then (R-O21). Nobody else moves it.
"""
