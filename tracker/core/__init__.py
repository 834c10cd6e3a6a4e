"""The pure rooms: no clock, no environment, no input or output."""
