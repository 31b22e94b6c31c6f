// What the check of a receipt comes to, step by step.
import { request } from '@/shared/graphql/client'
import type { Receipt } from './receipt'
import { text } from './text'
import { LedgerInclusion, type LedgerInclusionQuery } from './verify.generated'

export interface Line {
  readonly good: boolean
  readonly says: string
}

export interface Verdict {
  readonly receipt: Receipt
  readonly lines: readonly Line[]
  readonly root?: string | undefined
}

const day = 86_400_000

/** Checks a receipt with the published key, or with the one that the platform gives today. */
export async function verify(receipt: Receipt, published: string | undefined): Promise<Verdict> {
  const proof = await import('./proof')
  const told = await request(LedgerInclusion, { county: receipt.county, commitment: receipt.commitment }).catch(() => undefined)
  const key = published ?? told?.ledgerHead?.publicKey
  if (key !== undefined && key !== receipt.publicKey) return { receipt, lines: [{ good: false, says: text.otherKey }] }
  if (!proof.isPromised(receipt, receipt.publicKey)) return { receipt, lines: [{ good: false, says: text.forged }] }
  const signed = { good: true, says: key === undefined ? text.signedOffline : text.signed }
  if (!told) return { receipt, lines: [signed, { good: false, says: text.offline }] }
  const place = placed(proof, receipt, told.ledgerInclusion)
  return { receipt, lines: [signed, place], root: told.ledgerInclusion?.head.root }
}

function placed(proof: typeof import('./proof'), { county, commitment, publicKey, day: on }: Receipt, found: LedgerInclusionQuery['ledgerInclusion']): Line {
  if (!found) return { good: false, says: Date.now() - Date.parse(on) > 2 * day ? text.missing : text.soon }
  const { head, leafIndex, path } = found
  const holds = proof.isHead(head, county, publicKey) && proof.isIncluded(commitment, leafIndex, head, path)
  return holds ? { good: true, says: text.included(String(leafIndex + 1), String(head.size), head.day) } : { good: false, says: text.wrongProof }
}
