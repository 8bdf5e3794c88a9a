"""Maps that open offline: a Folium page without data, and the data beside it as JSON."""
