"""Is this listing our practitioner's, or a namesake's? Evidence in bits, rivals, caps; three answers. Pure."""

from ereput.identity.compare import FEATURES, Feature
from ereput.identity.resolve import DIFFERENT, SAME, candidates, is_told, resolve, worth_asking

__all__ = ["DIFFERENT", "FEATURES", "SAME", "Feature", "candidates", "is_told", "resolve", "worth_asking"]
