"""rules/ → Pack, with errors that say file, line, column and what to write. Each module is imported when asked for."""
