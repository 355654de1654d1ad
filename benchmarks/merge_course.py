"""A course of any size for the benchmark of updates, and edits of it of which the right answer is known.

Its sentences are made from the word pairs of the repository's own curriculum, so that texts share words as those of a
real course do; one in twenty is a near twin of another one. The same size gives the same course and the same edits.
"""

import random
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

CURRICULA = Path(__file__).resolve().parents[1] / "curricula" / "job-coaches"
ITEMS_IN_A_FILE = 100
CHANGED = 0.1
"""Share of the sources that an edit changes."""
DELETED = BRAND_NEW = 0.01
"""Shares of the sources that go, and that come without any predecessor."""


@dataclass(frozen=True, slots=True)
class Item:
    """One text of the course, and where it came from."""

    kind: str
    """`heading`, `list item` or `paragraph`."""
    text: str
    """Its Markdown."""
    edit: str = ""
    """Name of the edit that made it; empty if it was not touched."""
    origins: tuple[str, ...] = ()
    """Messages of the old course whose translation is right for it, for an edited text."""

    @property
    def message(self) -> str:
        """The text as it stands in a catalogue, where the destination of a link is its number."""
        numbers = iter(range(1, 100))
        return re.sub(r"\]\(https?:[^)]*\)", lambda _: f"]({next(numbers)})", self.text)


# The course


class Writer:
    """Writes sentences that are like those of the curriculum."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        self.after: dict[str, list[str]] = {}
        self.openers: list[str] = []
        for sentence in _sentences():
            words = sentence.split()
            self.openers.append(words[0])
            for word, following in pairwise(words):
                self.after.setdefault(word, []).append(following)
        self.words = sorted({word for word in self.after if word.isalpha() and len(word) > 3})

    def words_in_a_row(self, count: int) -> list[str]:
        """Some words, each of which follows the one before somewhere in the curriculum."""
        words = [self.dice.choice(self.openers)]
        while len(words) < count:
            words.append(self.dice.choice(self.after.get(words[-1], self.words)).rstrip(".!?:"))
        return words

    def sentence(self) -> str:
        """One sentence, with a number in some, and a mark or a link in some."""
        words = self.words_in_a_row(self.dice.randint(6, 22))
        spot = self.dice.randrange(2, len(words))
        chance = self.dice.random()
        if chance < 0.12:
            words[spot:spot] = [str(self.dice.randint(2, 90)), "minutes"]
        elif chance < 0.24 and words[spot].isalpha():
            words[spot] = f"*{words[spot]}*"
        elif chance < 0.3 and words[spot].isalpha():
            words[spot] = f"[{words[spot]}](https://example.org/{spot})"
        return _capital(" ".join(words)).rstrip(",;") + "."

    def item(self) -> Item:
        """A heading, a list item or a paragraph, as long as such are."""
        chance = self.dice.random()
        if chance < 0.15:
            return Item("heading", " ".join(self.words_in_a_row(self.dice.randint(2, 7))).rstrip(",;"))
        if chance < 0.5:
            return Item("list item", self.sentence())
        return Item("paragraph", " ".join(self.sentence() for _ in range(self.dice.randint(1, 5))))

    def twin(self, item: Item) -> Item:
        """A text that differs from `item` in one word, as parallel passages of a course do."""
        return Item(item.kind, _with_word(item.text, self.dice, lambda _: self.dice.choice(self.words)))


def _sentences() -> Iterable[str]:
    for path in sorted(CURRICULA.glob("*.md")):
        for line in path.read_text(encoding="utf-8").splitlines():
            plain = re.sub(r"\{[^}]*\}|\]\([^)]*\)|[\[\]*_`|>#]", " ", line)
            if not line.startswith((":::", "|", "---", "<!--")):
                yield from (each for each in re.split(r"(?<=[.!?])\s+", plain.strip()) if _is_plain(each))


def _is_plain(sentence: str) -> bool:
    words = sentence.split()
    return (
        len(words) > 3 and words[0].istitle() and all(re.fullmatch(r"[^\W_][\w’-]*[,.;!?:]?", each) for each in words)
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def make_course(size: int) -> tuple[list[Item], Writer]:
    """`size` texts, all of them different."""
    writer = Writer(random.Random(20261125))
    found: dict[str, Item] = {}
    while len(found) < size:
        item = writer.item()
        if found and writer.dice.random() < 0.05:
            item = writer.twin(writer.dice.choice(list(found.values())[-50:]))
        if _LONG_WORD.search(item.text):
            found.setdefault(item.message, item)
    return list(found.values()), writer


# Edits: from one text to those that take its place. None if it cannot be edited so.


Edit = Callable[[str, Writer], list[str] | None]


_LONG_WORD = re.compile(r"(?<![\w/.(])[a-z]{4,}(?![\w/(\]])")


def _with_word(text: str, dice: random.Random, change: Callable[[str], str]) -> str:
    """`text` with one of its longer words changed."""
    places = list(_LONG_WORD.finditer(text))
    if not places:
        return text
    spot = dice.choice(places)
    return text[: spot.start()] + change(spot[0]) + text[spot.end() :]


def _split_sentences(text: str) -> list[str]:
    return re.split(r"(?<=\.) ", text)


def typo(text: str, writer: Writer) -> list[str]:
    """One letter of a word is another one."""
    return [_with_word(text, writer.dice, lambda word: word[:2] + writer.dice.choice("aeirst") + word[3:])]


def word(text: str, writer: Writer) -> list[str]:
    """One word is another one."""
    return [_with_word(text, writer.dice, lambda _: writer.dice.choice(writer.words))]


def reworded(text: str, writer: Writer) -> list[str] | None:
    """A fifth of the words are others."""
    if len(text.split()) < 8:
        return None
    for _ in range(len(text.split()) // 5):
        text = word(text, writer)[0]
    return [text]


def appended(text: str, writer: Writer) -> list[str] | None:
    """A sentence more at the end."""
    return [f"{text} {writer.sentence()}"] if text.endswith(".") else None


def prepended(text: str, writer: Writer) -> list[str] | None:
    """A sentence more at the beginning."""
    return [f"{writer.sentence()} {text}"] if text.endswith(".") else None


def shortened(text: str, writer: Writer) -> list[str] | None:
    """A sentence less."""
    sentences = _split_sentences(text)
    if len(sentences) < 2:
        return None
    del sentences[writer.dice.randrange(len(sentences))]
    return [" ".join(sentences)]


def reordered(text: str, writer: Writer) -> list[str] | None:
    """The last sentence comes first."""
    *others, last = _split_sentences(text)
    return [" ".join([last, *others])] if others else None


def split(text: str, writer: Writer) -> list[str] | None:
    """Two paragraphs for one."""
    sentences = _split_sentences(text)
    middle = len(sentences) // 2
    return [" ".join(sentences[:middle]), " ".join(sentences[middle:])] if middle else None


def number(text: str, writer: Writer) -> list[str] | None:
    """Another number."""
    changed = re.sub(r"\b\d+ minutes", lambda match: f"{int(match[0].split()[0]) + 5} minutes", text, count=1)
    return [changed] if changed != text else None


def punctuation(text: str, writer: Writer) -> list[str] | None:
    """Another mark at the end."""
    return [text[:-1] + "!"] if text.endswith(".") else None


def markup(text: str, writer: Writer) -> list[str] | None:
    """A word is marked, or no longer marked."""
    if re.search(r"\*\w+\*", text):
        return [re.sub(r"\*(\w+)\*", r"\1", text, count=1)]
    return [_with_word(text, writer.dice, lambda each: f"**{each}**")]


EDITS: dict[str, Edit] = {
    edit.__name__: edit
    for edit in (
        typo, word, reworded, appended, prepended, shortened, reordered, split, number, punctuation, markup,
    )
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Edited:
    """The course after its author worked on it."""

    items: list[Item]
    """The texts now."""
    deleted: int
    """Texts that went."""


def edit_course(items: list[Item], writer: Writer) -> Edited:
    """Edit a tenth of the texts in known ways, delete some, move some of the edited elsewhere, and write new ones."""
    dice = writer.dice
    chosen = {index: n for n, index in enumerate(dice.sample(range(len(items)), round(len(items) * CHANGED)))}
    deleted = set(dice.sample(range(len(items)), round(len(items) * DELETED))) - chosen.keys()
    editor = Editor(items, writer, deleted | chosen.keys())
    result: list[Item] = []
    moved: list[Item] = []
    for index, item in enumerate(items):
        if index in chosen:
            made = editor.edited(index, chosen[index])
            (moved if made[0].edit == "moved" else result).extend(made)
        elif index not in deleted | editor.gone:
            result.append(item)
    for item in (*moved, *editor.brand_new(round(len(items) * BRAND_NEW))):
        result.insert(dice.randrange(len(result)), item)
    return Edited(result, len(deleted))


class Editor:
    """Edits texts, and sees to it that all of them stay different."""

    def __init__(self, items: list[Item], writer: Writer, spoken_for: set[int]) -> None:
        self.items = items
        self.writer = writer
        self.spoken_for = spoken_for
        self.taken = {item.message for item in items}
        self.gone: set[int] = set()
        """Texts that were merged into the one before."""

    def edited(self, index: int, turn: int) -> list[Item]:
        """What takes the place of a text: by the edit whose turn it is, or the next one that can be made of it."""
        names = [*EDITS, "moved", "merged"]
        for name in (names[(turn + step) % len(names)] for step in range(len(names) * 2)):
            made = self.merged(index) if name == "merged" else self.made(self.items[index], name)
            messages = [each.message for each in made]
            if made and len({*messages}) == len(messages) and self.taken.isdisjoint(messages):
                self.taken.update(messages)
                return made
        raise ValueError(f"no edit can be made of {self.items[index].text!r}")

    def made(self, item: Item, name: str) -> list[Item]:
        """`item` edited; empty if that edit cannot be made of it. A text that moves changes a word on the way."""
        texts = (word if name == "moved" else EDITS[name])(item.text, self.writer)
        return [Item(item.kind, text, name, (item.message,)) for text in texts or []]

    def merged(self, index: int) -> list[Item]:
        """A text and the one after it as one; empty if they are not two paragraphs that nothing else happens to."""
        pair = self.items[index : index + 2]
        if [item.kind for item in pair] != ["paragraph"] * 2 or index + 1 in self.spoken_for:
            return []
        self.gone.add(index + 1)
        text = " ".join(item.text for item in pair)
        return [Item("paragraph", text, "merged", tuple(item.message for item in pair))]

    def brand_new(self, count: int) -> list[Item]:
        """Texts without any predecessor."""
        made: dict[str, Item] = {}
        while len(made) < count:
            item = self.writer.item()
            if item.message not in self.taken:
                made[item.message] = Item(item.kind, item.text, "brand new")
        return list(made.values())


# On disk


def write_masters(items: list[Item], folder: Path) -> None:
    """The course as Markdown files, in the place of those that are there."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.md"):
        old.unlink()
    for begin in range(0, len(items), ITEMS_IN_A_FILE):
        blocks = [f"# Part {_letters(begin)}", *(_block(item) for item in items[begin : begin + ITEMS_IN_A_FILE])]
        name = f"{begin // ITEMS_IN_A_FILE:04}.md"
        (folder / name).write_text("\n\n".join(blocks) + "\n", encoding="utf-8")


def _block(item: Item) -> str:
    return {"heading": "## ", "list item": "- "}.get(item.kind, "") + item.text


def _letters(number: int) -> str:
    return "".join(chr(ord("A") + int(digit)) for digit in str(number))
