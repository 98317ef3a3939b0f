"""The only place for tables, SQL, files and connections. What leaves it are domain objects and plain rows."""
