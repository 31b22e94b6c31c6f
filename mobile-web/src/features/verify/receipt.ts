// A receipt as text: what is read from it. The form is that of docs/receipt.md.

export interface Receipt {
  readonly county: string
  readonly day: string
  readonly contentHash: string
  readonly commitment: string
  readonly signature: string
  readonly publicKey: string
}

const hash = '([0-9a-f]{64})'
const lines: Record<keyof Receipt, RegExp> = {
  county: /县代码：\s*(\d{6})/,
  day: /收到日期：\s*(\d{4}-\d{2}-\d{2})/,
  contentHash: new RegExp(`内容指纹（SHA-256）：\\s*${hash}`),
  commitment: new RegExp(`留痕承诺：\\s*${hash}`),
  signature: /签名（ED25519）：\s*([0-9a-f]{128})/,
  publicKey: new RegExp(`公钥：\\s*\\S+\\s+${hash}`),
}

/** What a receipt says; undefined if a part of it is missing or has not its form. */
export function readReceipt(text: string): Receipt | undefined {
  const found: Partial<Record<keyof Receipt, string>> = {}
  for (const name of Object.keys(lines) as (keyof Receipt)[]) {
    const value = lines[name].exec(text)?.[1]
    if (value === undefined) return undefined
    found[name] = value
  }
  return found as Receipt
}

/** What the county signed: names in the order of the alphabet, no spaces. */
export function promisedText({ commitment, contentHash, county, day }: Receipt): string {
  return JSON.stringify({ commitment, contentHash, county, day })
}

/** A public key as somebody types or pastes it: 64 hex digits, whatever stands around them. */
export function readKey(text: string): string | undefined {
  return /(?:^|[^0-9a-f])([0-9a-f]{64})(?:$|[^0-9a-f])/.exec(text.toLowerCase())?.[1]
}
