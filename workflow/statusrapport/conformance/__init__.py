"""Whether a PDF keeps what it promises: PDF/UA-1 and PDF/A-3a as veraPDF judges them, and what no validator sees."""
