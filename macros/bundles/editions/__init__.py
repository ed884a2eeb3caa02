"""The editions for Kiwix and for paper, whose libraries not everyone installs."""
