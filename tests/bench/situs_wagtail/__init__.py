"""The Wagtail site that `./run bench wagtail` measures; runs in an environment of its own, without ours."""
