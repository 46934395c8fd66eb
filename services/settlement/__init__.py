"""Settlement: plans what a contract pays, posts it in balanced entries, pays it, and holds back what results must earn.

It never decides what was agreed (contracts) or whether results were met (outcomes): terms and allocations come by feed,
the verdict behind a release is asked of outcomes over HTTP.
"""
