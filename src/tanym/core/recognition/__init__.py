"""Recognition of learning: evidence, judgement by outcome, the commission's decision."""
