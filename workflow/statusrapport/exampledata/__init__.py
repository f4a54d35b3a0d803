"""The example data: real municipalities and populations, invented reporting and answers, published totals."""
