"""What `advisor review` saves: the brief as Word with its changes, and the report."""

from dataclasses import dataclass
from pathlib import Path

from advisor.cli_output import check_files, err, write_file
from advisor.domain.review import BriefReview
from advisor.errors import InputError


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewFiles:
    """Where a review is saved to."""

    docx: Path | None
    report: Path | None
    force: bool

    def check(self, source: str) -> None:
        """Refuse, before anything is reviewed, files that could not be written."""
        named = [path for path in (self.docx, self.report) if path is not None]
        if self.docx and self.docx.suffix.lower() != ".docx":
            raise InputError(f"{self.docx} is no name of a Word file. End it in .docx.")
        if self.report and self.report.suffix.lower() not in (".docx", ".md", ".html"):
            raise InputError(f"{self.report}: a report ends in .docx, .md or .html.")
        if any(path.exists() and path.samefile(source) for path in named if Path(source).exists()):
            raise InputError(f"{source} is the brief itself. Name another file to save to.")
        check_files(named, force=self.force)

    def refuse(self, what: str) -> None:
        """Refuse to save what has no file of its own."""
        if self.docx or self.report:
            raise InputError(f"--docx and --report go with one brief, not with {what}.")

    def write(self, found: BriefReview) -> None:
        """Save what was asked for, and say so on standard error."""
        if self.docx:
            from advisor.adapters.review_docx import reviewed_docx

            self._save(self.docx, reviewed_docx(found, found.findings))
        if self.report:
            self._save(self.report, _report(found, self.report.suffix.lower()))

    def _save(self, path: Path, content: bytes) -> None:
        write_file(path, content, force=self.force)
        err.print(f"Saved {path}", markup=False, soft_wrap=True)


def _report(found: BriefReview, kind: str) -> bytes:
    if kind == ".docx":
        from advisor.adapters.review_docx import report_docx

        return report_docx(found)
    if kind == ".html":
        from advisor.adapters.review_html import report_html

        return report_html(found).encode()
    from advisor.review.report import report_markdown

    return report_markdown(found).encode()
