"""What was agreed on paying: funding agreements and tariffs, as contracts told them by the feed."""
