"""A reciprocal obligation (wederkerige verplichting, N-119): what a provider does in return for a guarantee (R-C50).

States: agreed, underWay, fulfilled, waived. The provider that does it says that it is under way; the purchaser says that it
is fulfilled, or waives it with the reason. The reciprocity report (D-56) puts guarantees and obligations side by side.
"""
