"""Who is who: members' names in two spellings, ministries through their renames."""
