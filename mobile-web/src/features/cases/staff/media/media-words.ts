// Evidence in words: how much there is, what a file is waiting for, the short form of its fingerprint.
import { dayAndClock } from '@/shared/format/format'
import type { CaseMediaFragment } from '../case/case.generated'
import { text } from '../text'
import { MEDIA } from '../words'

const words = text.media

/** 照片 2，录音 1（1 个还没传完） */
export function mediaCounts(list: readonly Pick<CaseMediaFragment, 'kind' | 'state'>[]): string {
  const kinds = ['PHOTO', 'AUDIO', 'VIDEO'] as const
  const all = kinds
    .map((kind) => [MEDIA[kind], list.filter((one) => one.kind === kind).length] as const)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${name} ${count}`)
    .join('，')
  const inState = (state: CaseMediaFragment['state']) => list.filter((one) => one.state === state).length
  const lacking = [inState('RECEIVING') && words.receivingCount(inState('RECEIVING')), inState('REFUSED') && words.refusedCount(inState('REFUSED'))].filter(Boolean)
  return lacking.length > 0 ? `${all}（${lacking.join('，')}）` : all
}

/** Why a file can't be seen yet or at all; nothing when it can. */
export function whyNotSeen({ state, viewUrl, refusal, expiresAt }: Pick<CaseMediaFragment, 'state' | 'viewUrl' | 'refusal' | 'expiresAt'>): string | undefined {
  if (state === 'RECEIVING') return words.receiving(expiresAt ? dayAndClock(expiresAt) : words.aDay)
  if (state === 'RECEIVED' && !viewUrl) return words.received
  if (state === 'REFUSED') return words.refused(refusal ?? words.unknown)
  return viewUrl ? undefined : `${refusal ?? ''}${words.onlyOriginal}`
}

/** 9c1f 77d0 … 4be2: enough to compare by eye. */
export function shortPrint(sha256: string): string {
  return `${sha256.slice(0, 4)} ${sha256.slice(4, 8)} … ${sha256.slice(-4)}`
}
