"""A decision (beschikking) grants a tailor-made provision, with its allocation (toewijzing) and allocation number, or refuses it.

It is a draft, laid before others (underReview), then taken: final, or awaiting its effort (awaitingEffort) when it is on a result; a
draft may be withdrawn. A person with a mandate takes it once every gate is passed; acute care waits for none of them. One
decision is on one product; a request may have several. It is not a subsidy decision (G-74), and a general provision has none (R-A27).
"""
