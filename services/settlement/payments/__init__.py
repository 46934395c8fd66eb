"""A payment (betaling): what is payable leaves in a file of a batch, and is paid when a bank statement says so.

A bank account is proposed by one person and confirmed by another; where one is in use the new one takes over after a
cooling time, and may be withdrawn until then. A batch orders all that is posted or released and not ordered yet. The
purchaser alone moves and sees all of this; IBANs stay in the accounts and the files, never in events or logs.
"""
