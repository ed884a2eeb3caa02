"""Issue forms of the code host: made from the models, and read back from the text of an issue."""
