"""What is claimed: order IDs, carriers, tracking numbers, rates, dates, counts; the violation answered."""

from poalint.facts.attachments import Attachment, attachments
from poalint.facts.carriers import Carrier, CarrierList, CarrierMention, Listing, Standing, day_of_orders, weighed
from poalint.facts.coverage import Covered, Letter, cover
from poalint.facts.evidence import Claimed, Holdings, checklist
from poalint.facts.figures import Date, Metric, dates, metrics
from poalint.facts.folder import File, Folder, read_folder
from poalint.facts.identifiers import Count, Identifier, IdKind, asins, counts, order_ids, other_ids, run_together
from poalint.facts.likeness import Borrowed, Compared, Likeness, Past, Templates, read_past
from poalint.facts.materials import Materials
from poalint.facts.notice import Notice, parse_notice
from poalint.facts.records import Record, Records
from poalint.facts.records_rows import parse_records, read_records
from poalint.facts.records_told import OrderTold, told_of_orders
from poalint.facts.tracking import TrackingId, tracking_ids
from poalint.facts.violation import detect_marketplace, detect_violation

__all__ = [
    "Attachment",
    "Borrowed",
    "Carrier",
    "CarrierList",
    "CarrierMention",
    "Claimed",
    "Compared",
    "Count",
    "Covered",
    "Date",
    "File",
    "Folder",
    "Holdings",
    "IdKind",
    "Identifier",
    "Letter",
    "Likeness",
    "Listing",
    "Materials",
    "Metric",
    "Notice",
    "OrderTold",
    "Past",
    "Record",
    "Records",
    "Standing",
    "Templates",
    "TrackingId",
    "asins",
    "attachments",
    "checklist",
    "counts",
    "cover",
    "dates",
    "day_of_orders",
    "detect_marketplace",
    "detect_violation",
    "metrics",
    "order_ids",
    "other_ids",
    "parse_notice",
    "parse_records",
    "read_folder",
    "read_past",
    "read_records",
    "run_together",
    "told_of_orders",
    "tracking_ids",
    "weighed",
]
