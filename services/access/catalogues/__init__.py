"""A catalogue (catalogus) here is the copy of who was awarded by the catalogue model, in order, with term and free capacity.

Contracts keeps it: its award makes it and its purchaser keeps the capacity up to date. Access offers from it, and assigns by
rank where a citizen does not choose (R-C43); what it assigns meanwhile it counts against that capacity itself.
"""
