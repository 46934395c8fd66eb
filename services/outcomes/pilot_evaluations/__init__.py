"""A pilot evaluated (businesscase): what it cost, what it saved beside a control, whether that is effective, what was decided.

The pilot itself is agreed on in contracts (N-123); here stands what came of it (R-O31, D-37, A-8).
"""
