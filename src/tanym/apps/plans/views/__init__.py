"""Pages of action plans: what everybody reads, what authors write, what owners report, what a draft became."""
