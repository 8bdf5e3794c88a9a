"""How a roster is found: each officer's schedules priced by a dynamic programme, put together by linear programmes."""
