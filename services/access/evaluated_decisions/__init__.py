"""An evaluated decision (besluit met beoordeelde resultaten) runs while all results that it was taken for were judged.

It is a signal on a work list: end it, or test whether an extension fits. Nothing here ends or extends a decision by itself.
"""
