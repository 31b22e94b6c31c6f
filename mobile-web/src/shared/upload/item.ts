// One file on its way: what it is and how far it has come.
import type { MediaKind } from '@/shared/graphql/schema.generated'

/**
 * preparing: being made smaller · waiting: for a proven phone · ready: in the queue · sending ·
 * paused: no network, goes on by itself · done · refused: will not go, `why` says it
 */
export type UploadState = 'preparing' | 'waiting' | 'ready' | 'sending' | 'paused' | 'done' | 'refused'

export interface UploadItem {
  readonly id: string
  readonly kind: MediaKind
  /** 照片 1, 录像 1, 录音 1 */
  readonly name: string
  /** What the person picked. */
  original: Blob
  readonly fileName: string
  /** Same file, same phone: the same print, so that a reload can go on where it stopped. */
  readonly print: string
  /** What is sent: the original, or a smaller photo. */
  blob: Blob
  /** Bytes of it. */
  size: number
  sent: number
  state: UploadState
  why?: string | undefined
  mediaId?: string | undefined
  /** Address of a picture of it on this page. */
  thumb?: string | undefined
  seconds?: number | undefined
}

/** Bytes still to send. */
export function bytesLeft(items: readonly UploadItem[]): number {
  return items.reduce((sum, item) => sum + (resting(item) ? 0 : item.size - item.sent), 0)
}

/** Whether anything is still on its way. */
export function unfinished(items: readonly UploadItem[]): boolean {
  return items.some((item) => !resting(item))
}

/** Whether a report may name it. */
export function mayBeNamed(item: UploadItem): boolean {
  return item.state !== 'refused'
}

function resting({ state }: UploadItem): boolean {
  return state === 'done' || state === 'refused'
}
