"""What is wrong with an SOP, said so that the writer can put it right: the rules of 35/2012 and of good practice."""
