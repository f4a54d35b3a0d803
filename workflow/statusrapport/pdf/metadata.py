"""The properties of a PDF in XMP: what WeasyPrint writes for PDF/A, and that the file conforms to PDF/UA-1 as well.

WeasyPrint names one standard only. PDF/A takes properties outside of its own list if their schema is described in the
file (ISO 19005-3, 6.6.2.3), and that of PDF/UA is not in the list.
"""

from __future__ import annotations

PDF_UA = """\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
 <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
  <pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
  <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
  <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
  <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
   <pdfaProperty:name>part</pdfaProperty:name>
   <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
   <pdfaProperty:category>internal</pdfaProperty:category>
   <pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
  </rdf:li></rdf:Seq></pdfaSchema:property>
 </rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
END = b"</rdf:RDF>"


def add_pdf_ua(rdf: bytes) -> bytes:
    """RDF of a PDF/A file, with PDF/UA-1 named in it and described."""
    head, end, rest = rdf.rpartition(END)
    if not end:
        raise ValueError("the metadata are not RDF")
    return head + PDF_UA.encode() + end + rest
