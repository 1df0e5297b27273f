// Temporal for browsers that do not have it, loaded only by those.

export async function withTemporal(): Promise<void> {
  if ((globalThis as { readonly Temporal?: unknown }).Temporal === undefined) await import('temporal-polyfill/global')
}
