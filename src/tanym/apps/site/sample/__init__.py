"""The sample country, as files that we wrote: bodies, people, designs, drafts, programmes, cases."""
