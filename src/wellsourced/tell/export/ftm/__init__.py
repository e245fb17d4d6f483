"""FollowTheMoney: the record as entities, as OpenAleph and its kin read them."""
