// Pages are whole as the server writes them; what they do more with scripts is a module of its own.
export const csr = false
