// Evidence in words: how much there is, what a file is waiting for, the short form of its fingerprint.
import type { CaseMediaFragment } from '../case/case.generated'
import { text } from '../text'
import { MEDIA } from '../words'

const words = text.media

/** 照片 2，录音 1 */
export function mediaCounts(list: readonly Pick<CaseMediaFragment, 'kind'>[]): string {
  const kinds = ['PHOTO', 'AUDIO', 'VIDEO'] as const
  return kinds
    .map((kind) => [MEDIA[kind], list.filter((one) => one.kind === kind).length] as const)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${name} ${count}`)
    .join('，')
}

/** Why a file can't be seen yet or at all; nothing when it can. */
export function whyNotSeen({ state, viewUrl }: Pick<CaseMediaFragment, 'state' | 'viewUrl'>): string | undefined {
  if (state === 'RECEIVING') return words.receiving
  if (state === 'RECEIVED' && !viewUrl) return words.received
  if (state === 'REFUSED') return words.refused
  return viewUrl ? undefined : words.onlyOriginal
}

/** 9c1f 77d0 … 4be2: enough to compare by eye. */
export function shortPrint(sha256: string): string {
  return `${sha256.slice(0, 4)} ${sha256.slice(4, 8)} … ${sha256.slice(-4)}`
}
