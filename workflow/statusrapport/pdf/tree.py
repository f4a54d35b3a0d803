"""A structure tree written into a PDF: elements, ids, and the way from content and links to elements.

How it is laid out is said in ISO 32000-1, 14.7.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pydyf

from statusrapport.pdf.elements import Content, Element, LinkArea


def write_tree(pdf: pydyf.PDF, document: Element) -> None:
    """Write the tree below `document` and mark the PDF as tagged.

    A link's annotation is told its element and how it is read. Where an element with an id occurs the root has an
    IDTree, as PDF/UA-1 asks for of headers and notes.
    """
    root = pydyf.Dictionary({"Type": "/StructTreeRoot"})
    pdf.add_object(root)
    writer = _Writer(pdf)
    root["K"] = pydyf.Array([writer.write(document, root.reference)])
    root["ParentTree"] = writer.add(pydyf.Dictionary({"Nums": writer.parent_tree()}))
    root["ParentTreeNextKey"] = len(pdf.page_references) + len(writer.links)
    if writer.ids:
        names = [part for id_ in sorted(writer.ids) for part in (pydyf.String(id_), writer.ids[id_])]
        root["IDTree"] = writer.add(pydyf.Dictionary({"Names": pydyf.Array(names)}))
    pdf.catalog["StructTreeRoot"] = root.reference
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})


class _Writer:
    """Writes elements; `ids` and `links` are the references of elements with an id, and of those of links in order."""

    def __init__(self, pdf: pydyf.PDF) -> None:
        self._pdf, self._pages = pdf, pdf.page_references
        self._content: list[dict[int, bytes]] = [{} for _ in self._pages]
        self.ids: dict[str, bytes] = {}
        self.links: list[bytes] = []

    def add(self, value: pydyf.Object) -> bytes:
        """Add an object to the PDF and return its reference."""
        self._pdf.add_object(value)
        reference: bytes = value.reference
        return reference

    def write(self, element: Element, parent: bytes) -> bytes:
        """Write an element with all below it and return its reference."""
        written = pydyf.Dictionary({"Type": "/StructElem", "S": f"/{element.tag}", "P": parent})
        reference = self.add(written)
        home = next((kid.page for kid in element.kids if isinstance(kid, Content)), None)
        if home is not None:
            written["Pg"] = self._pages[home]
        if element.language:
            written["Lang"] = pydyf.String(element.language)
        if element.alt:
            written["Alt"] = pydyf.String(element.alt)
        if element.id:
            written["ID"] = pydyf.String(element.id)
            self.ids[element.id] = reference
        if element.attributes:
            attributes = {name: _attribute(value) for name, value in element.attributes.items()}
            written["A"] = pydyf.Dictionary({"O": f"/{element.owner}", **attributes})
        written["K"] = pydyf.Array([self._kid(kid, reference, home) for kid in element.kids])
        return reference

    def parent_tree(self) -> pydyf.Array:
        """From marked content, by page, and from links to their elements. Links are numbered after the pages."""
        contents = (pydyf.Array([found[mcid] for mcid in range(len(found))]) for found in self._content)
        numbered = enumerate([*contents, *self.links])
        return pydyf.Array([part for entry in numbered for part in entry])

    def _kid(self, kid: Element | Content | LinkArea, element: bytes, home: int | None) -> Any:
        if isinstance(kid, Element):
            return self.write(kid, element)
        page = self._pages[kid.page]
        if isinstance(kid, LinkArea):
            kid.annotation["StructParent"] = len(self._pages) + len(self.links)
            kid.annotation["Contents"] = pydyf.String(kid.text)
            self.links.append(element)
            return pydyf.Dictionary({"Type": "/OBJR", "Obj": kid.annotation.reference, "Pg": page})
        self._content[kid.page][kid.mcid] = element
        if kid.page == home:
            return kid.mcid
        return pydyf.Dictionary({"Type": "/MCR", "Pg": page, "MCID": kid.mcid})


def _attribute(value: int | str | Sequence[float] | list[Element]) -> Any:
    if isinstance(value, int):
        return value
    if isinstance(value, str):
        return f"/{value}"
    return pydyf.Array([pydyf.String(item.id) if isinstance(item, Element) else item for item in value])
