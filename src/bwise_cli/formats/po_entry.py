"""One entry of a PO file, as it stands there and while it is being read."""

from dataclasses import dataclass, field

from bwise_cli.domain.message import Key


@dataclass(frozen=True, slots=True)
class PoEntry:
    """One entry of a PO file as it stands there; the meaning of comments is not looked into."""

    line: int
    """Line of its first keyword, from 1."""
    context: str | None
    """The msgctxt."""
    text: str
    """The msgid."""
    translation: str
    """The msgstr."""
    previous: Key | None
    """Context and text before, from `#|` lines."""
    comments: tuple[str, ...]
    """Translator's comments: `# `."""
    extracted: tuple[str, ...]
    """Comments from the source: `#.`."""
    references: tuple[str, ...]
    """Lines that begin with `#:`, without that."""
    flags: tuple[str, ...]
    """Flags of `#,` lines, and of the `#=` lines that gettext 0.26 writes."""
    obsolete: bool
    """Whether its fields begin with `#~`."""

    @property
    def is_header(self) -> bool:
        """Whether it describes the file."""
        return self.context is None and not self.text and not self.obsolete


@dataclass(slots=True)
class EntryDraft:
    """The entry that is being read; the one value here that changes."""

    begin: int = 0
    """Line on which anything of it stands first; 0 as long as there is nothing."""
    line: int = 0
    """Line of its first keyword; 0 before that."""
    fields: dict[str, list[str]] = field(default_factory=dict)
    """Strings of each field, by keyword."""
    previous: dict[str, list[str]] = field(default_factory=dict)
    """Strings of each `#|` field, by keyword."""
    comments: list[str] = field(default_factory=list)
    """As in `PoEntry`."""
    extracted: list[str] = field(default_factory=list)
    """As in `PoEntry`."""
    references: list[str] = field(default_factory=list)
    """As in `PoEntry`."""
    flags: list[str] = field(default_factory=list)
    """As in `PoEntry`."""
    obsolete: bool = False
    """As in `PoEntry`."""
    broken: bool = False
    """Whether there is a finding in it already; what follows from that is not reported."""

    def add_comment(self, line: str) -> None:
        """Add a line that begins with `#` and is no field."""
        content = line[2:]
        match line[1:2]:
            case ".":
                self.extracted.append(content.removeprefix(" "))
            case ":":
                self.references.append(content)
            case "," | "=":
                self.flags += [flag for name in content.split(",") if (flag := name.strip())]
            case _:
                self.comments.append(line[1:].removeprefix(" "))

    @property
    def missing(self) -> str | None:
        """The first field that an entry must have and this one has not."""
        if self.previous and "msgid" not in self.previous:
            return "#| msgid"
        return next((keyword for keyword in ("msgid", "msgstr") if keyword not in self.fields), None)

    def finished(self) -> PoEntry:
        """The entry, once nothing is missing."""
        return PoEntry(
            line=self.line,
            context=_joined(self.fields, "msgctxt"),
            text=_joined(self.fields, "msgid") or "",
            translation=_joined(self.fields, "msgstr") or "",
            previous=self._previous_key(),
            comments=tuple(self.comments),
            extracted=tuple(self.extracted),
            references=tuple(self.references),
            flags=tuple(dict.fromkeys(self.flags)),
            obsolete=self.obsolete,
        )

    def _previous_key(self) -> Key | None:
        before = _joined(self.previous, "msgid")
        return None if before is None else (_joined(self.previous, "msgctxt"), before)


def _joined(fields: dict[str, list[str]], keyword: str) -> str | None:
    return "".join(fields[keyword]) if keyword in fields else None
