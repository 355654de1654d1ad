"""Where in the masters that stands which a finding is about."""

from collections.abc import Sequence
from dataclasses import replace

from bwise_cli.domain.finding import Finding, Note, Place, quoted
from bwise_cli.domain.master import Master
from bwise_cli.domain.master_lines import MasterLines
from bwise_cli.domain.message import Key, Reference
from bwise_cli.master_files import is_word
from bwise_cli.workspace import Workspace


class MasterPlaces:
    """The places of messages in the masters of one curriculum. A master is read when it is asked for."""

    def __init__(self, workspace: Workspace, curriculum: str, masters: Sequence[Master]) -> None:
        self._folder = workspace.master_folder(curriculum)
        self._references: dict[Key, Reference] = {}
        self._lines: dict[str, MasterLines] = {}
        for master in masters:
            for segment, spelling in master:
                if spelling:
                    self._references.setdefault((segment.context, spelling.text), segment.reference)

    def located(self, finding: Finding) -> Finding:
        """`finding` with a note that says where in the masters its message stands, if it is about one."""
        reference = self._references.get(finding.about) if finding.about else None
        if finding.about is None or reference is None:
            return finding
        shown = quoted(finding.about[1])
        said = "the English text" if shown in finding.message else f"the English text: {shown}"
        return replace(finding, notes=(*finding.notes, Note(said, self._place(reference, finding.about[1]))))

    def line(self, file: str, text: str, anchor: str) -> int:
        """The line, in a master, of a text below the heading with an id; 0 if it cannot be found, as in Word."""
        path = self._folder.root / file
        if is_word(path):
            return 0
        if file not in self._lines:
            self._lines[file] = MasterLines(self._folder.text(path))
        return self._lines[file].line(text, anchor)

    def _place(self, reference: Reference, text: str) -> Place:
        shown = f"{self._folder.shown}/{reference.file}"
        return Place(shown, self.line(reference.file, text, reference.anchor))
