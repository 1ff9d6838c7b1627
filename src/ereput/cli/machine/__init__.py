"""This machine: the settings, and the register of health professionals."""
