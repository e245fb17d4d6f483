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
WHAT = (
    "The ferry",
    "The night bus",
    "A fish market",
    "The school on the hill",
    "The cement works",
    "A wedding party",
    "The old mill",
    "The dairy",
    "A travelling circus",
    "The harbour crane",
    "The town library",
    "The post office",
)
DOES = (
    "opened late",
    "stood idle",
    "was painted green",
    "has a new timetable",
    "was moved to the other bank",
    "runs on diesel again",
    "lost part of its roof",
    "was open to visitors",
    "has new windows",
    "closed early",
)
WHEN = (
    "because of the rain",
    "for the third time this winter",
    "after the holidays",
    "as it does every spring",
    "while the road was being mended",
    "in spite of the price of coal",
    "to nobody's surprise",
    "before the feast of Saint Orla",
    "although the council had promised otherwise",
    "for want of flour",
)
SEEN = (
    "On a cold and windless morning",
    "While the town slept",
    "In the third week of the drought",
    "After a week of rumours",
)
