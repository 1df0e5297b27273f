// What is used of the library that encrypts notes for browsers (RFC 8291) and signs for the server (RFC 8292). It sends nothing itself here.
declare module 'web-push' {
  interface Details {
    readonly headers: Readonly<Record<string, string | number>>
    readonly body: Buffer
  }
  const webPush: {
    generateRequestDetails(
      subscription: { endpoint: string; keys: { p256dh: string; auth: string } },
      payload: string,
      options: {
        vapidDetails: { subject: string; publicKey: string; privateKey: string }
        TTL: number
        urgency: 'normal'
        topic: string
        contentEncoding: 'aes128gcm'
      },
    ): Details
  }
  export default webPush
}
