"""What holds for all tests."""

from hypothesis import HealthCheck, settings

# A machine that is busy with something else makes examples slowly; that is no fault of the program.
settings.register_profile("usual", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("usual")
