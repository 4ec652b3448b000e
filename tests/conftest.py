"""Profiles of Hypothesis: few examples in `make test`, many in `make test-long`."""

from hypothesis import HealthCheck, settings

# A loaded two-core machine makes single examples slow; that is no failure.
# `make test` tries the same examples every time; new ones are looked for in `make test-long`.
settings.register_profile(
    "ci", max_examples=30, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("long", max_examples=1000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("mutation", max_examples=15, deadline=None, derandomize=True, database=None)
settings.load_profile("ci")
