"""What the writer accepted: findings left out by the sidecar, a list beside the draft, or by comments in the draft."""

from poalint.accepted.fingerprints import Fingerprints
from poalint.accepted.matching import Acceptance, Entry, Ground, Sidecar

__all__ = ["Acceptance", "Entry", "Fingerprints", "Ground", "Sidecar"]
