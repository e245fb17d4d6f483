"""Sums that cannot be right, and others that look like them and may be."""

import pytest

from tests.mark.facts import facts
from wellsourced.model import Verdict


def failed(text):
    return [c.why for c in facts(text).checks if c.verdict is Verdict.INCONSISTENT]


def agreed(text):
    return [c.why for c in facts(text).checks if c.verdict is Verdict.CONSISTENT]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        # parts and wholes
        (
            "The blast killed 62 people: 30 men, 20 women and 9 children.",
            "30 + 20 + 9 = 59, not the 62 stated",
        ),
        ("Four died: two men, a woman and two children.", "2 + 2 + 1 = 5, not the 4 stated"),
        (
            "The raid freed 12 hostages (nine women and four children).",
            "9 + 4 = 13, not the 12 stated",
        ),
        (
            "The committee has nine members: four men and six women.",
            "4 + 6 = 10, not the 9 stated",
        ),
        (
            "Of the 40 prisoners, 25 were freed and 20 are still held.",
            "25 + 20 = 45, not the 40 stated",
        ),
        (
            "Of the 40 prisoners, 25 were freed and the other 20 are still held.",
            "25 + 20 = 45, not the 40 stated",
        ),
        (
            "Police detained 30 people, 12 in Havrin and 25 in Karsk.",
            "12 + 25 = 37, not the 30 detained stated",
        ),
        # lists of names
        (
            "The army named three towns: Havrin, Karsk, Dorvel and Selm.",
            "4 towns are named (Havrin; Karsk; Dorvel; Selm), not 3",
        ),
        # how long against when
        (
            "The bridge was closed on 9 May 1996, two years after it opened in March 1991.",
            (
                "from “March 1991” to “9 May 1996” are 1,866 to 1,896 days, "
                "which cannot be “two years”"
            ),
        ),
        (
            "Kell left the city in March 1995 and returned on 9 June 1997, four months later.",
            (
                "from “March 1995” to “9 June 1997” are 801 to 831 days, "
                "which cannot be “four months”"
            ),
        ),
        (
            "He has led the party for 18 years, since 1990.",
            "from 1990 to 1998 are 7 or 8 years, not 18 years",
        ),
        (
            "The five-day siege, from May 3 to May 12, ended badly.",
            "from 1998-05-03 to 1998-05-12 are 9 days and the last, which cannot be 5 days",
        ),
        (
            "At 9:15 a.m. the gate fell; six hours later, at 11:40 a.m., the tower fell.",
            "from 9:15 a.m. to 11:40 a.m. are 2.4 hours, not 6",
        ),
        # ages
        (
            "Odo Kell, 34, was born in 1931.",
            "Odo Kell: born in 1931, 66 or 67 years old in 1998, not 34",
        ),
        (
            "Ana Marsh was born in 1931 and died in 1990 at the age of 41.",
            "from 1931 to 1990 are 58 or 59 years, not 41",
        ),
        # shares, prices, growth
        ("Half of the 40 prisoners, 15 men, were freed.", "half of 40 are 20, not 15"),
        ("A quarter of the 60 boats (30) sank.", "a quarter of 60 are 15, not 30"),
        (
            "The guard paid 50 men $200 each, a total of $15,000.",
            "50 times 200 are 10,000, not 15,000",
        ),
        ("The toll doubled from 20 to 60.", "20 times 2 are 40, not 60"),
        ("Sales rose by 15 from 20 to 50.", "20 + 15 = 35, not 50"),
        ("Prices rose by 10 percent from 200 to 300.", "200 + 20 = 220, not 300"),
        # the dead by their order
        (
            "All but one of the sixteen on board died. The ministry spoke of a sixteenth death.",
            "16 - 1 = 15, no room for death 16",
        ),
        # title and body
        (
            "50 rebels detained in Havrin\n\nPolice detained 35 rebels in Havrin on Monday.",
            "50 detained in the title against 35 below it",
        ),
    ],
)
def test_a_sum_that_cannot_be_right_is_written_out(text, why):
    assert failed(text) == [why]


@pytest.mark.parametrize(
    "text",
    [
        "The blast killed 62 people, including 30 men, 20 women and 9 children.",
        "The blast killed at least 62 people: 30 men, 20 women and 9 children.",
        "The raid freed 12 hostages (five women and four children).",
        "The blast killed 62 people: among them 30 men and 20 women.",
        "The blast killed 62 people: 33 men, 20 women and 9 children.",
        "Of the 40 prisoners, 25 were freed and 12 are still held.",
        "Of the 40 prisoners, 25 were freed and the other 15 are still held.",
        "Of the 40 prisoners, 25 were freed and 20 of them later returned.",
        "Of the 40 boats, 25 sank in the storm and another 20 were lost later.",
        "Some 40 prisoners, 25 from Havrin and 20 from Karsk, were freed.",
        "The army named three towns: Havrin, Karsk and Dorvel.",
        "Three towns have fallen: Havrin and Karsk among them.",
        "Three dead: what we know about the two attacks and one suspect.",
        "He named two friends: Odo Kell, the mayor of Karsk, and Ana Marsh.",
        "The match ended 3-1: two goals by Kell and one by Marsh.",
        "The bridge was closed on 9 May 1996, two years after it had opened in March 1994.",
        "Kell left the city in January and returned on 25 May, over four months later.",
        "Kell left in May and came back in May, four months later.",
        "He spoke in March 1994, two years after the war. It ended in June 1999.",
        "He has led the party for eight years, since 1990.",
        "He had led the party for 18 years, since 1950, when the war began.",
        "The five-day siege, from May 3 to May 7, ended badly.",
        "The siege lasted nine days, from May 3 to May 12.",
        "At 9:15 a.m. the gate fell; two hours later, at 11:20 a.m., the tower fell.",
        "At 11:15 p.m. the gate fell; two hours later, at 1:20 a.m., the tower fell.",
        "Odo Kell, 34, was born in 1963.",
        "Odo Kell, 34, spoke of his father, who was born in 1931.",
        "Ana Marsh was born in 1931 and died in 1990 at the age of 59.",
        "Half of the 40 prisoners, 20 men, were freed.",
        "More than half of the 40 prisoners, 30 men, were freed.",
        "The guard paid 50 men $200 each, a total of $10,000.",
        "It was sold for $20 each, or $15 in bulk.",
        "The toll more than doubled from 20 to 60.",
        "Prices rose by 50 percent from 200 to 300.",
        "All but one of the sixteen on board died. The ministry spoke of a fifteenth death.",
        "All but one of the sixteen on board died. On the ground a seventeenth death was told.",
        "50 rebels detained in Havrin\n\nPolice detained at least 35 rebels in Havrin on Monday.",
        "50 rebels detained in Havrin\n\nPolice detained 35 students in Havrin on Monday.",
        "He is 5 feet 10 inches (1.78 m) tall.",
        "The story ran in the Havrin Sun, May 16, 1998.",
        "Seven were hurt in the 7500 block of Reed Lane, where two people died.",
    ],
)
def test_what_may_be_right_is_no_alarm(text):
    assert failed(text) == []


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Two men were held in Karsk. Both were miners.", "“Both” are 2, as Two men"),
        (
            "Two envoys came. The army spoke first, and the two envoys left.",
            "“the two envoys” are 2, as Two envoys",
        ),
        (
            "Five men were held; one died, and the other four were freed.",
            "1 + 4 = 5, the 5 stated",
        ),
        (
            "There were two raids. The first raid hit Havrin. The second raid hit Karsk.",
            "a first and a second raid: 2 raids stated",
        ),
        ("Four people were killed. A fifth person died later.", "4 and the fifth make 5 killed"),
        (
            "The force has 20,000 troops, with 1,500 gunmen now paid from abroad.",
            "1,500 strength can be a part of the 20,000 strength, 7.5 percent of it",
        ),
        (
            "The rebels have 3,000 gunmen. Hundreds of these fighters went home on Monday.",
            "200 fighters can be a part of the 3,000 strength",
        ),
        (
            "The strike destroyed eight vehicles. The strike also hit four army vehicles.",
            "4 army vehicles can be a part of the 8 vehicles",
        ),
        (
            "Havrin, Karsk and Dorvel, three towns on the lake, were taken.",
            "3 towns are named (Havrin; Karsk; Dorvel), as 3",
        ),
    ],
)
def test_what_agrees_is_told_too(text, why):
    assert why in agreed(text)
