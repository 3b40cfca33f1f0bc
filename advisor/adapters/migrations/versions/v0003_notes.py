"""Workspaces, engagements and notes, with the revisions that an index follows."""

from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "workspaces",
        sa.Column("workspace_id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("latest_at", _TIME, nullable=False),
        sa.UniqueConstraint("name", name="workspaces_by_name"),
    )
    op.create_table(
        "engagements",
        sa.Column("engagement_id", sa.String(32), primary_key=True),
        _workspace(),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("folded", sa.Text, nullable=False),
        sa.Column("vendor", sa.Text, nullable=False),
        sa.Column("trade", sa.String(40)),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("started_on", sa.Date),
        sa.Column("targets", sa.JSON().with_variant(sa.Text(), "postgresql"), nullable=False),
        sa.Column("created_at", _TIME, nullable=False),
        sa.UniqueConstraint("workspace_id", "folded", name="engagements_by_name"),
    )
    _make_notes()
    op.create_table(
        "deleted_notes",
        sa.Column("note_id", sa.String(32), primary_key=True),
        _workspace(),
        sa.Column("revision", sa.BigInteger, nullable=False),
    )
    op.create_index("deleted_notes_by_revision", "deleted_notes", ["revision"], unique=True)
    made = op.create_table(
        "store",
        sa.Column("store_id", sa.String(32), primary_key=True),
        sa.Column("revision", sa.BigInteger, nullable=False),
    )
    op.bulk_insert(made, [{"store_id": uuid4().hex, "revision": 0}])
    # The releases before look here, and say that a newer one wrote this.
    op.execute("UPDATE schema_version SET version = 2")


def _make_notes() -> None:
    op.create_table(
        "notes",
        sa.Column("note_id", sa.String(32), primary_key=True),
        _workspace(),
        sa.Column(
            "engagement_id",
            sa.String(32),
            sa.ForeignKey("engagements.engagement_id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("happened_on", sa.Date, nullable=False),
        sa.Column("tags", sa.Text, nullable=False),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("updated_at", _TIME, nullable=False),
        sa.Column("revision", sa.BigInteger, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
    )
    for name, first in (
        ("notes_of_workspace", "workspace_id"),
        ("notes_of_engagement", "engagement_id"),
    ):
        op.create_index(name, "notes", [first, "happened_on", "created_at"])
    op.create_index("notes_by_revision", "notes", ["revision"], unique=True)


def _workspace() -> sa.Column[int]:
    return sa.Column(
        "workspace_id", sa.Integer, sa.ForeignKey("workspaces.workspace_id"), nullable=False
    )
