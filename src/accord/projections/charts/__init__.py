"""Charts as SVG text: figures in, a drawing out. No script, no style but attributes, no meaning by colour alone.

Each drawing has a title and a description; whoever shows it puts a table of the same figures beside it.
"""
