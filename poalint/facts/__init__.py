"""What is claimed: order IDs, carriers, tracking numbers, rates, dates, counts; the violation answered."""

from poalint.facts.carriers import Carrier, CarrierList, CarrierMention, Listing
from poalint.facts.figures import Date, Metric, dates, metrics
from poalint.facts.identifiers import Attachment, Count, Identifier, asins, attachments, counts, order_ids
from poalint.facts.tracking import TrackingId, tracking_ids
from poalint.facts.violation import detect_marketplace, detect_violation

__all__ = [
    "Attachment",
    "Carrier",
    "CarrierList",
    "CarrierMention",
    "Count",
    "Date",
    "Identifier",
    "Listing",
    "Metric",
    "TrackingId",
    "asins",
    "attachments",
    "counts",
    "dates",
    "detect_marketplace",
    "detect_violation",
    "metrics",
    "order_ids",
    "tracking_ids",
]
