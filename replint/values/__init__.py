"""What an expression can be: the value domain, and the interpreter that computes values along every path."""
