"""The best way through two sequences, step by step, and how much better each of its steps is than any other.

A point (row, column) of the lattice stands before that passage of either side. A step pairs a few passages of one side
with a few of the other, or leaves one out. The time is that of the cells inside the band, the memory as well.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

LEFT_OUT = -3.0
"""What it costs to leave one passage out. Two of them are what a pair must be worth, at the least."""
FULL = 60_000
"""Cells up to which every point is looked at; in a larger lattice only those near its diagonal."""
NARROWEST = 40
"""Columns to either side of the diagonal that are looked at however large the lattice is."""

Arc: TypeAlias = tuple[int, int, float]
"""Rows and columns that a step takes, and what speaks for it."""
Arcs: TypeAlias = Callable[[int, int], list[Arc]]
"""The steps that pair something, from a point."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the best way."""

    row: int
    """First row that it takes."""
    column: int
    """First column."""
    rows: int
    """How many rows; none if it leaves out a column."""
    columns: int
    """How many columns; none if it leaves out a row."""
    odds: float
    """What speaks for it by itself."""
    margin: float
    """By how much the best way is better than the best one on which anything that it takes is taken otherwise."""

    @property
    def is_pair(self) -> bool:
        """Whether it leaves nothing out."""
        return self.rows > 0 and self.columns > 0

    @property
    def is_even(self) -> bool:
        """Whether it pairs one and one."""
        return self.rows == self.columns == 1


_NOTHING = -math.inf


class Lattice:
    """Two sequences, and every way through them."""

    def __init__(self, rows: int, columns: int, arcs: Arcs) -> None:
        self._rows, self._columns = rows, columns
        self._band = _band(rows, columns)
        self._arcs = [[self._from(arcs, row, column) for column in range(*self._band[row])] for row in range(rows + 1)]
        self._there = self._forward()
        self._on = self._backward()

    def best(self) -> list[Step]:
        """The steps of the best way, in order."""
        way = list(self._best_way())
        taken = {(row, column, rows, columns) for row, column, rows, columns, _ in way}
        best = self._on[0][0]
        of_rows, of_columns = [_NOTHING] * self._rows, [_NOTHING] * self._columns
        for row, column, (rows, columns, odds) in self._all():
            if (row, column, rows, columns) in taken:
                continue
            total = self._value(self._there, row, column) + odds + self._value(self._on, row + rows, column + columns)
            for each in range(row, row + rows):
                of_rows[each] = max(of_rows[each], total)
            for each in range(column, column + columns):
                of_columns[each] = max(of_columns[each], total)
        return [
            Step(
                row, column, rows, columns, odds,
                best - max([*of_rows[row : row + rows], *of_columns[column : column + columns]]),
            )
            for row, column, rows, columns, odds in way
        ]  # fmt: skip

    def _from(self, arcs: Arcs, row: int, column: int) -> list[Arc]:
        """Every step from a point that ends inside the band; pairs come first, and win where all is equal."""
        found = arcs(row, column) if row < self._rows and column < self._columns else []
        found = [*found, (1, 0, LEFT_OUT), (0, 1, LEFT_OUT)]
        return [arc for arc in found if self._is_inside(row + arc[0], column + arc[1])]

    def _is_inside(self, row: int, column: int) -> bool:
        return row <= self._rows and self._band[row][0] <= column < self._band[row][1]

    def _value(self, values: list[list[float]], row: int, column: int) -> float:
        return values[row][column - self._band[row][0]]

    def _all(self) -> Iterator[tuple[int, int, Arc]]:
        for row, of_row in enumerate(self._arcs):
            for column, arcs in enumerate(of_row, self._band[row][0]):
                for arc in arcs:
                    yield row, column, arc

    def _forward(self) -> list[list[float]]:
        """The worth of the best way from the beginning to each point."""
        band = self._band
        values = [[_NOTHING] * (high - low) for low, high in band]
        values[0][0] = 0.0
        for row, of_row in enumerate(self._arcs):
            low = band[row][0]
            for place, arcs in enumerate(of_row):
                here = values[row][place]
                for rows, columns, odds in arcs:
                    end = row + rows
                    position = low + place + columns - band[end][0]
                    if here + odds > values[end][position]:
                        values[end][position] = here + odds
        return values

    def _backward(self) -> list[list[float]]:
        """The worth of the best way from each point to the end."""
        band = self._band
        values = [[_NOTHING] * (high - low) for low, high in band]
        values[-1][-1] = 0.0
        for row in range(self._rows, -1, -1):
            low = band[row][0]
            for place in range(len(values[row]) - 1, -1, -1):
                best = values[row][place]
                for rows, columns, odds in self._arcs[row][place]:
                    end = row + rows
                    beyond = odds + values[end][low + place + columns - band[end][0]]
                    if beyond > best:
                        best = beyond
                values[row][place] = best
        return values

    def _best_way(self) -> Iterator[tuple[int, int, int, int, float]]:
        row, column = 0, 0
        while (row, column) != (self._rows, self._columns):
            arcs = self._arcs[row][column - self._band[row][0]]
            worth = [odds + self._value(self._on, row + rows, column + columns) for rows, columns, odds in arcs]
            rows, columns, odds = arcs[worth.index(max(worth))]
            yield row, column, rows, columns, odds
            row, column = row + rows, column + columns


def _band(rows: int, columns: int) -> list[tuple[int, int]]:
    """The columns, from and to, that are looked at in each row."""
    if rows * columns <= FULL:
        return [(0, columns + 1)] * (rows + 1)
    width = max(NARROWEST, FULL // (2 * rows)) + columns // (rows + 1) + 1
    middle = [row * columns // rows for row in range(rows + 1)]
    return [(max(0, each - width), min(columns, each + width) + 1) for each in middle]
