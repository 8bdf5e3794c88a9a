"""Stations and plans in a database: SQLAlchemy models, repositories and Alembic migrations."""
