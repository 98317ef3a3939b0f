"""The desk on the screen: the only place for textual."""
