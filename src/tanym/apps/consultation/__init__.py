"""Public consultation on a draft: comments, proposals, seminars, meetings, and a reasoned answer to each."""
