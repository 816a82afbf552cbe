"""Messages to practices over MESH, the NHS's Message Exchange for Social Care and Health, and what comes back."""
