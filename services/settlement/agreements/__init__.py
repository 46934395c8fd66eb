"""What was agreed on paying: funding agreements, tariffs and products, as contracts told them.

Everything that is paid per client, per unit or under a ceiling is judged against what stands here, never against a
question to contracts.
"""
