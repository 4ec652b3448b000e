"""The bundle below is tried as its users would, by commands; its own tests run in its own folder."""

collect_ignore = ["canteens"]
