"""A grading (inschaling) is how heavy one assessor judged a citizen's need: the access worker, the provider's intake, the switch team.

It is recorded once and stands, or was withdrawn as a mistake; where several graded the same case their grades are compared.
"""
