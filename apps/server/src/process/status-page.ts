// The page at / while no web app is mounted: what is running here, for whoever typed the address.
import type { Mount } from '../http/mount.ts'
import { page } from '../http/page.ts'

export function statusPage(): Mount {
  return {
    name: 'status',
    handle: (request) =>
      new URL(request.url).pathname === '/' && (request.method === 'GET' || request.method === 'HEAD')
        ? page('Clearday', '<h1>Clearday</h1><p>The server of a headache diary is running here.</p>')
        : null,
  }
}
