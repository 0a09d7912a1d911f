"""Posts and the people who hold them. Tasks and drafts belong to the post, so they outlive its holder."""
