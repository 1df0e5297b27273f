// Everything that is written as Markdown, with its pictures, in one archive that can be brought back, here or elsewhere.
import { writeArticleFile } from '@clearday/articles'
import { draftLines, draftOf, pictureBytes, sitePictures, zipOf, type ArchivedFile } from '@clearday/store'
import { error } from '@sveltejs/kit'
import { asEditor } from '#lib/server/editing/editors.ts'
import { signedIn } from '#lib/server/sign-in.ts'
import { articleOf } from '#lib/server/site/article-page.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async (event) => {
  const { account } = signedIn(event)
  const { clinic } = event.locals
  const made = await clinic.inTurn(account, () =>
    asEditor(event, async (transaction) => {
      const files: ArchivedFile[] = []
      for (const { articleId } of await draftLines(transaction)) {
        const draft = await draftOf(transaction, articleId)
        if (draft === null) continue
        const article = articleOf(draft.document)
        files.push({ path: `articles/${article.key}.${article.language}.md`, content: writeArticleFile(article) })
      }
      const pictures = await sitePictures(transaction)
      for (const { name, hash, width } of pictures) {
        const content = await pictureBytes(transaction, hash, width, 'webp')
        if (content !== null) files.push({ path: `pictures/${name}.webp`, content })
      }
      const described = pictures.map(({ name, alternative, credit }) => ({ name, alternative, credit }))
      files.push({ path: 'pictures.json', content: `${JSON.stringify(described, null, 2)}\n` })
      return zipOf(files, clinic.clock())
    }),
  )
  if (made === null) error(503)
  return new Response(new Uint8Array(made), {
    headers: {
      'content-type': 'application/zip',
      'content-disposition': 'attachment; filename="articles.zip"',
      'x-content-type-options': 'nosniff',
    },
  })
}
