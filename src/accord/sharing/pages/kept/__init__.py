"""What a browser keeps of plans that were opened in an emergency."""
