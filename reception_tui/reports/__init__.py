"""Papers: figures become a document, and a document becomes text, PDF, Word or a spreadsheet."""
