"""Ways to give something without Git: workbooks to fill, made from the models, and what comes back read and checked."""
