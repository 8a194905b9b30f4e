"""Facts that decide something, kept as dated records: which rule holds for a case on a day."""
