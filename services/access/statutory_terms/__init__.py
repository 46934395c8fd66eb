"""A statutory term (wettelijke termijn) is what the law gives for an inquiry or a decision on a request (R-A55).

It runs from the report or the application, rests while it is suspended (Awb 4:15), may be extended (Awb 4:14), and is met,
or late from the day after its last one; it lapses when nothing is asked any more. After a notice of default the penalty
begins (Awb 4:17). Reports, applications and final decisions move it; the municipality records the rest, its own day the lateness.
"""
