"""The bundle of 靖边县."""
