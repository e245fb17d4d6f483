"""The names and the filling of the planted worlds: all invented."""

FIRST = [
    "Ivo",
    "Marta",
    "Pavel",
    "Ilka",
    "Stefan",
    "Renata",
    "Goran",
    "Lidia",
    "Anton",
    "Vera",
    "Tomas",
    "Irena",
    "Milan",
    "Sofia",
    "Radek",
    "Hana",
    "Emil",
    "Dora",
    "Viktor",
    "Lena",
]
LAST = [
    "Orlik",
    "Tessen",
    "Brandov",
    "Kessarin",
    "Maltov",
    "Drenko",
    "Halvar",
    "Ristic",
    "Pellan",
    "Zorin",
    "Varga",
    "Lukasz",
    "Obrecht",
    "Sandor",
    "Tarnek",
    "Wessely",
    "Hollin",
    "Jarek",
    "Moravec",
    "Feld",
]
TOWNS = [
    "Selm",
    "Karsk",
    "Dubrena",
    "Havrin",
    "Ostrel",
    "Tolmin",
    "Brenz",
    "Varno",
    "Pellwick",
    "Astrava",
    "Morrow",
    "Quill",
    "Lastova",
    "Greben",
    "Zelmar",
    "Orsova",
]
HOMES = ("Norvia", "Tarvenia", "Belmark")
ABROAD = ("Kaldria", "Sarland", "Ostmark")
FORCES = ("River Guard", "Iron Oar Brigade", "Free Valley Front", "Salt Coast Militia")
PAPERS = ("Courier", "Herald", "Gazette", "Post", "Observer", "Tribune")
AGENCIES = ("Meridian News Agency", "Continental Press")
READERS = ("Dockhand", "river rat", "Old Sapper", "Petra K", "Tollkeeper", "barge_horse")
UNNAMED = (
    "a security official",
    "a senior army officer",
    "a diplomat",
    "a hospital doctor",
    "a militia commander",
    "an intelligence officer",
    "a border guard",
)
RANKS = ("Colonel", "Major", "Captain")
WHAT = """ferry|night bus|fish market|school|cement works|wedding party|mill|dairy|circus|crane
library|post office|bakery|orchard|brass band|lighthouse|cinema|laundry|chess club
brickyard|tannery|rowing team|weather station|clockmaker|choir|stud farm|hatchery
toll house|bandstand|swimming bath"""
WHICH = """old|new|northern|smallest|oldest|yellow|lower|upper|private|disused|second|crowded|quiet
odd|famous|little|long|wooden|stone|busy|empty|rented|striped|tall|narrow"""
DOES = """opened|closed|stood idle|reopened|smelt of tar|needed paint|lost money|won a prize
drew visitors|ran late|got a roof|made a profit|bought a goat|sold its piano|changed hands
kept bees|hired a cook|served soup|went unnoticed|wanted repair|hung out flags
looked deserted|rang its bell|sang"""
WHERE = """by the quay|near the tram stop|behind the park|beside the canal|on the slope
past the well
below the vineyard|opposite the baths|across the meadow|under the arches|beyond the pond
at the corner|along the dyke|above the ford|off the main road|inside the walls"""
WHEN = """because of rain|for once|after lunch|as usual|without a permit|in spite of coal prices
to some surprise|before the feast|as promised|for want of flour|this winter|in spring
all the same|with a sigh|at noon|on foot|by candlelight|two hours early|despite complaints
in good order|against advice|for charity"""
SEEN = (
    "On a cold and windless morning",
    "While the town slept",
    "In the third week of the drought",
    "After a week of rumours",
)
LINK = "as was reported here"
