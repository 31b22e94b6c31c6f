// The reporter's files in words: what became of each that can't be looked at yet, or at all.
import { dayAndClock } from '@/shared/format/format'
import { readKept, type KeptFile } from '@/shared/upload/kept'
import { uploadText } from '@/shared/upload/text'
import { later } from './later-text'
import type { Content } from './use-track'

type Medium = Content['media'][number]

/** A file with the name that its place gives it: 录像 2. */
export interface Numbered {
  readonly one: Medium
  readonly name: string
}

/** Files of the report and of what was added to it, but for those that are there. */
export function notReady(content: Content): readonly Numbered[] {
  const all = [...content.media, ...content.supplements.flatMap(({ media }) => media)]
  const numbered = all.map((one, at) => ({ one, name: `${uploadText.kinds[one.kind]} ${all.slice(0, at + 1).filter(({ kind }) => kind === one.kind).length}` }))
  return numbered.filter(({ one }) => one.state !== 'READY')
}

/** Those of which every byte has come. */
export function arrived(media: readonly Medium[]): readonly Medium[] {
  return media.filter(({ state }) => state === 'READY' || state === 'RECEIVED')
}

/** One sentence for a file that is not there. */
export function wordsOf({ state, refusal, expiresAt }: Medium): string {
  if (state === 'RECEIVED') return later.files.received
  if (state === 'REFUSED') return later.files.refused(refusal ?? '')
  return later.files.receiving(expiresAt ? dayAndClock(expiresAt) : later.files.aDay)
}

/** The submission of which this phone still knows unfinished files, if one of these is among them. */
export function heldHere(files: readonly Numbered[], now: number): { key: string; county: string; files: readonly KeptFile[] } | undefined {
  const waits = (file: KeptFile) => files.some(({ one }) => one.id === file.mediaId && one.state === 'RECEIVING')
  for (const [key, kept] of Object.entries(readKept(now))) {
    const own = kept.files.filter(waits)
    if (own.length > 0) return { key, county: kept.county, files: own }
  }
  return undefined
}
