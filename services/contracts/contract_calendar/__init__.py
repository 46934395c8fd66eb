"""The contract calendar (contractkalender, D-39): what a contract manager awaits in a period, done or overdue."""
