"""Who is here: users, sign-in, tokens, audit trail, stored files, the one error a user may see."""
