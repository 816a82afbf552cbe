"""The measures: what is counted over many records, each a value, with two interpreters that agree."""
