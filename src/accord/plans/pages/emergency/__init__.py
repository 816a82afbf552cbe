"""What a crew needs at 3 a.m.: from a number, or a name, date of birth and postcode, to one screen."""
