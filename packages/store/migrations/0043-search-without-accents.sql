-- Words are searched without their accents, so that "migrana" finds "migraña": what was published before is made findable in the same way
-- (`store/src/site/folded.ts`). The words themselves stay as they were written.

UPDATE site.publications SET plain = normalize(plain, NFC) WHERE plain IS NOT NFC NORMALIZED;
WITH folded AS (
  SELECT article_id, number,
    (CASE language WHEN 'en' THEN 'english' WHEN 'es' THEN 'spanish' ELSE 'simple' END)::regconfig AS config,
    translate(document ->> 'title', 'ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖÙÚÛÜÝàáâãäåçèéêëìíîïñòóôõöùúûüýÿ',
      'AAAAAACEEEEIIIINOOOOOUUUUYaaaaaaceeeeiiiinooooouuuuyy') AS title,
    translate(document ->> 'summary', 'ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖÙÚÛÜÝàáâãäåçèéêëìíîïñòóôõöùúûüýÿ',
      'AAAAAACEEEEIIIINOOOOOUUUUYaaaaaaceeeeiiiinooooouuuuyy') AS summary,
    translate(plain, 'ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖÙÚÛÜÝàáâãäåçèéêëìíîïñòóôõöùúûüýÿ',
      'AAAAAACEEEEIIIINOOOOOUUUUYaaaaaaceeeeiiiinooooouuuuyy') AS rest
  FROM site.publications WHERE document IS NOT NULL)
UPDATE site.publications p SET search = setweight(to_tsvector(f.config, coalesce(f.title, '')), 'A')
    || setweight(to_tsvector(f.config, coalesce(f.summary, '')), 'B') || setweight(to_tsvector(f.config, f.rest), 'D')
  FROM folded f WHERE f.article_id = p.article_id AND f.number = p.number;
