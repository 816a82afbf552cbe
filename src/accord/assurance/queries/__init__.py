"""What assurance tells: each within the scope of whoever asks."""
