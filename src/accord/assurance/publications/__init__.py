"""Publications: which counts leave the area, as what, and that nothing small can be told from them."""
