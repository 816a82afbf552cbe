"""What other systems send about somebody's plan, read as what it says: reported, and never a decision of ours.

Pure functions, from a resource to `Incoming`. What cannot be read rightly is refused by name (`NotTaken`); what finds
no place is kept and named; what contradicts itself is shown as it is.
"""
