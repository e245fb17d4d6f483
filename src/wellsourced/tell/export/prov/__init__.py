"""PROV: from which words of which pages each claim comes, and who did what to it."""
