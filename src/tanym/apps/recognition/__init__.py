"""Recognition of learning: application, evidence, judgement by outcome, commission, decision, credits."""
