"""What people see: state objects drawn at any width, as text and as rich renderables."""
