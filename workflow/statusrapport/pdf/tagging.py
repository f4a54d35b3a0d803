"""From the boxes of WeasyPrint's pages to elements of a structure tree.

WeasyPrint makes elements anew for every page and every box. Here an element of the HTML has one element in the tree,
whatever number of lines and pages it takes: a table that goes on is one table, a link over two lines is one link.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import weasyprint
from weasyprint.formatting_structure import boxes

from statusrapport.pdf.artifacts import children_of
from statusrapport.pdf.elements import Content, Element, LinkArea, prune
from statusrapport.pdf.headers import link_headers

POINTS = 0.75  # in a pixel of CSS
TAGS = {
    **{f"h{level}": f"H{level}" for level in range(1, 7)},
    **dict.fromkeys(("div", "figure", "aside", "header", "footer", "nav", "address"), "Div"),
    **dict.fromkeys(("ul", "ol", "dl"), "L"),
    **dict.fromkeys(("dt", "li::marker", "li::before"), "Lbl"),
    **dict.fromkeys(("caption", "figcaption"), "Caption"),
    **{name: name.upper() for name in ("p", "li", "tr", "th", "td")},
    "main": "Part",
    "article": "Art",
    "section": "Sect",
    "blockquote": "BlockQuote",
    "a": "Link",
    "img": "Figure",
    "dd": "LBody",
    "table": "Table",
    "thead": "THead",
    "tbody": "TBody",
    "tfoot": "TFoot",
}
DECLARED = "data-tag"  # the attribute of templates for what HTML has no element for: TOC, Reference, Note
IN_LISTS = {("L", "div"): "LI", ("TOC", "li"): "TOCI"}  # by the tag around: in <dl>, <div> holds a term and its meaning
SCOPES = {"row": "Row", "rowgroup": "Row"}


class TreeBuilder:
    """Builds the structure tree of a document, page by page. `root` is the document."""

    def __init__(self) -> None:
        self.root = Element("Document")
        self._elements: dict[tuple[Any, str], Element] = {}  # by element of the HTML and its pseudo-element
        self._page, self._height = 0, 0.0
        self._marks: dict[Any, int] = {}
        self._notes = 0

    def add_page(self, page: weasyprint.Page, number: int, marks: Mapping[Any, int]) -> None:
        """Add a page; `marks` gives for each box that is drawn as content the number of its marked content."""
        self._page, self._height, self._marks = number, page.height, dict(marks)
        for box in children_of(page._page_box):
            self._walk(box, self.root)
        if self._marks:
            raise RuntimeError(f"page {number + 1} has marked content outside of the structure tree: {self._marks}")

    def finish(self, language: str) -> Element:
        """The whole tree: no empty elements, cells with their headers, languages only where they change."""
        prune(self.root)
        heads = 0
        for element in self.root.below():
            if element.tag == "TH":
                heads += 1
                element.id = f"head-{heads}"
        for element in self.root.below():
            if element.tag == "Table":
                link_headers(element)
        _drop_inherited(self.root, language)
        return self.root

    def _walk(self, box: Any, around: Element) -> None:
        element = self._element_of(box, around)
        if (mcid := self._marks.pop(box, None)) is not None:
            element.kids.append(Content(self._page, mcid))
            if element.tag == "Figure":
                element.owner, element.attributes = "Layout", {"BBox": self._place(box)}
        if box.link_annotation is not None and (link := element.within("Link")):
            link.kids.append(LinkArea(self._page, box.link_annotation, _read_link(box.element)))
        for child in children_of(box):
            self._walk(child, element)

    def _element_of(self, box: Any, around: Element) -> Element:
        """The element that the content of a box belongs to: that of the box around it if it has no tag of its own."""
        if box.element is None or box.element_tag in ("html", "body"):
            return around
        key = (box.element, box.element_tag)
        if key not in self._elements:
            tag = _choose_tag(box, around.tag)
            self._elements[key] = self._add(tag, box, around) if tag else around
        return self._elements[key]

    def _add(self, tag: str, box: Any, around: Element) -> Element:
        html = box.element
        if tag == "Lbl" and around.tag == "LBody" and around.parent:
            element = Element("Lbl", around.parent)  # the mark of an item stands before its body, not in it
            around.parent.kids.insert(0, element)
            return element
        if around.tag == "L" and tag in ("Lbl", "LBody"):  # <dt> and <dd> that no <div> holds together
            last = around.kids[-1] if around.kids and tag == "LBody" else None
            around = last if isinstance(last, Element) else around.add("LI")
        element = around.add(tag)
        element.language = "" if "::" in box.element_tag else html.get("lang", "")
        if tag == "Figure":
            element.alt = html.get("alt", "")
        elif tag in ("TH", "TD"):
            element.owner, element.attributes = "Table", _cell(box)
            element.heads_group = html.get("scope") == "rowgroup"
        elif tag == "Note":
            self._notes += 1
            element.id = f"note-{self._notes}"
        elif tag == "L" and html.tag == "ol":
            element.owner, element.attributes = "List", {"ListNumbering": "Decimal"}
        return element.add("LBody") if tag == "LI" and html.tag == "li" else element

    def _place(self, box: Any) -> tuple[float, ...]:
        """The rectangle of a picture in points from the left and lower edge of its page."""
        x, y = box.content_box_x(), box.content_box_y()
        sides = (x, self._height - y - box.height, x + box.width, self._height - y)
        return tuple(round(side * POINTS, 2) for side in sides)


def _choose_tag(box: Any, around: str) -> str:
    """The tag of a box, or none: an inline element adds nothing to its paragraph unless it is in another language."""
    name, html = box.element_tag, box.element
    if "::" not in name and DECLARED in html.attrib:
        return str(html.get(DECLARED))
    if name == "a" and box.link is None:
        return ""
    if tag := IN_LISTS.get((around, name)) or TAGS.get(name):
        return tag
    is_apart = isinstance(box, boxes.BlockLevelBox) or ("::" not in name and "lang" in html.attrib)
    return "Span" if is_apart else ""


def _cell(box: Any) -> dict[str, Any]:
    spans = {name: span for name, span in (("RowSpan", box.rowspan), ("ColSpan", box.colspan)) if span != 1}
    if box.element.tag == "td":
        return spans
    return {"Scope": SCOPES.get(box.element.get("scope"), "Column"), **spans}


def _read_link(html: Any) -> str:
    """What a link is read as: the title that it is given, or its text."""
    return html.get("title") or " ".join("".join(html.itertext()).split())


def _drop_inherited(element: Element, language: str) -> None:
    for kid in element.kids:
        if isinstance(kid, Element):
            if kid.language == language:
                kid.language = ""
            _drop_inherited(kid, kid.language or language)
