"""Do links inside the course lead somewhere?"""

from collections.abc import Iterator

from bwise_cli.checks.course.course import Course, MasterSlip, stretch_of, texts_of
from bwise_cli.domain.destinations import SAFE_SCHEMES
from bwise_cli.domain.finding import quoted
from bwise_cli.domain.nodes import nodes_of_type


def link_to_nowhere(course: Course) -> Iterator[MasterSlip]:
    """Links that no edition in any country can follow."""
    for sheet in course.sheets:
        for spot in sheet.spots:
            for link in nodes_of_type(list(texts_of(spot.block)), "Link"):
                _, inlines, (url, _) = link["c"]
                if url.lower().startswith(SAFE_SCHEMES) or course.destinations.find(sheet.name, url):
                    continue
                message = f"link leads nowhere in this book: {quoted(url)}"
                yield MasterSlip(sheet.name, message, _remedy(url), spot, (url, stretch_of(inlines)))


def _remedy(url: str) -> str:
    if "#" in url:
        return (
            "is there a heading with this id? unless it is written, as {#id}, it changes with the words of the heading"
        )
    return "a link leads to a master of this curriculum, or to an address that begins with https://"
