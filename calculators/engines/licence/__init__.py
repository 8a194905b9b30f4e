"""Licences of open weights: their texts as rules, and which release is under which."""
