"""The nouns that all rooms share: frozen, without I/O and without a solver; they are the JSON form as well."""
