"""The order and shipment reports of Seller Central: what their columns are called, and which report has which.

Amazon's own files keep the same hyphenated English names in every country; the other names are those of Seller Central's
pages and of sheets that sellers translate. Columns with the buyer's name, address, phone or e-mail are in no table here:
what is in no table is never read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum, auto
from functools import cache


class Column(StrEnum):
    """What poalint reads of a report; `SHIP_BY` is the day by which an order had to be shipped."""

    ORDER_ID = auto()
    PURCHASE_DATE = auto()
    SHIP_BY = auto()
    SHIP_DATE = auto()
    DELIVERY_DATE = auto()
    CARRIER_CODE = auto()
    CARRIER = auto()
    SHIP_METHOD = auto()
    TRACKING = auto()
    STATUS = auto()
    ASIN = auto()
    SKU = auto()
    QUANTITY = auto()


# By language; where a report has several columns of a sort, the name that stands first here is read. Promised and estimated
# days of delivery are no delivery and are left out.
NAMES: Mapping[str, Mapping[Column, tuple[str, ...]]] = {
    "en": {
        Column.ORDER_ID: (
            "amazon-order-id", "order-id", "amazon order number", "order-number", "order no", "amazon order", "order",
        ),
        Column.PURCHASE_DATE: ("purchase-date", "order-date", "date-ordered", "order placed", "purchased"),
        Column.SHIP_BY: (
            "latest-ship-date", "promise-date", "expected-ship-date", "ship-by-date", "ship-by", "required-ship-date",
        ),
        Column.SHIP_DATE: (
            "ship-date", "shipment-date", "shipped-date", "shipping-date", "ship-confirm-date", "ship confirmed date",
            "confirm-date", "date-shipped", "dispatch-date", "shipped",
        ),
        Column.DELIVERY_DATE: (
            "actual-delivery-date", "delivered-date", "date-delivered", "delivered-on", "delivery confirmed", "delivered",
        ),
        Column.CARRIER_CODE: ("carrier-code",),
        Column.CARRIER: ("carrier-name", "carrier", "shipping-carrier", "courier"),
        Column.SHIP_METHOD: ("ship-method", "shipping-method", "shipping-service"),
        Column.TRACKING: (
            "tracking-number", "tracking-id", "tracking-no", "shipper-tracking-number", "tracking", "waybill number",
        ),
        Column.STATUS: ("order-status", "status"),
        Column.ASIN: ("asin",),
        Column.SKU: ("sku", "seller-sku", "merchant-sku"),
        Column.QUANTITY: ("quantity", "quantity-purchased", "quantity-shipped", "quantity-to-ship", "qty"),
    },
    "de": {
        Column.ORDER_ID: ("Amazon-Bestellnummer", "Bestellnummer", "Bestell-ID", "Bestell-Nr."),
        Column.PURCHASE_DATE: ("Kaufdatum", "Bestelldatum", "Bestellt am"),
        Column.SHIP_BY: ("Spätestes Versanddatum", "Versand bis", "Voraussichtliches Versanddatum"),
        Column.SHIP_DATE: ("Versanddatum", "Versandt am", "Versendet am"),
        Column.DELIVERY_DATE: ("Zustelldatum", "Zugestellt am"),
        Column.CARRIER_CODE: ("Versanddienstleister-Code",),
        Column.CARRIER: ("Versanddienstleister", "Transportunternehmen", "Versandunternehmen", "Spediteur", "Zusteller"),
        Column.SHIP_METHOD: ("Versandart", "Versandmethode"),
        Column.TRACKING: ("Sendungsnummer", "Sendungsverfolgungsnummer", "Trackingnummer", "Tracking-ID", "Paketnummer"),
        Column.STATUS: ("Bestellstatus", "Status der Bestellung"),
        Column.QUANTITY: ("Menge", "Anzahl", "Stückzahl"),
    },
    "fr": {
        Column.ORDER_ID: ("Numéro de commande Amazon", "Numéro de commande", "N° de commande", "ID de commande"),
        Column.PURCHASE_DATE: ("Date d'achat", "Date de commande", "Date de la commande"),
        Column.SHIP_BY: ("Date d'expédition au plus tard", "À expédier avant le", "Date d'expédition prévue"),
        Column.SHIP_DATE: ("Date d'expédition", "Expédié le", "Date d'envoi"),
        Column.DELIVERY_DATE: ("Date de livraison effective", "Livré le"),
        Column.CARRIER_CODE: ("Code transporteur", "Code du transporteur"),
        Column.CARRIER: ("Transporteur", "Nom du transporteur"),
        Column.SHIP_METHOD: ("Mode d'expédition", "Mode de livraison", "Méthode d'expédition"),
        Column.TRACKING: ("Numéro de suivi", "N° de suivi", "ID de suivi"),
        Column.STATUS: ("Statut de la commande", "État de la commande"),
        Column.QUANTITY: ("Quantité",),
    },
    "it": {
        Column.ORDER_ID: ("Numero ordine Amazon", "ID ordine Amazon", "Numero d'ordine", "Numero ordine", "ID ordine"),
        Column.PURCHASE_DATE: ("Data di acquisto", "Data acquisto", "Data dell'ordine", "Data ordine"),
        Column.SHIP_BY: ("Data di spedizione massima", "Spedire entro", "Data di spedizione prevista"),
        Column.SHIP_DATE: ("Data di spedizione", "Data spedizione", "Spedito il"),
        Column.DELIVERY_DATE: ("Data di consegna effettiva", "Consegnato il"),
        Column.CARRIER_CODE: ("Codice corriere",),
        Column.CARRIER: ("Corriere", "Nome corriere", "Vettore"),
        Column.SHIP_METHOD: ("Metodo di spedizione", "Modalità di spedizione"),
        Column.TRACKING: ("Numero di tracking", "Numero di tracciabilità", "Codice di tracking", "ID tracking"),
        Column.STATUS: ("Stato dell'ordine", "Stato ordine"),
        Column.QUANTITY: ("Quantità",),
    },
    "es": {
        Column.ORDER_ID: ("ID de pedido de Amazon", "Número de pedido de Amazon", "Número de pedido", "ID de pedido", "Pedido"),
        Column.PURCHASE_DATE: ("Fecha de compra", "Fecha del pedido", "Fecha de pedido"),
        Column.SHIP_BY: ("Fecha límite de envío", "Enviar antes del", "Fecha de envío prevista"),
        Column.SHIP_DATE: ("Fecha de envío", "Enviado el"),
        Column.DELIVERY_DATE: ("Fecha de entrega real", "Entregado el"),
        Column.CARRIER_CODE: ("Código de transportista", "Código del transportista"),
        Column.CARRIER: ("Transportista", "Nombre del transportista", "Empresa de transporte"),
        Column.SHIP_METHOD: ("Método de envío", "Modo de envío"),
        Column.TRACKING: ("Número de seguimiento", "N.º de seguimiento", "ID de seguimiento"),
        Column.STATUS: ("Estado del pedido",),
        Column.QUANTITY: ("Cantidad",),
    },
    "ja": {
        Column.ORDER_ID: ("Amazon注文番号", "注文番号", "注文ID"),
        Column.PURCHASE_DATE: ("購入日", "注文日", "購入日時", "注文日時"),
        Column.SHIP_BY: ("出荷期限", "出荷予定日", "発送期限"),
        Column.SHIP_DATE: ("出荷日", "発送日", "出荷完了日"),
        Column.DELIVERY_DATE: ("配達完了日", "配達日", "お届け日"),
        Column.CARRIER_CODE: ("配送業者コード", "配送会社コード"),
        Column.CARRIER: ("配送業者", "配送会社", "配送業者名", "運送会社"),
        Column.SHIP_METHOD: ("配送方法", "出荷方法"),
        Column.TRACKING: ("お問い合わせ伝票番号", "問い合わせ番号", "追跡番号", "伝票番号", "トラッキングID"),
        Column.STATUS: ("注文ステータス", "注文状況"),
        Column.QUANTITY: ("数量", "注文数", "購入数"),
    },
    "zh": {
        Column.ORDER_ID: ("亚马逊订单编号", "亚马逊订单号", "订单编号", "订单号", "订单ID", "亞馬遜訂單編號", "訂單編號"),
        Column.PURCHASE_DATE: ("购买日期", "下单日期", "下单时间", "订购日期", "购买时间", "購買日期"),
        Column.SHIP_BY: ("最晚发货日期", "最迟发货日期", "最晚发货时间", "承诺发货日期", "预计发货日期"),
        Column.SHIP_DATE: ("发货日期", "发货时间", "实际发货日期", "配送日期", "發貨日期"),
        Column.DELIVERY_DATE: ("签收日期", "签收时间", "妥投日期", "送达日期"),
        Column.CARRIER_CODE: ("承运人代码",),
        Column.CARRIER: ("承运人", "承运人名称", "物流商", "物流公司", "快递公司", "承運人"),
        Column.SHIP_METHOD: ("配送方式", "配送服务", "物流方式", "物流渠道"),
        Column.TRACKING: ("追踪编码", "追踪编号", "追踪号", "跟踪编号", "跟踪号", "物流单号", "运单号", "快递单号", "追蹤編號"),
        Column.STATUS: ("订单状态",),
        Column.QUANTITY: ("数量", "购买数量", "商品数量", "已发货数量"),
    },
}  # fmt: skip
"""What the columns are called, by language."""


@dataclass(frozen=True, slots=True)
class Report:
    """A sort of report: its name in Seller Central, and whether it lists every order of its period.

    `marks` are columns, folded, that tell it from the others.
    """

    name: str
    every_order: bool
    marks: frozenset[str]


def folded(name: str) -> str:
    """A column's name without case, accents, hyphens and spaces: “Amazon-Order-Id” and “amazon order id” are one."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return re.sub(r"[\W_]", "", "".join(each for each in plain if not unicodedata.combining(each)))


def _report(name: str, *marks: str, every_order: bool = False) -> Report:
    return Report(name, every_order, frozenset(map(folded, marks)))


# The first that has all its marks in the header is the one.
REPORTS = (
    _report("All Orders report", "amazon-order-id", "last-updated-date", every_order=True),
    _report("All Orders report", "amazon-order-id", "order-status", "fulfillment-channel", every_order=True),
    _report("Amazon Fulfilled Shipments report", "amazon-order-id", "shipment-date"),
    _report("Shipping Confirmation file", "order-id", "carrier-code"),
    _report("Unshipped Orders report", "order-id", "days-past-promise"),
    _report("Order report", "order-id", "order-item-id", "purchase-date", every_order=True),
    _report("Valid Tracking Rate report", "order id", "carrier name", "tracking id"),
    _report("Late Shipment Rate report", "order id", "expected ship date"),
)
"""The reports known by their columns, the surest marks first."""

ORDER_LIST = Report("order list", False, frozenset())
"""A table with order IDs that is none of the reports known: a seller's own sheet, or a report in another language."""


@cache
def _columns() -> Mapping[str, tuple[Column, int]]:
    """Each name, folded, with its column and how far behind in the list of that column's names it stands."""
    return {
        folded(name): (column, rank)
        for language in reversed(list(NAMES.values()))
        for column, names in language.items()
        for rank, name in enumerate(names)
    }


@cache
def _day_first() -> frozenset[str]:
    """The names of languages that write the day before the month, those that English has too left out."""
    languages = {code: {folded(name) for names in NAMES[code].values() for name in names} for code in NAMES}
    return frozenset.union(*(frozenset(languages[code]) for code in ("de", "fr", "it", "es"))) - languages["en"]


@dataclass(frozen=True, slots=True)
class Header:
    """Where a table has which column, from 0; `day_first` tells a header in a language that writes 04.03. for 4 March."""

    report: Report
    places: Mapping[Column, int]
    day_first: bool


def read_header(cells: Sequence[str]) -> Header | None:
    """The header these cells are, or None where no cell is a name for order IDs."""
    known = _columns()
    names = [folded(cell) for cell in cells]
    ranks: dict[Column, tuple[int, int]] = {}
    for place, name in enumerate(names):
        if name in known:
            column, rank = known[name]
            ranks[column] = min(ranks.get(column, (rank, place)), (rank, place))
    if Column.ORDER_ID not in ranks:
        return None
    present = frozenset(names)
    report = next((each for each in REPORTS if each.marks <= present), ORDER_LIST)
    places = {column: place for column, (_, place) in ranks.items()}
    return Header(report, places, not present.isdisjoint(_day_first()))
