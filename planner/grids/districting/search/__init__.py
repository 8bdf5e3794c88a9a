"""Many districtings, each better than the last: growth from seeds, exchange of cells, recombination of districts."""
