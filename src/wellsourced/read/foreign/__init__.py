"""What other tools hold: tables of events, names and places, libraries, annotations, boards."""
