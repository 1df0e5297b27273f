// A picture that an editor brought, made anew from its pixels in the sizes that screens need: nothing else of the file goes any further, neither
// where it was taken nor what somebody hid in it.
import { attachmentType, type NewPicture, type PictureForm } from '@clearday/store'
import sharp, { type Sharp } from 'sharp'
import { turns } from '../http/turns.ts'

export const MOST_PICTURE_BYTES = 15_000_000
/** More than a large camera makes; each takes up to 4 bytes of memory while it is read. */
const MOST_PIXELS = 60_000_000
const LONGEST_EDGE = 16_000
const SMALLEST_WIDTH = 200
/** The text is 720 wide: a telephone, the text, and the text on a screen with two points to each. */
const WIDTHS = [480, 720, 1440] as const
const MOST_SECONDS = 20

export type MadePicture =
  | { readonly type: 'ok'; readonly sizes: NewPicture['sizes'] }
  | { readonly type: 'error'; readonly code: PictureRefusal }

export type PictureRefusal =
  | 'picture-empty'
  | 'picture-type' // no JPEG, PNG or WebP by how it begins
  | 'picture-large' // bytes
  | 'picture-pixels' // what it would take to unpack it
  | 'picture-small'
  | 'picture-broken'
  | 'picture-busy'

const FORMS: Readonly<Record<PictureForm, (picture: Sharp) => Sharp>> = {
  // more effort takes ten times as long for a twentieth of the bytes
  avif: (picture) => picture.avif({ quality: 52, effort: 2 }),
  webp: (picture) => picture.webp({ quality: 76 }),
  jpeg: (picture) => picture.jpeg({ quality: 78, mozjpeg: true }),
}

const READ = { 'image/jpeg': 'jpeg', 'image/png': 'png', 'image/webp': 'webp' } as const

// no other reader is ever asked, whatever a file claims to be; the one for SVG draws our own cards of articles (documents/article-card.ts), and
// nobody's file reaches it, because its first bytes are looked at before
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp', 'VipsForeignLoadSvg'],
})
sharp.cache(false)

/** One at a time for everybody: a picture takes much memory while it is unpacked. */
const oneAtATime = turns({ atOnce: 1, waiting: 8 })

/** Errors: see `PictureRefusal`; never throws for what is in the file. About two seconds for a photograph. */
export async function makeSizes(content: Buffer): Promise<MadePicture> {
  if (content.length === 0) return refuse('picture-empty')
  if (content.length > MOST_PICTURE_BYTES) return refuse('picture-large')
  const type = attachmentType(content)
  if (type === null || !Object.hasOwn(READ, type)) return refuse('picture-type')
  return (
    (await oneAtATime.take('pictures', () => made(content, READ[type as keyof typeof READ]))) ?? refuse('picture-busy')
  )
}

async function made(content: Buffer, expected: string): Promise<MadePicture> {
  const open = (): Sharp =>
    sharp(content, { limitInputPixels: MOST_PIXELS, failOn: 'error', pages: 1, sequentialRead: true, unlimited: false })
  let width: number
  try {
    // the head alone: nothing is unpacked before it is known how large it becomes
    const head = await open().metadata()
    if (head.format !== expected) return refuse('picture-type')
    if (Math.max(head.width, head.height) > LONGEST_EDGE || head.width * head.height > MOST_PIXELS)
      return refuse('picture-pixels')
    width = head.autoOrient.width
  } catch (error) {
    return refuse(/pixel limit/i.test(String(error)) ? 'picture-pixels' : 'picture-broken')
  }
  if (width < SMALLEST_WIDTH) return refuse('picture-small')
  const widest = WIDTHS.at(-1) ?? width
  try {
    // turned the right way up, in the colours of screens; what stands beside the pixels is left behind
    const { data, info } = await open()
      .autoOrient()
      .resize({ width: Math.min(width, widest) })
      .toColourspace('srgb')
      .timeout({ seconds: MOST_SECONDS })
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true })
    const raw = { width: info.width, height: info.height, channels: info.channels }
    const sizes: NewPicture['sizes'][number][] = []
    for (const size of [...new Set([...WIDTHS.filter((one) => one < info.width), info.width])])
      for (const form of ['avif', 'webp', 'jpeg'] as const) {
        const one = sharp(data, { raw }).resize({ width: size })
        const flat = form === 'jpeg' ? one.flatten({ background: '#ffffff' }) : one
        const out = await FORMS[form](flat).timeout({ seconds: MOST_SECONDS }).toBuffer({ resolveWithObject: true })
        sizes.push({ width: out.info.width, height: out.info.height, form, content: out.data })
      }
    return { type: 'ok', sizes }
  } catch {
    return refuse('picture-broken')
  }
}

function refuse(code: PictureRefusal): MadePicture {
  return { type: 'error', code }
}
