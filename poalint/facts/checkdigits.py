"""Check digits of tracking numbers: from the serial part of a number to the character that must follow it.

Each algorithm is a pure function of the serial and of the parameters its form gives. A serial is digits and capital
letters without spaces. `ALGORITHMS` holds them by the names the lexicon uses.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def s10(serial: str, weightings: Sequence[int] = (8, 6, 4, 2, 3, 5, 9, 7), modulo: int = 11) -> str:
    """UPU S10: 11 less the weighted sum modulo 11; 10 is written 0 and 11 is written 5.

    >>> s10("47312482")
    '9'
    """
    check = modulo - _weighted(serial, weightings) % modulo
    return {10: "0", 11: "5"}.get(check) or str(check)


def mod7(serial: str, modulo: int = 7) -> str:
    """DHL Express: the remainder of the whole number, so only 0 to 6 occur.

    >>> mod7("331881002")
    '5'
    """
    return str(int(serial) % modulo)


def mod10(
    serial: str, evens_multiplier: int = 1, odds_multiplier: int = 1, modulo: int = 10, reverse: bool = False
) -> str:
    """What completes the weighted sum to a multiple of ten; places count from 0, `reverse` from the right.

    USPS weighs 3 and 1. UPS weighs 1 and 2 without adding the digits of a product, and takes a letter as
    (ASCII - 3) mod 10.

    >>> mod10("5R8939035756712", odds_multiplier=2)
    '7'
    """
    characters = reversed(serial) if reverse else serial
    weights = (evens_multiplier, odds_multiplier)
    return str(-sum(weights[at % 2] * _value(each) for at, each in enumerate(characters)) % modulo)


def sum_product(serial: str, weightings: Sequence[int], modulo1: int, modulo2: int) -> str:
    """FedEx Express: the weighted sum by one modulus and then by another.

    >>> sum_product("98657878885", (3, 1, 7, 3, 1, 7, 3, 1, 7, 3, 1), 11, 10)
    '5'
    """
    return str(_weighted(serial, weightings) % modulo1 % modulo2)


def luhn(serial: str) -> str:
    """Purolator: every second digit from the right doubled, the digits of each product added, completed to ten.

    >>> luhn("32059546393")
    '8'
    """
    doubled = (sum(divmod(2 * int(each), 10)) if at % 2 == 0 else int(each) for at, each in enumerate(serial[::-1]))
    return str(-sum(doubled) % 10)


def mod_37_36(serial: str, alphabet: str = _ALPHABET, modulo: int = 36) -> str:
    """DPD: ISO 7064 MOD 37,36, whose check character is a digit or a letter.

    >>> mod_37_36("09980000020033")
    'F'
    """
    rest = modulo
    for each in serial:
        rest = ((rest + alphabet.index(each)) % modulo or modulo) * 2 % (modulo + 1)
    return alphabet[(modulo + 1 - rest) % modulo]


ALGORITHMS: Mapping[str, Callable[..., str]] = {
    "s10": s10,
    "mod7": mod7,
    "mod10": mod10,
    "sum_product_with_weightings_and_modulo": sum_product,
    "luhn": luhn,
    "mod_37_36": mod_37_36,
}


def _weighted(serial: str, weightings: Sequence[int]) -> int:
    return sum(weight * int(digit) for weight, digit in zip(weightings, serial, strict=True))


def _value(character: str) -> int:
    return int(character) if character.isdigit() else (ord(character) - 3) % 10
