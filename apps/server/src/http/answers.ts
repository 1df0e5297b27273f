// Answers on their way: how many bytes of them are held for whoever reads slowly, and for how long.
import type { ServerResponse } from 'node:http'

export interface AnswerLimits {
  /** Bytes that are held at a time, in all and for one network address. */
  readonly bytes: number
  readonly ofOnePeer: number
  /** ms in which nothing was taken off, after which nobody reads any more; Node notices after up to twice as long. */
  readonly idleMs: number
  /** Who takes less off, beyond the time without a byte, is slower than any line. */
  readonly bytesPerMs: number
}

export interface AnswerSender {
  /** False where as many bytes are on their way already; one answer alone is always taken, however large. */
  readonly keep: (peer: string, bytes: number) => boolean
  readonly release: (peer: string, bytes: number) => void
  /** Ends the connection when nobody reads. */
  readonly limitTime: (outgoing: ServerResponse, bytes: number) => void
}

export function answerSender({ bytes: most, ofOnePeer, idleMs, bytesPerMs }: AnswerLimits): AnswerSender {
  let all = 0
  const byPeer = new Map<string, number>()
  return {
    keep(peer, bytes) {
      const own = byPeer.get(peer) ?? 0
      if ((own > 0 && own + bytes > ofOnePeer) || (all > 0 && all + bytes > most)) return false
      all += bytes
      byPeer.set(peer, own + bytes)
      return true
    },
    release(peer, bytes) {
      all -= bytes
      const own = (byPeer.get(peer) ?? 0) - bytes
      if (own <= 0) byPeer.delete(peer)
      else byPeer.set(peer, own)
    },
    limitTime(outgoing, bytes) {
      outgoing.setTimeout(idleMs, () => outgoing.destroy())
      const whole = setTimeout(() => outgoing.destroy(), idleMs + bytes / bytesPerMs).unref()
      outgoing.once('close', () => clearTimeout(whole)).once('finish', () => clearTimeout(whole))
    },
  }
}
