"""The grade: findings mapped onto the packs' rubrics, scored, explained, and compared with an earlier grade."""
