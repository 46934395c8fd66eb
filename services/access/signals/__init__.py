"""A signal (signaal, N-139) is what access finds that a person should look at: a risk, a term, a pattern (section E of the risks).

It is raised by the work of the day or by what somebody does, once as long as it is open; a person acknowledges it, and closes it
with what was done about it. Nobody deletes one. A signal decides nothing: it never refuses, blocks or ends care.
"""
