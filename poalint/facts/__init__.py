"""What is claimed: order IDs, carriers, tracking numbers, rates, dates, counts; the violation answered."""

from poalint.facts.carriers import Carrier, CarrierList, CarrierMention, Listing
from poalint.facts.figures import Date, Metric, dates, metrics
from poalint.facts.folder import File, Folder, read_folder
from poalint.facts.identifiers import Attachment, Count, Identifier, asins, attachments, counts, order_ids
from poalint.facts.materials import Materials
from poalint.facts.notice import Notice, parse_notice
from poalint.facts.records import Record, Records, parse_records, read_records
from poalint.facts.tracking import TrackingId, tracking_ids
from poalint.facts.violation import detect_marketplace, detect_violation

__all__ = [
    "Attachment",
    "Carrier",
    "CarrierList",
    "CarrierMention",
    "Count",
    "Date",
    "File",
    "Folder",
    "Identifier",
    "Listing",
    "Materials",
    "Metric",
    "Notice",
    "Record",
    "Records",
    "TrackingId",
    "asins",
    "attachments",
    "counts",
    "dates",
    "detect_marketplace",
    "detect_violation",
    "metrics",
    "order_ids",
    "parse_notice",
    "parse_records",
    "read_folder",
    "read_records",
    "tracking_ids",
]
