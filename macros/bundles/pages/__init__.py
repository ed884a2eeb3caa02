"""Which packs there are, and the pages of the site as each of them holds them."""
