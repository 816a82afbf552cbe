"""How the documentation is built: Markdown, on one theme, with nothing fetched from elsewhere."""

project = "Accord"
author = "The Accord contributors"
copyright = "the Accord contributors"  # noqa: A001 - Sphinx reads it by this name
language = "en_GB"

extensions = ["myst_parser"]
myst_enable_extensions = ["colon_fence", "deflist", "fieldlist"]
myst_heading_anchors = 3
exclude_patterns = ["_build"]

html_theme = "furo"
html_title = "Accord"
html_show_sphinx = False
