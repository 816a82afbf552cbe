"""Following a cancellation until everybody who may hold a copy of the plan has answered."""
