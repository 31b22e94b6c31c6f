// The files of one submission: prepared when picked, told to the server when the phone is proven, then sent one by one.
import type { MediaKind } from '@/shared/graphql/schema.generated'
import { bytesLeft, mayBeNamed, unfinished, type UploadItem } from './item'
import { randomKey } from '@/shared/random-key'
import { forgetFile, keepDone, keepFile, readKept } from './kept'
import { limitOf, shortest, usualLimits, type Limit } from './limits'
import { printOf } from './print'
import type { Refusal } from './send'
import { shrink } from './shrink'
import { uploadText } from './text'

type Sender = typeof import('./send')

const retryAfter = 30_000
/** Without progress for so long a connection mayBeNamed as dead: phones do not tell when they lost it. */
const stalledAfter = 25_000

export class UploadQueue {
  items: readonly UploadItem[] = []
  private readonly watchers = new Set<() => void>()
  private readonly numbers: Record<MediaKind, number> = { PHOTO: 0, AUDIO: 0, VIDEO: 0 }
  private limits: readonly Limit[] = usualLimits
  private token: string | undefined
  private sender: Promise<Sender> | undefined
  private running: { id: string; stop: () => void } | undefined
  private busy = false
  private timer = 0
  private asOriginal = false
  private moved = 0

  constructor(
    public submissionKey: string,
    readonly county: string,
  ) {
    addEventListener('online', () => this.wake())
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') this.wake()
    })
  }

  /** Calls back after every change; the answer stops that. */
  watch(watcher: () => void): () => void {
    this.watchers.add(watcher)
    return () => void this.watchers.delete(watcher)
  }

  /** Takes what was picked; answers why something was not taken. */
  add(files: readonly Blob[], kind: MediaKind, seconds?: number): string | undefined {
    const limit = limitOf(this.limits, kind)
    let refusal: string | undefined
    for (const file of files) {
      const taken = this.items.filter((item) => item.kind === kind && item.state !== 'refused').length
      if (this.holds(file, kind)) continue
      if (taken >= limit.count) refusal = uploadText.tooMany(kind, limit.count)
      else if (file.size < shortest) refusal = uploadText.empty
      else if (kind !== 'PHOTO' && file.size > limit.bytes) refusal = uploadText.tooBig(limit.bytes)
      else this.put(file, kind, seconds)
    }
    this.sender ??= loadSender()
    return refusal
  }

  /** The same file twice is one file. */
  private holds(file: Blob, kind: MediaKind): boolean {
    if (!(file instanceof File)) return false
    const print = printOf(file, kind)
    return this.items.some((one) => one.print === print && one.state !== 'refused')
  }

  /** Takes a file back, here and from the server. */
  remove(id: string): void {
    const item = this.items.find((one) => one.id === id)
    if (!item) return
    if (this.running?.id === id) this.stop()
    this.items = this.items.filter((one) => one.id !== id)
    if (item.thumb) URL.revokeObjectURL(item.thumb)
    forgetFile(this.submissionKey, item.print, Date.now())
    const { mediaId } = item
    const { token } = this
    if (mediaId && token) void this.sender?.then(({ discard }) => discard(mediaId, token))
    this.changed()
    void this.pump()
  }

  /** Whether photos go as they are. Counts for photos that have not begun. */
  setOriginal(original: boolean): void {
    if (this.asOriginal === original) return
    this.asOriginal = original
    for (const item of this.items) if (item.kind === 'PHOTO' && !item.mediaId && mayBeNamed(item)) void this.prepare(item)
  }

  /** Starts sending with the grant of a proven phone. */
  start(token: string, limits: readonly Limit[]): void {
    this.token = token
    if (limits.length > 0) this.limits = limits
    for (const item of this.items) if (item.state === 'waiting' || item.state === 'paused') item.state = 'ready'
    this.changed()
    void this.pump()
  }

  /** Waits until the server knows every file, at most so long; answers their ids. */
  async mediaIds(longest: number): Promise<string[]> {
    const end = Date.now() + longest
    const untold = () => this.items.some((item) => !item.mediaId && mayBeNamed(item))
    while (untold() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 200))
    if (untold()) throw new Error('files not told yet')
    return this.items.flatMap((item) => (item.mediaId && mayBeNamed(item) ? [item.mediaId] : []))
  }

  /** Nothing of it is known to the server yet. */
  get fresh(): boolean {
    return this.token === undefined && this.items.every((item) => item.mediaId === undefined)
  }

  get unfinished(): boolean {
    return unfinished(this.items)
  }

  get left(): number {
    return bytesLeft(this.items)
  }

  private put(file: Blob, kind: MediaKind, seconds: number | undefined): void {
    const number = ++this.numbers[kind]
    const fileName = file instanceof File ? file.name : `${kind.toLowerCase()}-${number}`
    const item: UploadItem = {
      id: `${kind}-${number}`,
      kind,
      name: `${uploadText.kinds[kind]} ${number}`,
      original: file,
      fileName,
      print: file instanceof File ? printOf(file, kind) : randomKey(),
      blob: file,
      size: file.size,
      sent: 0,
      state: 'preparing',
      thumb: kind === 'VIDEO' ? undefined : URL.createObjectURL(file),
      seconds,
    }
    this.items = [...this.items, item]
    this.changed()
    void this.prepare(item)
  }

  private async prepare(item: UploadItem): Promise<void> {
    const original = this.asOriginal
    item.state = 'preparing'
    this.changed()
    const blob = item.kind === 'PHOTO' && !original ? await shrink(item.original) : item.original
    if (original !== this.asOriginal) return
    item.blob = blob
    item.size = blob.size
    const { bytes } = limitOf(this.limits, item.kind)
    if (blob.size > bytes) this.refuse(item, uploadText.tooBig(bytes))
    else item.state = this.token ? 'ready' : 'waiting'
    this.changed()
    void this.pump()
  }

  private wake(): void {
    clearTimeout(this.timer)
    if (this.running && Date.now() - this.moved > stalledAfter) this.restart()
    if (this.running) this.later()
    for (const item of this.items) if (item.state === 'paused') item.state = this.token ? 'ready' : 'waiting'
    this.changed()
    void this.pump()
  }

  /** Tells the server of every ready file first, so that a report can name them; then sends the first that is not through. */
  private async pump(): Promise<void> {
    if (this.busy || !this.token || !this.sender) return
    this.busy = true
    try {
      const sender = await this.sender
      for (const item of this.items) if (item.state === 'ready' && !item.mediaId) await this.tell(sender, item)
      if (!this.running) this.next(sender)
    } catch {
      this.sender = loadSender()
      this.later()
    } finally {
      this.busy = false
    }
    if (this.items.some((item) => item.state === 'ready' && !item.mediaId)) void this.pump()
  }

  private async tell(sender: Sender, item: UploadItem): Promise<void> {
    const { submissionKey, county, token } = this
    const known = readKept(Date.now())[submissionKey]?.files.find((file) => file.print === item.print && file.bytes === item.blob.size)
    const answer = known ?? (token ? await sender.create(item, token) : { status: 0 })
    if ('mediaId' in answer) {
      item.mediaId = answer.mediaId
      keepFile(submissionKey, county, { print: item.print, mediaId: answer.mediaId, bytes: item.blob.size }, Date.now())
      this.changed()
    } else {
      this.stopped(item, answer)
    }
  }

  private next(sender: Sender): void {
    const item = this.items.find((one) => one.state === 'ready' && one.mediaId)
    const { token } = this
    if (!item?.mediaId || !token) return
    item.state = 'sending'
    this.moved = Date.now()
    this.later()
    this.changed()
    const stop = sender.send({
      blob: item.blob,
      mediaId: item.mediaId,
      token,
      onProgress: (sent) => {
        item.sent = sent
        this.moved = Date.now()
        this.changed()
      },
      onDone: () => {
        item.sent = item.size
        item.state = 'done'
        keepDone(this.submissionKey, item.print, Date.now())
        this.finished()
      },
      onStop: (refusal) => {
        this.stopped(item, refusal)
        this.finished()
      },
    })
    this.running = { id: item.id, stop }
  }

  private finished(): void {
    this.running = undefined
    this.changed()
    void this.pump()
  }

  private stop(): void {
    this.running?.stop()
    this.running = undefined
  }

  /** Breaks off a dead connection; the next one goes on from what the server has. */
  private restart(): void {
    const item = this.items.find((one) => one.id === this.running?.id)
    this.stop()
    if (item) item.state = 'ready'
  }

  private stopped(item: UploadItem, { status, message }: Refusal): void {
    if (status === 401 || status === 403) this.pause(item, uploadText.expired)
    else if (status === 413) this.refuse(item, message ?? uploadText.tooBig(limitOf(this.limits, item.kind).bytes))
    else if (status === 415 || status === 422) this.refuse(item, message ?? uploadText.wrongType)
    else if (status === 404 || status === 410) this.refuse(item, message ?? uploadText.gone)
    else this.pause(item, undefined)
    this.changed()
  }

  private pause(item: UploadItem, why: string | undefined): void {
    item.state = 'paused'
    item.why = why
    if (why === undefined) this.later()
    else this.token = undefined
  }

  private refuse(item: UploadItem, why: string): void {
    item.state = 'refused'
    item.why = why
    forgetFile(this.submissionKey, item.print, Date.now())
  }

  private later(): void {
    clearTimeout(this.timer)
    this.timer = window.setTimeout(() => this.wake(), retryAfter)
  }

  private changed(): void {
    for (const watcher of this.watchers) watcher()
  }
}

function loadSender(): Promise<Sender> {
  return import('./send')
}
