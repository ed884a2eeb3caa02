"""Forms in Word: made from the models, and read back by heading and label."""
