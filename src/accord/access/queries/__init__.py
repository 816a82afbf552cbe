"""Reading what access keeps."""
