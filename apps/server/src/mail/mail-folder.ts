// The folder of mails where no mail server is set: what lies there goes when it says nothing true any more, and when whom it is about is erased.
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { currentMails, type Database } from '@clearday/store'

/** As `toFolder` names them (hand-over.ts); what else lies in the folder is not ours. */
const NAME = /^\.?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.(?:eml|part)$/

/**
 * Deletes each mail whose link or day is over, and each that the database does not know any more because its person or diary was erased.
 *
 * @param jobs of the role `jobs`. @param now ms since 1970. @returns how many. A folder that is not there has none. O(files), one query.
 */
export async function tidyMailFolder(jobs: Database, folder: string, now: number): Promise<number> {
  const files = (await namesIn(folder)).flatMap((name) => {
    const mailId = NAME.exec(name)?.[1]
    return mailId === undefined ? [] : [{ name, mailId }]
  })
  if (files.length === 0) return 0
  const current = await currentMails(
    jobs,
    files.map(({ mailId }) => mailId),
    now,
  )
  const over = files.filter(({ mailId }) => !current.has(mailId))
  for (const { name } of over) await rm(join(folder, name), { force: true })
  return over.length
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}
