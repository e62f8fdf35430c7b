"""What the seller wrote: bytes → Draft, one reader a format, and the blocks the text is laid out in."""

from poalint.draft.comments import Comment, find_comments, without_comments
from poalint.draft.draft import Draft, LineStyle, WordLine
from poalint.draft.layout import Block, BlockKind, blocks
from poalint.draft.read import READERS, find_drafts, read_draft, read_stdin, read_text

__all__ = [
    "READERS",
    "Block",
    "BlockKind",
    "Comment",
    "Draft",
    "LineStyle",
    "WordLine",
    "blocks",
    "find_comments",
    "find_drafts",
    "read_draft",
    "read_stdin",
    "read_text",
    "without_comments",
]
