"""A request for allocation (verzoek om toewijzing, VOT, 315) is a provider's question to be allocated one product for a citizen.

It is pending until the municipality answers: under investigation (at most once), rejected with a reason, or granted, which
is an allocation with the same reference. The provider may withdraw it. Statutory referrals may start before any answer.
"""
