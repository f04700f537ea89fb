"""One module for each site: whether a page is the site's, and what stands where in it."""
