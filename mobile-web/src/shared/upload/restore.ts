// What an earlier visit of the page began to send: through, or to be picked again.
import type { MediaKind } from '@/shared/graphql/schema.generated'
import type { UploadItem } from './item'
import { readKept } from './kept'

const nothing = new Blob([])

/** The files of a submission that was not handed in before the page was loaded anew. */
export function restoredItems(submissionKey: string, now: number): UploadItem[] {
  const kept = readKept(now)[submissionKey]
  if (!kept || kept.submitted) return []
  return kept.files.map(({ print, mediaId, name, bytes, done }, index) => {
    const [kind, fileName] = print.split('|')
    return {
      id: `restored-${index}`,
      kind: kind as MediaKind,
      name,
      original: nothing,
      fileName: fileName ?? '',
      print,
      blob: nothing,
      size: bytes,
      sent: done ? bytes : 0,
      state: done ? 'done' : 'again',
      mediaId,
    }
  })
}
