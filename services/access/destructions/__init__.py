"""A destruction list (vernietigingslijst) names the files whose retention term is past (F-37).

One person proposes it, another approves it, and its execution erases who is on it and leaves a declaration. Who is held, open,
or kept by another term stays, with the reason.
"""
