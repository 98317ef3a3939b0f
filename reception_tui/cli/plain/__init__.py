"""The desk line by line: the same acts for a screen reader, a Braille line, or a bad connection."""
