"""Random draws that are the same in every run: the tool must print the same interval twice."""

import math

_MASK = 0xFFFF_FFFF_FFFF_FFFF


class Draws:
    """xorshift64* (Vigna, ACM TOMS 42 (2016)) from a fixed seed; no other state, no clock."""

    def __init__(self, seed: int = 0x9E37_79B9_7F4A_7C15) -> None:
        self._state = seed & _MASK or 1

    def uniform(self) -> float:
        """On (0, 1), both ends left out."""
        state = self._state
        state ^= state >> 12
        state ^= (state << 25) & _MASK
        state ^= state >> 27
        self._state = state
        return (((state * 0x2545_F491_4F6C_DD1D & _MASK) >> 11) + 0.5) / 2**53

    def normal(self) -> float:
        """Mean 0, deviation 1 (Box and Muller)."""
        return math.sqrt(-2 * math.log(self.uniform())) * math.cos(2 * math.pi * self.uniform())

    def gamma(self, shape: float) -> float:
        """Mean and variance `shape`, which is above 0 (Marsaglia and Tsang, ACM TOMS 26 (2000))."""
        if shape < 1:
            return self.gamma(shape + 1) * math.pow(self.uniform(), 1 / shape)
        d = shape - 1 / 3
        c = 1 / math.sqrt(9 * d)
        while True:
            x = self.normal()
            v = (1 + c * x) ** 3
            if v > 0 and math.log(self.uniform()) < x * x / 2 + d - d * v + d * math.log(v):
                return d * v
