"""What the four services share: values, schemas, clients, the kit and the errors."""
