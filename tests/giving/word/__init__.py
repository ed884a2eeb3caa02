"""Forms in Word."""
