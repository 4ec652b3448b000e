"""Seats that authorities published, worked out again from the exact votes or counts they published."""

from fractions import Fraction

import pytest

from efficiency_rules.grading.seats import Method, SeatRule, SeatTie

SIDES: tuple[SeatTie, ...] = ("better", "worse")


def seats(method: Method, votes: tuple[int, ...], units: int, side: SeatTie) -> tuple[int, ...]:
    """The seats by exact shares votes / total; none of these cases has a tie, so the side must not matter."""
    return SeatRule(method, tuple(Fraction(each, sum(votes)) for each in votes), side).seats(units)


@pytest.mark.parametrize("side", SIDES)
def test_english_deciles_2019(side: SeatTie) -> None:
    """The 32,844 areas of the English Indices of Deprivation 2019, ranked and cut into ten equal groups.

    Deciles 1, 2, 4, 6, 7 and 9 have 3,284 areas, 3, 5, 8 and 10 have 3,285. Source: data file of the release of
    26 September 2019, Ministry of Housing, Communities and Local Government (counted so by OpenSAFELY's ehrQL too).
    """
    sizes = (3284, 3284, 3285, 3284, 3285, 3284, 3284, 3285, 3284, 3285)
    assert seats("cumulative-floor", (1,) * 10, 32_844, side) == sizes


@pytest.mark.parametrize("side", SIDES)
def test_new_zealand_2008(side: SeatTie) -> None:
    """Party vote of 8 November 2008, 120 seats by Sainte-Laguë: the last seat is won by a quotient of 9160.0 to 9159.5.

    Source: Chief Electoral Office, official results of 22 November 2008 (National, Labour, Green, ACT, Māori,
    Progressive, United Future). The Māori Party held 5 seats; two of them were overhang beyond the 120.
    """
    votes = (1_053_398, 796_880, 157_613, 85_496, 55_980, 21_241, 20_497)
    assert seats("webster", votes, 120, side) == (58, 43, 9, 5, 5 - 2, 1, 1)


@pytest.mark.parametrize("side", SIDES)
def test_new_zealand_2020(side: SeatTie) -> None:
    """Party vote of 17 October 2020, 120 seats by Sainte-Laguë, no overhang.

    Source: Electoral Commission, official results of 6 November 2020 (Labour, National, Green, ACT, Māori).
    """
    votes = (1_443_545, 738_275, 226_757, 219_031, 33_630)
    assert seats("webster", votes, 120, side) == (65, 33, 10, 10, 2)


@pytest.mark.parametrize("side", SIDES)
def test_new_zealand_2023(side: SeatTie) -> None:
    """Party vote of 14 October 2023, 120 seats by Sainte-Laguë.

    Source: Electoral Commission, official results of 3 November 2023 (National, Labour, Green, ACT, New Zealand
    First, Te Pāti Māori). Te Pāti Māori held 6 seats; two of them were overhang beyond the 120.
    """
    votes = (1_085_851, 767_540, 330_907, 246_473, 173_553, 87_844)
    assert seats("webster", votes, 120, side) == (48, 34, 15, 11, 8, 6 - 2)


@pytest.mark.parametrize("side", SIDES)
def test_state_duma_2016(side: SeatTie) -> None:
    """The 225 list seats of the State Duma by largest remainder (Hare), 18 September 2016.

    Source: Central Election Commission of Russia (United Russia, Communist Party, Liberal Democratic Party,
    A Just Russia; the lists above 5 %).
    """
    votes = (28_527_828, 7_019_752, 6_917_063, 3_275_053)
    assert seats("largest-remainder", votes, 225, side) == (140, 35, 34, 16)


@pytest.mark.parametrize("side", SIDES)
def test_state_duma_2021(side: SeatTie) -> None:
    """The 225 list seats of the State Duma by largest remainder (Hare), 17 to 19 September 2021.

    Source: Central Election Commission of Russia (United Russia, Communist Party, Liberal Democratic Party,
    A Just Russia, New People; the lists above 5 %).
    """
    votes = (28_064_200, 10_660_669, 4_252_252, 4_201_744, 2_997_744)
    assert seats("largest-remainder", votes, 225, side) == (126, 48, 19, 19, 13)


@pytest.mark.parametrize("side", SIDES)
def test_hong_kong_2012(side: SeatTie) -> None:
    """The five seats of the District Council (Second) constituency by largest remainder (Hare), 9 September 2012.

    Source: results announced on 10 September 2012 (lists of James To, Starry Lee, Frederick Fung, Chan Yuen-han,
    Albert Ho, Lau Kong-wah, Pamela Peck). No list reaches the quota: every seat is a remainder.
    """
    votes = (316_468, 277_143, 262_172, 246_196, 228_840, 199_732, 61_321)
    assert seats("largest-remainder", votes, 5, side) == (1, 1, 1, 1, 1, 0, 0)


@pytest.mark.parametrize("side", SIDES)
def test_hamilton_1792(side: SeatTie) -> None:
    """The 120 seats of the apportionment bill of 1792 by Hamilton's method, from the census of 1790.

    Passed by Congress and vetoed by President Washington. Source: census populations for apportionment and the
    table of the bill as printed in COMAP, For All Practical Purposes, tables of chapter 14.
    """
    bill = {
        "Connecticut": (236_841, 8),
        "Delaware": (55_540, 2),
        "Georgia": (70_835, 2),
        "Kentucky": (68_705, 2),
        "Maryland": (278_514, 9),
        "Massachusetts": (475_327, 16),
        "New Hampshire": (141_822, 5),
        "New Jersey": (179_570, 6),
        "New York": (331_589, 11),
        "North Carolina": (353_523, 12),
        "Pennsylvania": (432_879, 14),
        "Rhode Island": (68_446, 2),
        "South Carolina": (206_236, 7),
        "Vermont": (85_533, 3),
        "Virginia": (630_560, 21),
    }
    populations = tuple(population for population, _ in bill.values())
    assert sum(populations) == 3_615_920
    assert seats("largest-remainder", populations, 120, side) == tuple(given for _, given in bill.values())
