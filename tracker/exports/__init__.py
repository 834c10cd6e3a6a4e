"""State objects to text for other programs. Names are those of the interface and do not change."""
