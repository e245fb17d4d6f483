"""The analysts' layer: rulings put over the machine's record, which stays as it is."""
