"""One module per kind of chart: NAME_NB, READING, and `draw_<module>(data, *, …options) -> Figure`."""
