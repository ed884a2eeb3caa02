"""What reviewers are told of a proposal, and how one is laid over a library without running anything of it."""
