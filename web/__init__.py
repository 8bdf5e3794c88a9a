"""The web application: plans of a station in a browser, and as files at documented addresses."""
