"""Places as data: names and coordinates, from GeoNames (CC BY 4.0)."""
