"""Who may do what: accounts, sign-in, and the needs of each address."""
