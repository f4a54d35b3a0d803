"""One module per kind of chart, with a function `draw_<module>(data, *, …options) -> Figure`."""
