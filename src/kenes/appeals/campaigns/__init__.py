"""Appeals whose texts are alike: campaigns of many people, and one person writing again."""
