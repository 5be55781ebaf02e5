"""Matrices of PDF pages, and the boxes they transform."""

from __future__ import annotations

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
Box = tuple[float, float, float, float]

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def multiply(first: Matrix, then: Matrix) -> Matrix:
    """The product of two matrices: `first`, then `then`.

    >>> multiply((2, 0, 0, 2, 0, 0), (1, 0, 0, 1, 5, 7))
    (2, 0, 0, 2, 5, 7)
    """
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def transform_point(matrix: Matrix, x: float, y: float) -> Point:
    """The point to which a matrix moves (x, y)."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def transform_box(box: Box, matrix: Matrix) -> Box:
    """The bounding box of a transformed box."""
    if matrix == IDENTITY:
        return box
    return bounding_box([transform_point(matrix, x, y) for x in (box[0], box[2]) for y in (box[1], box[3])])


def bounding_box(points: list[Point]) -> Box:
    """The smallest box around the points."""
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return min(xs), min(ys), max(xs), max(ys)


def intersection(one: Box | None, other: Box | None) -> Box | None:
    """The common part of two boxes, perhaps of negative size; None is unbounded.

    >>> intersection((0, 0, 10, 10), (5, 5, 20, 20)), intersection(None, (1, 2, 3, 4))
    ((5, 5, 10, 10), (1, 2, 3, 4))
    """
    if one is None or other is None:
        return one or other
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])
