"""What screens and reports ask of the register. Nothing here writes."""
