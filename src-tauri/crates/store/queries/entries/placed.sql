SELECT n, id, field, parents FROM entry WHERE record = ?1
