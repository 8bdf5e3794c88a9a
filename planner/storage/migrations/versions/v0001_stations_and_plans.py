"""Make the tables of stations and plans."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make both tables."""
    op.create_table(
        "stations",
        sa.Column("id", sa.String(80), nullable=False),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("created", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_stations"),
    )
    op.create_table(
        "plans",
        sa.Column("id", sa.String(20), nullable=False),
        sa.Column("station_id", sa.String(80), nullable=False),
        sa.Column("created", sa.DateTime(), nullable=False),
        sa.Column("start", sa.DateTime(), nullable=False),
        sa.Column("end", sa.DateTime(), nullable=False),
        sa.Column("timezone", sa.String(80), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("plan_gzip", sa.LargeBinary(), nullable=False),
        sa.Column("scenario_zip", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_plans"),
        sa.ForeignKeyConstraint(["station_id"], ["stations.id"], name="fk_plans_station_id"),
        sa.UniqueConstraint("sha256", name="uq_plans_sha256"),
    )
    op.create_index("ix_plans_station_id", "plans", ["station_id"])
    op.create_index("ix_plans_start", "plans", ["start"])


def downgrade() -> None:
    """Remove both tables."""
    op.drop_table("plans")
    op.drop_table("stations")
