// Pictures of articles at addresses that change with their bytes, so that whoever has one never asks again.
import { asPerson, asReader, PICTURE_FORMS, pictureBytes, type PictureForm, type Store } from '@clearday/store'
import type { Mount } from '../http/mount.ts'
import { problem } from '../http/problem.ts'
import { routes } from '../http/routes.ts'
import type { SessionOf } from '../api/session.ts'

export interface PictureParts {
  readonly store: Pick<Store, 'app'>
  readonly sessionOf: SessionOf
}

/** Articles that are brought along with their pictures; the pages say how large one may be. */
const BRINGING = { under: '/clinic/articles/', bytes: 42_000_000 }

/** As `pictureAddress` of the pages writes them: `/pictures/<hash>/<width>.<form>`. */
const PATH = '/pictures/:hash/:file'

export function picturesMount({ store, sessionOf }: PictureParts): Mount {
  const handle = routes([
    {
      name: 'picture',
      method: 'GET',
      path: PATH,
      handle: async (request, { hash, file }) => {
        const asked = /^([1-9]\d{0,4})\.(\w+)$/.exec(file)
        const form = PICTURE_FORMS.find((one) => one === asked?.[2])
        if (asked === null || form === undefined || !/^[0-9a-f]{32}$/.test(hash)) return nothing()
        const tag = `"${hash}-${asked[1]}-${form}"`
        const headers = headersOf(form, tag)
        // under this address nothing else can ever lie
        if (request.headers.get('if-none-match')?.includes(tag) === true)
          return new Response(null, { status: 304, headers })
        const content = await asReader(store.app, (transaction) =>
          pictureBytes(transaction, hash, Number(asked[1]), form),
        )
        return content === null ? nothing() : new Response(new Uint8Array(content), { headers })
      },
    },
  ])
  return {
    name: 'pictures',
    handle,
    bodies: {
      ...BRINGING,
      from: async (request) => {
        const session = await sessionOf(request)
        if (session === null) return false
        return asPerson(store.app, session.account, (_, access) => Promise.resolve(access.edit === true))
      },
    },
  }
}

/** Readers of feeds show it too, and a mail or a network that shows where a link leads. */
function headersOf(form: PictureForm, tag: string): Headers {
  return new Headers({
    'content-type': `image/${form}`,
    'cache-control': 'public, max-age=31536000, immutable',
    etag: tag,
    'cross-origin-resource-policy': 'cross-origin',
    'x-content-type-options': 'nosniff',
    'content-disposition': 'inline',
  })
}

function nothing(): Response {
  return problem(404, 'not-found', 'There is no such picture.')
}
