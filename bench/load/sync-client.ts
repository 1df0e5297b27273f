// A device of each patient that says something and asks what is new, over connections that stay open.
import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'

export interface Device {
  readonly patient: string
  readonly account: string
  readonly device: string
  epoch: string | null
  after: number
  said: number
}

export interface Exchange {
  readonly ok: boolean
  readonly stored: number
  readonly ms: number
}

export function syncClient(origin: string): {
  readonly exchange: (device: Device, operations: number) => Promise<Exchange>
  readonly close: () => void
} {
  const agent = new Agent({ keepAlive: true, maxSockets: Infinity })
  const { port } = new URL(origin)
  return {
    close: () => agent.destroy(),
    async exchange(device, operations) {
      const begun = performance.now()
      const body = JSON.stringify(batch(device, operations))
      const { status, text } = await post(agent, Number(port), device, body).catch(() => ({ status: 0, text: '' }))
      const ms = performance.now() - begun
      if (status !== 200) return { ok: false, stored: 0, ms }
      const answer = JSON.parse(text) as { epoch: string; seq: number; answers: readonly { type: string }[] }
      device.epoch = answer.epoch
      device.after = answer.seq
      const stored = answer.answers.filter(({ type }) => type === 'stored').length
      return { ok: stored === operations, stored, ms }
    },
  }
}

function batch(device: Device, count: number): object {
  const operations = Array.from({ length: count }, () => {
    const key = new Date(Date.UTC(2024, 0, 1 + (device.said++ % 700))).toISOString().slice(0, 10)
    const fields = { headache: 'present', severity: 'moderate', note: 'a note of some forty characters, not more' }
    return { id: randomUUID(), entity: 'day', key, fields, deleted: false, at: Date.now(), seen: device.after }
  })
  return { epoch: device.epoch, after: device.after, device: device.device, sentAt: Date.now(), operations }
}

function post(agent: Agent, port: number, device: Device, body: string): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const asked = request(
      {
        agent,
        host: '127.0.0.1',
        port,
        method: 'POST',
        path: `/api/v1/sync/${device.patient}`,
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          'x-test-session': device.account,
        },
      },
      (answer) => {
        let text = ''
        answer.setEncoding('utf8')
        answer.on('data', (piece: string) => (text += piece))
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }))
        answer.on('error', reject)
      },
    )
    asked.on('error', reject)
    asked.end(body)
  })
}
