"""The door for assistants: a case asked, and never changed, by the Model Context Protocol."""
