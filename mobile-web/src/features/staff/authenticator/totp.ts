// The secret inside an authenticator's address, in groups of four to copy by hand.

/** JBSW Y3DP …; the whole address when there is no secret in it. */
export function secretOf(uri: string): string {
  const secret = /[?&]secret=([A-Za-z2-7]+)/.exec(uri)?.[1]
  return secret ? secret.replace(/(.{4})(?=.)/g, '$1 ') : uri
}
