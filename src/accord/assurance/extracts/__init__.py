"""Extracts: files of the dataset, from any system, read and checked into one DuckDB database."""
