"""More time taken to answer an appeal, reasoned, and told to the person."""
