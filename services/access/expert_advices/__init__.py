"""An expert advice (expertadvies) is what one who knows the field says of a draft decision, without deciding it.

It is an advice of one expert, a joint advice of experts of at least two providers, or a ratification (bekrachtiging) by a third:
a desk of the municipality or an expert who depends on no party. It is recorded once and does not change; who advises for the
provider that is to get the care is named in a warning ("wij van WC-eend").
"""
