"""The page toolkit: layout, components and form fields that render themselves."""
