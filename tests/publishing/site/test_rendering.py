"""Words on pages: escaped unless they are markup already, whatever was shown before."""

from markupsafe import Markup

from efficiency_rules.publishing.site.rendering import Rendering


def test_markup_shown_before_does_not_let_equal_text_through() -> None:
    """Text is escaped even where markup of the same characters was written just before it."""
    words = Rendering.of(guides=False).environment.globals["t"]
    assert callable(words)
    markup, text = words(Markup("<b>"), "b"), words("<b>", "b")
    assert '<span class="zh" lang="zh-CN"><b></span>' in markup
    assert '<span class="zh" lang="zh-CN">&lt;b&gt;</span>' in text
