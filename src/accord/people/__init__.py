"""The person index: NHS number and its aliases, needs, contacts, stays. Who somebody is, never what is decided."""
