"""Spreadsheets as offices keep them, read into acts of the register: bytes, grids, headings, cells, rows."""
