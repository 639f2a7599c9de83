"""Publishing: notebooks over a corpus become a run folder of pages, tables, figures and a manifest."""

from wirebook.publish.execute import Execution, Limits
from wirebook.publish.run import Progress, RunReport, run

__all__ = ["Execution", "Limits", "Progress", "RunReport", "run"]
