"""Hidden worlds: who knows what and says so, who copies whom, and what is right to say of it."""
