"""A signal (signaal, N-139) is what access finds that a person should look at: a risk, a term, a pattern (section E of the risks).

It is raised by the work of the day or by what somebody does, once as long as it is open; a person acknowledges it, and closes it
with what was done about it. Nobody deletes one. A signal decides nothing: it never refuses, blocks or ends care.

The watch of cases looks each day at all cases of a municipality, in one statement. It raises what is so (a term that expires,
a wait that is too long), closes it with `conditionEnded` once it is so no more, and tells once what happened (a breach of the
acceptance duty). What a person closed while it goes on comes again after thirty days. It also tells, as facts, the signals that
other acts raised: whoever follows the feed or has a webhook hears of each.
"""
