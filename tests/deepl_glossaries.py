"""The multilingual glossaries of the DeepL of the tests."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

MAX_OCTETS = 1024
Pair: TypeAlias = tuple[str, str]


class RefusedRequestError(Exception):
    """A request that is answered with an error."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


@dataclass
class Glossary:
    """A glossary on the server."""

    identifier: str
    """What it is asked for by."""
    name: str
    """What its owner called it."""
    dictionaries: dict[Pair, dict[str, str]] = field(default_factory=dict)
    """Terms by the languages, in lower case, from which and into which they translate."""

    @property
    def record(self) -> dict[str, Any]:
        """What a list of glossaries says of it."""
        return {
            "glossary_id": self.identifier,
            "name": self.name,
            "creation_time": "2026-11-25T10:00:00.123Z",
            "dictionaries": [_record(pair, terms) for pair, terms in self.dictionaries.items()],
        }


class Glossaries:
    """All glossaries of the account."""

    def __init__(self, languages: Mapping[str, Collection[str]]) -> None:
        self.languages = languages
        self.by_identifier: dict[str, Glossary] = {}
        self.limit = 1000

    def answer(self, method: str, rest: Sequence[str], query: Mapping[str, Any]) -> Any:
        """The answer to a request below `/v3/glossaries`."""
        match method, *rest:
            case ("GET",):
                return {"glossaries": [glossary.record for glossary in self.by_identifier.values()]}
            case ("POST",):
                return self._create(query)
            case "GET", identifier:
                return self._one(identifier).record
            case "PATCH", identifier:
                return self._change(self._one(identifier), query)
            case "DELETE", identifier:
                del self.by_identifier[self._one(identifier).identifier]
                return {}
            case "GET", identifier, "entries":
                pair = _pair(query)
                terms = self._dictionary(self._one(identifier), pair)
                entries = "\n".join(f"{source}\t{target}" for source, target in terms.items())
                return {"dictionaries": [_record(pair, terms) | {"entries": entries, "entries_format": "tsv"}]}
            case "PUT", identifier, "dictionaries":
                pair, terms = _pair(query), self._terms(query)
                self._one(identifier).dictionaries[pair] = terms
                return _record(pair, terms)
            case "DELETE", identifier, "dictionaries":
                glossary = self._one(identifier)
                self._dictionary(glossary, _pair(query))
                del glossary.dictionaries[_pair(query)]
                return {}
        raise RefusedRequestError(404, "Not found")

    def terms(self, identifier: str, body: Mapping[str, Any], features: Collection[str]) -> dict[str, str]:
        """The terms for a request to translate."""
        if "source_lang" not in body or "glossary" not in features:
            raise RefusedRequestError(400, "Glossaries are not supported for this request")
        pair = body["source_lang"].lower(), body["target_lang"].partition("-")[0].lower()
        glossary = self._one(identifier)
        if pair not in glossary.dictionaries:
            raise RefusedRequestError(400, "No dictionary for this language pair")
        return glossary.dictionaries[pair]

    def _create(self, query: Mapping[str, Any]) -> Any:
        if len(self.by_identifier) >= self.limit:
            raise RefusedRequestError(456, "Maximum number of glossaries reached")
        if not query.get("name") or len(query["name"].encode()) > MAX_OCTETS:
            raise RefusedRequestError(400, "Invalid name")
        glossary = Glossary(str(uuid.uuid4()), query["name"])
        for dictionary in query["dictionaries"]:
            glossary.dictionaries[_pair(dictionary)] = self._terms(dictionary)
        self.by_identifier[glossary.identifier] = glossary
        return glossary.record

    def _change(self, glossary: Glossary, query: Mapping[str, Any]) -> Any:
        glossary.name = query.get("name", glossary.name)
        for dictionary in query.get("dictionaries", ()):
            glossary.dictionaries.setdefault(_pair(dictionary), {}).update(self._terms(dictionary))
        return glossary.record

    def _one(self, identifier: str) -> Glossary:
        if identifier not in self.by_identifier:
            raise RefusedRequestError(404, "Glossary not found")
        return self.by_identifier[identifier]

    @staticmethod
    def _dictionary(glossary: Glossary, pair: Pair) -> dict[str, str]:
        if pair not in glossary.dictionaries:
            raise RefusedRequestError(404, "Dictionary not found")
        return glossary.dictionaries[pair]

    def _terms(self, dictionary: Mapping[str, Any]) -> dict[str, str]:
        for language in _pair(dictionary):
            if "glossary" not in self.languages.get(language, ()):
                raise RefusedRequestError(400, f"Unsupported glossary language {language}")
        terms: dict[str, str] = {}
        for line in dictionary["entries"].split("\n"):
            source, separator, target = line.partition("\t")
            fits = all(0 < len(term.encode()) <= MAX_OCTETS and term == term.strip() for term in (source, target))
            if not separator or not fits or source in terms:
                raise RefusedRequestError(400, f"Invalid glossary entry {line!r}")
            terms[source] = target
        return terms


def _pair(query: Mapping[str, Any]) -> Pair:
    return query["source_lang"].lower(), query["target_lang"].lower()


def _record(pair: Pair, terms: Mapping[str, str]) -> dict[str, Any]:
    return {"source_lang": pair[0], "target_lang": pair[1], "entry_count": len(terms)}
