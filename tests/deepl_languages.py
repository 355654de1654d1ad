"""The languages that the DeepL of the tests offers, in the forms of its v2 and v3 endpoints."""

from collections.abc import Collection, Mapping
from typing import Any

LANGUAGES: Mapping[str, tuple[str, ...]] = {
    "bg": ("tag_handling", "glossary"),
    "de": ("tag_handling", "glossary", "formality"),
    "el": ("tag_handling", "glossary"),
    "en": ("tag_handling", "glossary"),
    "en-GB": ("tag_handling", "glossary"),
    "es": ("tag_handling", "glossary", "formality"),
    "es-419": ("tag_handling", "glossary", "formality"),
    "fr": ("tag_handling", "glossary", "formality"),
    "hr": ("tag_handling",),
    "it": ("tag_handling", "glossary", "formality"),
    "lv": ("tag_handling", "glossary"),
    "nl": ("tag_handling", "glossary", "formality"),
    "pl": ("tag_handling", "glossary", "formality"),
    "ro": ("tag_handling", "glossary"),
    "sl": ("tag_handling", "glossary"),
}
"""Features by language. A test may change the copy of its server: add `de-AT`, or take a feature away."""


def text_languages(languages: Mapping[str, Collection[str]]) -> list[dict[str, Any]]:
    """The answer to `/v3/languages?resource=translate_text`."""
    return [
        {
            "lang": code,
            "name": code,
            "status": "stable",
            "usable_as_source": "-" not in code,
            "usable_as_target": True,
            "features": {feature: {"status": "stable"} for feature in sorted(features)},
        }
        for code, features in languages.items()
    ]


def glossary_languages(languages: Mapping[str, Collection[str]]) -> list[dict[str, Any]]:
    """The answer to `/v3/languages?resource=glossary`: languages without region, without features."""
    bases = {code: features for code, features in languages.items() if "-" not in code and "glossary" in features}
    return [entry | {"features": {}} for entry in text_languages(bases)]


def target_languages(languages: Mapping[str, Collection[str]]) -> list[dict[str, Any]]:
    """The answer to `/v2/languages?type=target`."""
    return [
        {"language": code.upper(), "name": code, "supports_formality": "formality" in features}
        for code, features in languages.items()
    ]
