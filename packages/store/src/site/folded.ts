// Letters without their accents, one for one, so that "migrana" finds "migraña". As migration 0043 has it for what was published before.
import { sql, type RawBuilder } from 'kysely'

const FROM = 'ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖÙÚÛÜÝàáâãäåçèéêëìíîïñòóôõöùúûüýÿ'
const TO = 'AAAAAACEEEEIIIINOOOOOUUUUYaaaaaaceeeeiiiinooooouuuuyy'

/** In the database; as long as it was. */
export function folded(text: unknown): RawBuilder<string> {
  return sql<string>`translate(${text}, ${FROM}, ${TO})`
}
