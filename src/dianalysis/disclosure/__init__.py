"""The gate every released result passes: named profiles, and what they hide."""

from dianalysis.disclosure.gate import NOTE_LINKED, NOTE_SMALL, is_suppressed, release, release_count
from dianalysis.disclosure.profiles import PROFILES, Profile, default_profile, find_profile

__all__ = [
    "NOTE_LINKED",
    "NOTE_SMALL",
    "PROFILES",
    "Profile",
    "default_profile",
    "find_profile",
    "is_suppressed",
    "release",
    "release_count",
]
