"""One run over an extract: an engine, what each decision shows of the rules, and what is counted over all of them."""
