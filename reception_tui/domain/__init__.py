"""Facts and rules of the reception desk: frozen dataclasses, enums and pure functions.

Nothing here reads a clock, a file or a database, and nothing here holds words for people.
"""
