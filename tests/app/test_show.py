"""What `show` prints of a claim: the chain, and how far each source commits itself."""

import msgspec

from tests.flow.test_about import PAGE, claim, evidence
from wellsourced.app.show import lines
from wellsourced.model import Commitment


def shown(told):
    found = claim("he left", evidence=(told,), polarity="-")
    return [line.plain for line in lines(found, {PAGE.id: PAGE}, frozenset({"officials"}))]


def test_officials_without_a_name_are_marked_so_wherever_they_stand_in_the_chain():
    told = evidence("Courier", "Herald", "officials", "unnamed")

    assert "backs Courier <- Herald <- officials (unnamed) <- unnamed" in shown(told)


def test_how_far_a_source_commits_itself_is_said_in_words():
    told = msgspec.structs.replace(evidence("Courier"), commitment=Commitment.POSSIBLE)

    assert "backs Courier  [thinks it possible]" in shown(told)
