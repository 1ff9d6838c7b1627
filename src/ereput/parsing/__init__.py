"""From what pages write to what ereput keeps: numbers, days, phones, names, addresses, things. Pure."""
