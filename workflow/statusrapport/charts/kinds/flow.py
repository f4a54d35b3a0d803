"""Who pays whom: bands as broad as their amounts, from those who pay on the left to those who receive on the right."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from matplotlib.figure import Figure

from statusrapport.charts.canvas import DASHED, Canvas
from statusrapport.charts.data import Datum, Reading, cross
from statusrapport.charts.layout import spread, text_width, wrap
from statusrapport.charts.style import BRAND, BRAND_DEEP, FULL, INK, INK_FAINT, SEQUENCE
from statusrapport.errors import DeclarationError

NAME_NB = "Strømdiagram"
READING: Reading = "values"
BAR = 3.0  # mm: the breadth of one who pays or receives
PAYERS, RECEIVERS = 22.0, 34.0  # mm: room for the names at the left and at the right edge
THINNEST = 0.5  # mm: a band of less is drawn as broad as this
RIMMED = 1.0  # mm: from which on a band has a white rim, which would hide a thinner one
LINE = 3.8  # mm: of text
BETWEEN, PASSING = 9.5, 2.5  # mm between two of a stage, and between two bands that pass it
AMOUNT = 10.0  # mm: of the room for a label, what the amount takes
PLAIN, PLAIN_INK = SEQUENCE[1]


@dataclass(frozen=True)
class _Flow:
    """An amount from one to another; `thick` is the breadth of its band in millimetres."""

    datum: Datum
    payer: str
    receiver: str
    thick: float

    @property
    def label(self) -> str:
        return self.datum.label


@dataclass(frozen=True)
class _Stop:
    """One who pays or receives, or a band that passes a stage, named by its flow."""

    name: str
    is_passed: bool
    left: float
    top: float
    thick: float


def draw_flow(
    data: Sequence[Datum],
    *,
    ends: Mapping[str, Sequence[str]],
    focus: Collection[str] = (),
    height: float = 60.0,
    width: float = FULL,
) -> Figure:
    """A band per datum, in their order from top to bottom.

    `ends`: by label, who pays and who receives; who does both stands in between. `focus`: labels to bring out.
    `height`: how broad, in millimetres, all is together that is paid by those who receive nothing. An amount that is
    not known is a dashed line with its mark. Raises DeclarationError where a flow has no ends or is below zero, and
    where they run in a circle.
    """
    flows = _read_flows(data, ends, height)
    stages = _find_stages(flows)
    stops = _place_stops(flows, stages, width)
    canvas = Canvas(width, max(stop.top + stop.thick for stop in stops.values()) + LINE)
    last = max(stages.values())
    room = 0.62 * _step(width, last)
    routes = {flow.label: _route(flow, flows, stages, stops, room) for flow in flows}
    for flow in sorted(flows, key=lambda each: each.label in focus):
        _draw_band(canvas, flow, routes[flow.label], BRAND if flow.label in focus else PLAIN)
    for name, stage in stages.items():
        is_crowded = any(flow.receiver == name and flow.thick < LINE for flow in flows[: _first(flows, name) + 1])
        _draw_stop(canvas, stops[stage, name], stage / last, LINE if is_crowded else 0.0)
    for name in stages:
        _draw_labels(canvas, [flow for flow in flows if flow.receiver == name], routes, focus, room)
    return canvas.figure


def _step(width: float, last: int) -> float:
    """From one stage to the next, in millimetres."""
    return (width - PAYERS - RECEIVERS - BAR) / last


def _first(flows: Sequence[_Flow], receiver: str) -> int:
    """The place of the uppermost flow to a receiver, -1 where there is none."""
    return next((place for place, flow in enumerate(flows) if flow.receiver == receiver), -1)


def _read_flows(data: Sequence[Datum], ends: Mapping[str, Sequence[str]], height: float) -> list[_Flow]:
    labels = cross(data, most_groups=1).labels
    if lost := [label for label in labels if len(ends.get(label, ())) != 2]:
        raise DeclarationError(
            f"a flow has no ends: {', '.join(lost)}",
            remedy='Name who pays and who receives in the options: ends = { "Tilskudd" = ["Staten", "Kommunene"] }',
        )
    if negative := [datum.label for datum in data if (datum.value or 0) < 0]:
        raise DeclarationError(f"a flow is below zero: {', '.join(negative)}", remedy="Let it run the other way")
    receivers = {ends[label][1] for label in labels}
    paid = sum(datum.value or 0.0 for datum in data if ends[datum.label][0] not in receivers)
    scale = height / paid if paid else 0.0
    return [
        _Flow(datum, payer, receiver, max((datum.value or 0.0) * scale, THINNEST))
        for datum in data
        for payer, receiver in [ends[datum.label]]
    ]


def _find_stages(flows: Sequence[_Flow]) -> dict[str, int]:
    """Where each stands, from the left: behind all who pay it, and at the last stage who pays nothing on."""
    stages = dict.fromkeys((name for flow in flows for name in (flow.payer, flow.receiver)), 0)
    for _ in stages:
        for flow in flows:
            stages[flow.receiver] = max(stages[flow.receiver], stages[flow.payer] + 1)
    last = max(stages.values())
    if last >= len(stages):
        raise DeclarationError("the flows of a chart run in a circle", remedy="Leave one of them out")
    payers = {flow.payer for flow in flows}
    return {name: stage if name in payers else last for name, stage in stages.items()}


def _place_stops(flows: Sequence[_Flow], stages: Mapping[str, int], width: float) -> dict[tuple[int, str], _Stop]:
    """Every stop by stage and name. Those of a stage stand in the middle of the height that the tallest stage takes."""
    last = max(stages.values())
    lines = [_stand(flows, stages, stage) for stage in range(last + 1)]
    heights = [_offsets(line)[-1] for line in lines]
    placed = {}
    for stage, line in enumerate(lines):
        top = LINE + 1.5 + (max(heights) - heights[stage]) / 2
        for (name, is_passed, thick), offset in zip(line, _offsets(line), strict=False):
            placed[stage, name] = _Stop(name, is_passed, PAYERS + stage * _step(width, last), top + offset, thick)
    return placed


def _stand(flows: Sequence[_Flow], stages: Mapping[str, int], stage: int) -> list[tuple[str, bool, float]]:
    """The stops of a stage from top to bottom, in the order in which the flows meet them: name, whether it is a band
    that passes, and how thick it is.
    """
    line: dict[str, tuple[str, bool, float]] = {}
    for flow in flows:
        if stages[flow.payer] < stage < stages[flow.receiver]:
            line[flow.label] = (flow.label, True, flow.thick)
        for name in (flow.payer, flow.receiver):
            if stages[name] == stage:
                paid = sum(other.thick for other in flows if other.payer == name)
                received = sum(other.thick for other in flows if other.receiver == name)
                line[name] = (name, False, max(paid, received))
    return list(line.values())


def _offsets(line: Sequence[tuple[str, bool, float]]) -> list[float]:
    """How far below the first each stop of a line begins; at last where the line ends."""
    gaps = [PASSING if one[1] and other[1] else BETWEEN for one, other in pairwise(line)]
    return list(accumulate((stop[2] + gap for stop, gap in zip(line, [*gaps, 0.0], strict=True)), initial=0.0))


def _route(
    flow: _Flow,
    flows: Sequence[_Flow],
    stages: Mapping[str, int],
    stops: Mapping[tuple[int, str], _Stop],
    room: float,
) -> list[tuple[float, float, float]]:
    """Where a band runs, as stations of Canvas.band: from its payer past all stages between to its receiver.

    It is level as far as its label may stand beside it: for `room` millimetres before its end.
    """
    start, end = stops[stages[flow.payer], flow.payer], stops[stages[flow.receiver], flow.receiver]
    above = flows[: list(flows).index(flow)]
    leaves = start.top + sum(other.thick for other in above if other.payer == flow.payer)
    arrives = end.top + sum(other.thick for other in above if other.receiver == flow.receiver)
    passed = [stops[stage, flow.label] for stage in range(stages[flow.payer] + 1, stages[flow.receiver])]
    tops = [(start.left + BAR, leaves), *((stop.left, stop.top) for stop in passed)]
    tops += [(end.left - room, arrives), (end.left, arrives)]
    return [(x, top, top + flow.thick) for x, top in tops]


def _draw_band(canvas: Canvas, flow: _Flow, route: Sequence[tuple[float, float, float]], colour: str) -> None:
    if flow.datum.value is None:
        canvas.line([x for x, _, _ in route], [top for _, top, _ in route], colour=INK_FAINT, width=0.7, dash=DASHED)
    else:
        canvas.band(route, colour, rim="white" if flow.thick >= RIMMED else "none")


def _draw_stop(canvas: Canvas, stop: _Stop, place: float, above: float) -> None:
    """A bar, with the name beside it at the edges, and elsewhere above it, as far `above` as what stands there."""
    canvas.box(stop.left, stop.top, BAR, stop.thick, BRAND_DEEP)
    middle = stop.top + stop.thick / 2
    if place == 0:
        canvas.text(stop.left - 2, middle, wrap(stop.name, PAYERS - 2, weight=600), weight=600, align="right")
    elif place == 1:
        canvas.text(stop.left + BAR + 2, middle, wrap(stop.name, RECEIVERS - 2, weight=600), weight=600)
    else:
        canvas.text(stop.left + BAR, stop.top - 2.4 - above, stop.name, weight=600, align="right")


def _draw_labels(
    canvas: Canvas,
    flows: Sequence[_Flow],
    routes: Mapping[str, Sequence[tuple[float, float, float]]],
    focus: Collection[str],
    room: float,
) -> None:
    """The names and amounts of the flows to one receiver, where they arrive: on a band that is broad enough, above the
    others, and below the last one.
    """
    heights = []
    for number, flow in enumerate(flows):
        _, top, bottom = routes[flow.label][-1]
        lines = wrap(flow.label, room - AMOUNT).count("\n") + 1
        if flow.thick >= LINE * lines:
            heights.append((top + bottom) / 2)
        else:
            is_below = number > 0 and number == len(flows) - 1
            heights.append(bottom + LINE * lines / 2 if is_below else top - LINE * lines / 2)
    for flow, y in zip(flows, spread(heights, LINE), strict=True):
        end, top, bottom = routes[flow.label][-1]
        is_on_dark = flow.label in focus and top < y < bottom
        colour = "white" if is_on_dark else PLAIN_INK if top < y < bottom else INK
        shown = flow.datum.shown
        canvas.text(end - 2, y, shown, weight=600, colour=colour, align="right")
        left = end - 2 - text_width(shown, weight=600) - 1.4
        canvas.text(left, y, wrap(flow.label, room - AMOUNT), colour=colour, align="right")
