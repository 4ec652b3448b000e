"""The rule site: every year's rules as pages that open from a folder, without a server or a network (细则网站)."""
