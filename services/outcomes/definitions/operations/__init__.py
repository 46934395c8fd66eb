"""What can be done with definitions: a module for reading, one for defining, one for the libraries."""
