"""From HTML to PDF: the report's own font, and the call of WeasyPrint."""
