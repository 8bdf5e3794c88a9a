"""A roster judged change by change: what a cell set by hand breaks and mends, who could stand in, who could swap."""
