"""Partners: other installations whose plans are heard of, asked for at their source and taken in as reported."""
