"""Report → text, json, jsonl; one module each, imported when asked."""
