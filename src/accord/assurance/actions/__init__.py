"""What changes the state of assurance: keyword-only functions, one transaction each."""
