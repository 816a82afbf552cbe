"""What people see and fill in."""
