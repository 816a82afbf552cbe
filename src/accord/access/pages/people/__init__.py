"""Find a person, record one, and keep what they need, whom to call and where they are.

The pages stand here and not in the people room because each of them says who may see it and leaves a trace of who did.
"""
