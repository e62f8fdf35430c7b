"""What the sentences say: the only room that knows spaCy."""
