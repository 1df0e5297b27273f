// The one thing this package asks of its host: Temporal, which older browsers do not have and a polyfill gives them.

/** @throws where the host has none: a fault of how the app was put together, never of a diary. O(1). */
export function temporal(): typeof Temporal {
  // the type says that it is always there, and an older browser says otherwise
  const found = (globalThis as { readonly Temporal?: typeof Temporal }).Temporal
  if (found === undefined) {
    throw new Error('@clearday/diary needs globalThis.Temporal: load a polyfill of it before the first call.')
  }
  return found
}
