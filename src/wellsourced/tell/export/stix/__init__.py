"""STIX 2.1: who, where and what is claimed, as threat-intelligence platforms read it."""
