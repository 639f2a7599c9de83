"""When an article was written: what its metadata says, or else what its text gives away."""

from wirebook.annotate.dating.checks import check
from wirebook.annotate.dating.weigh import Estimate, bounds, date, estimate

__all__ = ["Estimate", "bounds", "check", "date", "estimate"]
