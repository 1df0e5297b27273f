// A file that the build hands out as it is, by its address.
declare module '*?url' {
  const address: string
  export default address
}
