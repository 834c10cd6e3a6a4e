"""What people type: parse, one operation, one view."""
