"""tracker: carry an organization through the process for observer status in the General Assembly."""

__version__ = "0.1.0"
