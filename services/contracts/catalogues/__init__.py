"""A catalogue (catalogus, R-C43): who was awarded by the catalogue model, ranked by indicators, with term and free capacity.

The award of a procurement makes it. The purchaser keeps the capacity up to date; access reads it to let clients choose and,
where they do not, to assign by rank.
"""
