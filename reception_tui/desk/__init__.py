"""Every act of the desk, through one door, and every question that a screen or a report asks."""
