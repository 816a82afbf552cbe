"""The pages on which a cancellation is followed: who may hold a copy, who was told, who has answered."""
